import { TargetFailure } from '../target/failure.ts';
import { type Choice, type Importing, NOT_YET, stopWhereAsked } from './importing.ts';

/** A thing of the source. */
export interface Coming {
  /** Under which its ids are noted. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** A thing of the target. */
export interface There {
  readonly id: string;
  readonly name: string;
}

interface Bringing<T extends There> {
  /** Under which it is chosen. */
  readonly choice: Choice;
  /** How it is counted. */
  readonly what: string;
  readonly coming: Coming;
  /** All of the kind that the target has. */
  readonly there: readonly T[];
  /** Whether it keeps its id when it is made, so that the same id is the same thing, unless both sides have counted it up. */
  readonly ids?: 'KEPT';
  /** In what it differs from the one that is there; empty where both say the same. */
  readonly differences?: (there: T) => readonly string[] | Promise<readonly string[]>;
  /** Makes it, and answers its id. What cannot be made throws with the reason. */
  readonly make: () => Promise<string>;
}

/**
 * Finds a thing on the target, or makes it there, and notes its id. It is found by what was noted; else by its name, among those that are
 * nobody else's. What is there is left as it is. Answers the one that was found.
 */
export async function bring<T extends There>(
  importing: Importing,
  bringing: Bringing<T>,
): Promise<T | undefined> {
  const { state, report } = importing;
  const { what, coming, differences } = bringing;
  stopWhereAsked(importing);
  const found = matchOf(importing, bringing);
  const isChosen = importing.chosen.has(bringing.choice);
  if (!found) {
    if (isChosen) await make(importing, bringing);
    return undefined;
  }
  const wasBegun = state.hasBegun(coming.kind, coming.id);
  state.note(coming.kind, coming.id, found.id);
  if (!isChosen) return found;
  const differing = await saidOf(async () => (await differences?.(found)) ?? []);
  if (differing.length > 0) report.differs(what, coming.id, coming.name, differing.join('; '));
  else report.mark(what, coming.id, wasBegun ? 'made' : 'there');
  return found;
}

/** What cannot be compared differs in that. */
async function saidOf(compare: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await compare();
  } catch (error) {
    if (error instanceof CannotBeTaken) return [error.message];
    throw error;
  }
}

/** The thing of the target that is meant by one of the source. */
export function matchOf<T extends There>(
  { state }: Importing,
  { coming, there, ids }: Pick<Bringing<T>, 'coming' | 'there' | 'ids'>,
): T | undefined {
  const { kind, id, name } = coming;
  const noted = state.idOf(kind, id);
  const known = there.find((each) => each.id === noted);
  if (known) return known;
  if (noted !== undefined && noted !== NOT_YET) state.forget(kind, id);
  const taken = state.takenOf(kind);
  const free = there.filter((each) => !taken.has(each.id));
  return (
    (ids === 'KEPT'
      ? free.find((each) => each.id === id && (each.name === name || !isNumbered(id)))
      : undefined) ?? (name === '' ? undefined : free.find((each) => each.name === name))
  );
}

/** Such ids are counted up by every server for itself; others are words, or drawn so that no two are the same. */
function isNumbered(id: string): boolean {
  return /^\d{5,}$/.test(id);
}

async function make<T extends There>(
  { state, report, mode }: Importing,
  { what, coming: { kind, id, name }, make }: Bringing<T>,
): Promise<void> {
  if (mode === 'LOOK') {
    state.note(kind, id, NOT_YET);
    report.mark(what, id, 'made');
    return;
  }
  try {
    state.beginWith(kind, [id]);
    await state.save();
    state.note(kind, id, await make());
    report.mark(what, id, 'made');
  } catch (error) {
    if (!isOfOneThing(error)) throw error;
    state.giveUp(kind, id);
    report.refused(what, id, name, whyNot(error));
  }
  await report.flush();
  await state.save();
}

/** What could be known of a thing before it is sent: it names what is not there, or is nothing that can be sent. */
export class CannotBeTaken extends Error {
  override readonly name = 'CannotBeTaken';
}

/** Whether it is this thing that cannot be taken, and others can. */
export function isOfOneThing(error: unknown): error is Error {
  if (error instanceof CannotBeTaken) return true;
  return error instanceof TargetFailure && !error.isOfTarget && error.status < 500 && error.status !== 429;
}

/** The message of a refusal with what it says of members. */
export function whyNot(error: Error): string {
  return error instanceof TargetFailure ? sayRefusal(error) : error.message;
}

/** The same of a refusal within a batch. The original puts the details into its message as JSON: then they say it by themselves. */
export function sayRefusal({ message, errors = [] }: Refusal): string {
  const details = [...new Set(errors.map((detail) => detail.message))];
  if (details.length > 0 && message.includes('[{')) return details.join('; ');
  return [message, ...details.filter((detail) => !message.includes(detail))].join('; ');
}

interface Refusal {
  readonly message: string;
  readonly errors?: readonly { readonly message: string }[];
}
