import type { Subject } from '@millrace/core/criteria';
import type { FlowProgram, Trigger } from '@millrace/core/flow';
import { type MembershipWrite, type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import { type EpochMillis, iso } from '@millrace/core/time';
import type { LoggedChange, Since, Unit } from '../history/index.ts';
import { gather, subjectAt, type View } from '../loading/index.ts';
import { Turns } from '../platform/index.ts';
import { evaluatedBefore } from './evaluated-before.ts';
import type { Evaluation } from './evaluation.ts';
import type { DueInstant } from './instants.ts';
import { type Around, isMerge, isQuietJoin, type Match, match, type Occasion } from './match.ts';
import { type Memberships, MovedSoFar } from './moved-so-far.ts';
import { hushJoins, type Move } from './quiet-joins.ts';
import type { ListReader, Reader, ScheduleReader } from './reader.ts';

/** A record that enters or leaves a flow. */
export interface MatchedFlow {
  readonly program: FlowProgram;
  readonly ref: RecordRef;
  readonly match: Match;
  readonly at: EpochMillis;
  readonly depth: number;
  readonly occasion: Occasion;
  /** The lists that earlier findings, which are not written yet, have the record join (true) or leave. */
  readonly moved: Memberships;
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
  {
    since,
    askingMs,
    inHand = [],
  }: {
    readonly since: Since | null;
    readonly askingMs?: number | undefined;
    /** The changes that are taken to be evaluated. */
    readonly inHand?: readonly LoggedChange[];
  },
): Promise<Evaluated> {
  const flows: MatchedFlow[] = [];
  const moves: Move[] = [];
  const moved = new MovedSoFar();
  const instants: DueInstant[] = [];
  const failures: { reader: string; ref: RecordRef; error: unknown }[] = [];
  const byKey = Map.groupBy(evaluations, keyOf);
  const turns = new Turns(unit.tx, askingMs);
  const found = async (): Promise<Findings> => ({
    flows,
    memberships: await hushJoins(unit, moves, (by) => {
      const ofOne = byKey.get(keyOf(by))!;
      return ofOne.slice(0, ofOne.indexOf(by) + 1);
    }),
    instants,
    failures,
  });
  let current: object | null = null;
  for (let from = 0; from < evaluations.length; from += EVALUATIONS_PER_SLICE_MAX) {
    const slice = evaluations.slice(from, from + EVALUATIONS_PER_SLICE_MAX);
    const view = await gather(unit.tx, unit.account, slice.map(wantedOf), since);
    if (slice.some(readsAround)) view.timeline.settle(await evaluatedBefore(unit, view.timeline, inHand));
    for (const [index, each] of slice.entries()) {
      // All findings of a change belong in one transaction; every instant stands for itself.
      const occasion = each.occasion.kind === 'change' ? each.occasion.change : each;
      if (current && occasion !== current && turns.areOver)
        return { ...(await found()), left: evaluations.slice(from + index) };
      current = occasion;
      await turns.next();
      const isLast = byKey.get(keyOf(each))!.at(-1) === each;
      try {
        const seen = evaluateOne(each, view, moved, isLast);
        flows.push(...seen.flows);
        moves.push(...seen.moves);
        instants.push(...seen.instants);
      } catch (error) {
        failures.push({ reader: `${each.reader.reader} ${each.reader.id}`, ref: each.ref, error });
      }
    }
  }
  return { ...(await found()), left: [] };
}

const NOTHING_FOUND = { flows: [], moves: [], instants: [] };

interface Seen extends Pick<Findings, 'flows' | 'instants'> {
  readonly moves: readonly Move[];
}

function evaluateOne(each: Evaluation, view: View, moved: MovedSoFar, isLast: boolean): Seen {
  const image = view.workspace.world.record(each.ref);
  if (!image || image.archivedAt !== null) return NOTHING_FOUND;
  const around = aroundOf(each, image, view);
  if (!around) return NOTHING_FOUND;
  return {
    flows: flowsOf(each, around, moved),
    moves: each.reader.reader === 'LIST' ? moveOf(each, each.reader, around, { view, moved }) : [],
    instants: isLast && each.reader.timed.length > 0 ? [instantOf(each, around.after)] : [],
  };
}

function wantedOf({ reader, ref }: Evaluation) {
  const list = reader.reader === 'LIST' ? [{ ...NOTHING, lists: [reader.id] }] : [];
  return { ref, reads: [...reader.reads, ...list] };
}

function readsAround({ reader, occasion }: Evaluation): boolean {
  if (occasion.kind === 'instant') return false;
  return occasion.of === 'another' || reader.reads.some(({ associations }) => associations.length > 0);
}

const NOTHING = { properties: [], history: [], events: [], lists: [], associations: [], now: false };

function aroundOf(each: Evaluation, image: RecordImage, view: View): Around | null {
  const { ref, occasion, beyond, beforeAt, at } = each;
  const after = subjectAt(ref, view, beyond.after);
  if (!after) return null;
  const before = beyond.before === beyond.after ? after : subjectAt(ref, view, beyond.before);
  return { occasion, image, before, beforeAt, after, at };
}

function flowsOf(each: Evaluation, around: Around, moved: MovedSoFar): MatchedFlow[] {
  switch (each.reader.reader) {
    case 'FLOW':
      return matchedFlow(each, each.reader.triggers, around, moved.before(each));
    case 'SCHEDULE':
      return scheduledFlow(each, each.reader, around, moved.before(each));
    case 'LIST':
      return [];
  }
}

/** A record enrolls by its date when an occurrence has come, and it meets the filters then. Changes move the next one only. */
function scheduledFlow(
  { ref, at, depth, occasion }: Evaluation,
  reader: ScheduleReader,
  { after }: Around,
  moved: Memberships,
): MatchedFlow[] {
  if (occasion.kind !== 'instant') return [];
  const occurrence = reader.occurrenceAt(after, at);
  const { program, criteria, shouldReEnroll } = reader.triggers;
  if (!occurrence || (criteria && !criteria.met(after, at))) return [];
  const enrolls: Trigger = { kind: 'SCHEDULE', scheduledAt: iso(occurrence.at) };
  const found: Match = { enrolls, reEnrolls: shouldReEnroll ? enrolls : null, exits: null };
  return [{ program, ref, match: found, at, depth, occasion, moved }];
}

function matchedFlow(
  { ref, at, depth, occasion }: Evaluation,
  triggers: Parameters<typeof match>[0],
  around: Around,
  moved: Memberships,
): MatchedFlow[] {
  const found = match(triggers, around);
  if (!found.enrolls && !found.reEnrolls && !found.exits) return [];
  return [{ program: triggers.program, ref, match: found, at, depth, occasion, moved }];
}

/** Every move counts, in the order of the occasions: who leaves and joins again has done both, however many are evaluated at once. */
function moveOf(
  by: Evaluation,
  reader: ListReader,
  around: Around,
  { view, moved }: { readonly view: View; readonly moved: MovedSoFar },
): Move[] {
  const { ref, at, depth, occasion } = by;
  const change = occasion.kind === 'change' ? occasion.change : null;
  // The sweep that follows a save of filters shows what came of the changes before.
  if (change && BigInt(change.id) <= BigInt(reader.afterChange)) return [];
  const isInside =
    moved.now(ref, reader.id) ?? view.workspace.answer({ kind: 'membership', ref, list: reader.id }) ?? false;
  const isMet = reader.criteria.met(around.after, at);
  if (isMet === isInside) return [];
  moved.note(by, reader.id, { before: isInside, now: isMet });
  const action = isMet ? 'join' : 'leave';
  // What a merge leads to is told as the merge's, for flows that let nobody in by one; a list of a list is joined as quietly as that.
  const source = {
    type: change && isMerge(change) ? 'MERGE' : 'SYSTEM',
    id: `list ${reader.id}`,
  } as const;
  const enrolls = change === null || !isQuietJoin(change);
  return [
    { write: { action, listId: reader.id, ref, cause: { at, source, depth: depth + 1 }, enrolls }, by },
  ];
}

/** Two readers of one record are apart, and so are two records of one reader. */
function keyOf({ reader, ref }: Evaluation): string {
  return `${reader.reader}/${reader.id} ${recordKey(ref)}`;
}

function instantOf({ reader, ref, at }: Evaluation, subject: Subject): DueInstant {
  return { reader: reader.reader, readerId: reader.id, ref, dueAt: holdsUntil(reader, subject, at) };
}

/** The next instant at which time alone can change a reader's answer on a record; Infinity when it never can. */
export function holdsUntil(reader: Reader, subject: Subject, at: EpochMillis): EpochMillis {
  return Math.min(...reader.timed.map((timed) => timed.holdsUntil(subject, at)));
}
