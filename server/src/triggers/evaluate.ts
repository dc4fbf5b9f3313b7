import type { Subject } from '@millrace/core/criteria';
import type { FlowProgram } from '@millrace/core/flow';
import { type MembershipWrite, type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { Since, Unit } from '../history/index.ts';
import { type Beyond, gather, NOTHING_BEYOND, subjectAt, type View } from '../loading/index.ts';
import { Turns } from '../platform/index.ts';
import type { DueInstant } from './instants.ts';
import { type Around, type Match, match, type Occasion } from './match.ts';
import { hushJoins } from './quiet-joins.ts';
import type { ListReader, Reader } from './reader.ts';

/** One evaluation of a record by a reader, on an occasion. */
export interface Evaluation {
  readonly reader: Reader;
  readonly ref: RecordRef;
  readonly occasion: Occasion;
  /** The changes beyond the moment before and the moment after. */
  readonly beyond: { readonly before: Beyond; readonly after: Beyond };
  readonly beforeAt: EpochMillis;
  readonly at: EpochMillis;
  readonly depth: number;
}

/** A record that enters or leaves a flow. */
export interface MatchedFlow {
  readonly program: FlowProgram;
  readonly ref: RecordRef;
  readonly match: Match;
  readonly at: EpochMillis;
  readonly depth: number;
  readonly occasion: Occasion;
}

/** The findings of an evaluation: data, for others to write. */
export interface Findings {
  /** In the order of the occasions. */
  readonly flows: readonly MatchedFlow[];
  readonly memberships: readonly MembershipWrite[];
  /** When time alone can change an answer next; Infinity when it never can. */
  readonly instants: readonly DueInstant[];
  /** Failed evaluations, by too much work or a bug of ours: the others are written all the same. */
  readonly failures: readonly { readonly reader: string; readonly ref: RecordRef; readonly error: unknown }[];
}

/** Evaluations held in memory at once: a change of a record reaches all its associated records, possibly many. */
export const EVALUATIONS_PER_SLICE_MAX = 2_000;

/** The findings, and the evaluations left for lack of time: those of the first occasion are always done. */
export interface Evaluated extends Findings {
  readonly left: readonly Evaluation[];
}

/** Evaluates records, in the order of the occasions, a constant number of statements a slice. */
export async function evaluate(
  unit: Unit,
  evaluations: readonly Evaluation[],
  { since, askingMs }: { readonly since: Since | null; readonly askingMs?: number | undefined },
): Promise<Evaluated> {
  const flows: MatchedFlow[] = [];
  const memberships: MembershipWrite[] = [];
  const instants: DueInstant[] = [];
  const failures: { reader: string; ref: RecordRef; error: unknown }[] = [];
  const last = lastOfEach(evaluations);
  const turns = new Turns(unit.tx, askingMs);
  const found = async (): Promise<Findings> => ({
    flows,
    memberships: await hushJoins(unit, memberships, listsOf(evaluations)),
    instants,
    failures,
  });
  let current: object | null = null;
  for (let from = 0; from < evaluations.length; from += EVALUATIONS_PER_SLICE_MAX) {
    const slice = evaluations.slice(from, from + EVALUATIONS_PER_SLICE_MAX);
    const view = await gather(unit.tx, unit.account, slice.map(wantedOf), since);
    for (const [index, each] of slice.entries()) {
      // All findings of a change belong in one transaction; every instant stands for itself.
      const occasion = each.occasion.kind === 'change' ? each.occasion.change : each;
      if (current && occasion !== current && turns.areOver)
        return { ...(await found()), left: evaluations.slice(from + index) };
      current = occasion;
      await turns.next();
      const isLast = last.get(keyOf(each)) === each;
      try {
        const seen = evaluateOne(each, view, isLast);
        flows.push(...seen.flows);
        memberships.push(...seen.memberships);
        instants.push(...seen.instants);
      } catch (error) {
        failures.push({ reader: `${each.reader.reader} ${each.reader.id}`, ref: each.ref, error });
      }
    }
  }
  return { ...(await found()), left: [] };
}

/** The lists that look, by id. */
function listsOf(evaluations: readonly Evaluation[]): Map<string, ListReader> {
  return new Map(
    evaluations.flatMap(({ reader }) => (reader.reader === 'LIST' ? [[reader.id, reader]] : [])),
  );
}

const NOTHING_FOUND = { flows: [], memberships: [], instants: [] };

function evaluateOne(each: Evaluation, view: View, isLast: boolean): Omit<Findings, 'failures'> {
  const image = view.workspace.world.record(each.ref);
  // A list is a set: only a record's final state counts. In a flow, every entry and exit counts.
  if (!image || image.archivedAt !== null || (each.reader.reader === 'LIST' && !isLast)) return NOTHING_FOUND;
  const around = aroundOf(each, image, view);
  if (!around) return NOTHING_FOUND;
  return {
    flows: each.reader.reader === 'FLOW' ? matchedFlow(each, each.reader.triggers, around) : [],
    memberships: each.reader.reader === 'LIST' ? membershipOf(each, each.reader, around, view) : [],
    instants: isLast && each.reader.timed.length > 0 ? [instantOf(each, around.after)] : [],
  };
}

function wantedOf({ reader, ref }: Evaluation) {
  const list = reader.reader === 'LIST' ? [{ ...NOTHING, lists: [reader.id] }] : [];
  return { ref, reads: [...reader.reads, ...list] };
}

const NOTHING = { properties: [], history: [], events: [], lists: [], associations: [], now: false };

function aroundOf(each: Evaluation, image: RecordImage, view: View): Around | null {
  const { ref, occasion, beyond, beforeAt, at } = each;
  const after = subjectAt(ref, view, beyond.after);
  if (!after) return null;
  const before = beyond.before === beyond.after ? after : subjectAt(ref, view, beyond.before);
  return { occasion, image, before, beforeAt, after, at };
}

function matchedFlow(
  { ref, at, depth, occasion }: Evaluation,
  triggers: Parameters<typeof match>[0],
  around: Around,
): MatchedFlow[] {
  const found = match(triggers, around);
  if (!found.enrolls && !found.reEnrolls && !found.exits && found.wakes.length === 0) return [];
  return [{ program: triggers.program, ref, match: found, at, depth, occasion }];
}

function membershipOf(
  { ref, at, depth, occasion }: Evaluation,
  reader: ListReader,
  around: Around,
  view: View,
): MembershipWrite[] {
  const isMet = reader.criteria.met(around.after, at);
  const inside = view.workspace.answer({ kind: 'membership', ref, list: reader.id }) ?? false;
  if (isMet === inside) return [];
  const action = isMet ? 'join' : 'leave';
  const source = { type: 'SYSTEM', id: `list ${reader.id}` } as const;
  // A record that joins a list by a merge enters no flow by it, as with all effects of a merge.
  const enrolls = occasion.kind !== 'change' || occasion.change.source.type !== 'MERGE';
  return [{ action, listId: reader.id, ref, cause: { at, source, depth: depth + 1 }, enrolls }];
}

/** Two readers of one record are apart, and so are two records of one reader. */
function keyOf({ reader, ref }: Evaluation): string {
  return `${reader.reader}/${reader.id} ${recordKey(ref)}`;
}

function lastOfEach(evaluations: readonly Evaluation[]): Map<string, Evaluation> {
  return new Map(evaluations.map((each) => [keyOf(each), each]));
}

function instantOf({ reader, ref, at }: Evaluation, subject: Subject): DueInstant {
  return { reader: reader.reader, readerId: reader.id, ref, dueAt: holdsUntil(reader, subject, at) };
}

/** The next instant at which time alone can change a reader's answer on a record; Infinity when it never can. */
export function holdsUntil(reader: Reader, subject: Subject, at: EpochMillis): EpochMillis {
  return Math.min(...reader.timed.map((criteria) => criteria.holdsUntil(subject, at)));
}

/** An evaluation for an instant: the record as it is now, just before the instant and at it. */
export function evaluationAtInstant(reader: Reader, ref: RecordRef, at: EpochMillis): Evaluation {
  const beyond = { before: NOTHING_BEYOND, after: NOTHING_BEYOND };
  return { reader, ref, occasion: { kind: 'instant' }, beyond, beforeAt: at - 1, at, depth: 0 };
}
