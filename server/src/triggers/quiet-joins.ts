import { type CompiledCriteria, type Subject, TooMuchWork } from '@millrace/core/criteria';
import { type MembershipWrite, type RecordRef, recordKey } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import { firstPendingOf, type LoggedChange, loadChangesSince, type Unit } from '../history/index.ts';
import { aroundChange, type Beyond, gather, subjectAt } from '../loading/index.ts';
import { Turns } from '../platform/index.ts';
import type { Evaluation } from './evaluation.ts';
import type { Occasion } from './match.ts';
import type { ListReader } from './reader.ts';
import type { Sweep } from './sweeps.ts';
import { type QuietSave, selectQuietSaves } from './watches.ts';

/** Records with texts in memory at once. */
const RECORDS_PER_SLICE = 100;

/** A move into a list or out of it, and the evaluation that found it. */
export interface Move {
  readonly write: MembershipWrite;
  readonly by: Evaluation;
}

/**
 * The moves as they are to be written. A record that met a list's filters when these were saved quietly, and ever since, joins by the
 * save and enters no flow by that, whichever change or instant finds it out. That is asked until the sweep after the save has found the
 * members, and of changes from before that. No statement unless a record joins, one when none of the lists was saved so.
 */
export async function hushJoins(
  unit: Unit,
  moves: readonly Move[],
  evaluationsOf: (by: Evaluation) => readonly Evaluation[],
): Promise<readonly MembershipWrite[]> {
  const joins = moves.filter(({ write: { action, enrolls } }) => action === 'join' && enrolls !== false);
  const quiet = new Set<Move>();
  for (const save of await quietSavesOf(unit, joins)) {
    const unsettled = joins.filter(
      ({ write: { listId }, by }) => listId === save.listId && isUnsettled(save, by),
    );
    const reader = unsettled[0]?.by.reader;
    if (reader?.reader !== 'LIST') continue;
    const asked = unsettled.map((move) => {
      const since = evaluationsOf(move.by).filter(({ occasion }) => isSince(save, occasion));
      return { of: move, ref: move.write.ref, moments: since.flatMap(momentsOf), through: changeOf(move.by) };
    });
    for (const move of await metThroughout(unit, save, reader.criteria, asked)) quiet.add(move);
  }
  return moves.map((move) => (quiet.has(move) ? { ...move.write, enrolls: false } : move.write));
}

async function quietSavesOf({ tx, account }: Unit, joins: readonly Move[]): Promise<QuietSave[]> {
  if (joins.length === 0) return [];
  const changes = joins.flatMap(({ by }) => changeOf(by) ?? []).map(BigInt);
  const first = changes.reduce<bigint | null>(
    (least, id) => (least === null || id < least ? id : least),
    null,
  );
  const lists = [...new Set(joins.map(({ write }) => write.listId))];
  return selectQuietSaves(tx, account.id, lists, first === null ? null : String(first));
}

/** An instant shows a record as it is, which the sweep has seen once it is over. */
function isUnsettled({ untilChange }: QuietSave, { occasion }: Evaluation): boolean {
  if (untilChange === null) return true;
  return occasion.kind === 'change' && BigInt(occasion.change.id) <= BigInt(untilChange);
}

function isSince({ afterChange }: QuietSave, occasion: Occasion): boolean {
  return occasion.kind === 'instant' || BigInt(occasion.change.id) > BigInt(afterChange);
}

function momentsOf({ beyond, beforeAt, at }: Evaluation): Moment[] {
  return [
    { beyond: beyond.before, at: beforeAt },
    { beyond: beyond.after, at },
  ];
}

function changeOf({ occasion }: Evaluation): string | null {
  return occasion.kind === 'change' ? occasion.change.id : null;
}

/**
 * The records, by key, that join a list by the save which a sweep follows: they met the filters then, and after all changes since that
 * were evaluated. What is pending is evaluated when its turn comes, and finds the record inside.
 */
export async function joinedBySave(
  unit: Unit,
  { afterChange, createdAt }: Sweep,
  { criteria }: ListReader,
  refs: readonly RecordRef[],
): Promise<ReadonlySet<string>> {
  const keys = refs.map(recordKey);
  if (afterChange === null || refs.length === 0) return new Set(keys);
  const pendingOf = await firstPendingOf(unit.tx, unit.account.id);
  const asked = refs.map((ref) => {
    const pending = pendingOf(ref.id);
    const through = pending === null ? null : String(BigInt(pending) - 1n);
    return { of: recordKey(ref), ref, moments: [], through };
  });
  return metThroughout(unit, { afterChange, savedAt: createdAt }, criteria, asked);
}

interface Moment {
  readonly beyond: Beyond;
  readonly at: EpochMillis;
}

interface Asked<T> {
  readonly of: T;
  readonly ref: RecordRef;
  /** What to look at beside the save and the record's own changes. */
  readonly moments: readonly Moment[];
  /** The last of its changes that counts; null: all do. */
  readonly through: string | null;
}

/**
 * Those of the records that met criteria at a save and ever since. With criteria that read the record alone, only records written to
 * since are evaluated.
 */
async function metThroughout<T>(
  unit: Unit,
  { afterChange, savedAt }: Pick<QuietSave, 'afterChange' | 'savedAt'>,
  criteria: CompiledCriteria,
  all: readonly Asked<T>[],
): Promise<Set<T>> {
  const { tx, account } = unit;
  const since = { kind: 'change', id: String(BigInt(afterChange) + 1n) } as const;
  const changes = await loadChangesSince(
    tx,
    account.id,
    all.map(({ ref }) => ref),
    since,
  );
  const changesOf = Map.groupBy(changes, ({ ref }) => recordKey(ref));
  const { now, associations } = criteria.reads;
  const readsAround = now || associations.length > 0;
  const met = new Set(all.map(({ of }) => of));
  const open = all.filter(({ ref }) => readsAround || changesOf.has(recordKey(ref)));
  const save: Moment = { beyond: aroundChange(afterChange).after, at: savedAt };
  const turns = new Turns(tx);
  for (let from = 0; from < open.length; from += RECORDS_PER_SLICE) {
    const slice = open.slice(from, from + RECORDS_PER_SLICE);
    const wanted = slice.map(({ ref }) => ({ ref, reads: [criteria.reads] }));
    const view = await gather(tx, account, wanted, since);
    for (const { of, ref, moments, through } of slice) {
      await turns.next();
      const counted = (changesOf.get(recordKey(ref)) ?? []).filter(
        ({ id }) => through === null || BigInt(id) <= BigInt(through),
      );
      const all = [save, ...ownMoments(counted, now), ...moments];
      if (!all.every(({ beyond, at }) => wasMet(criteria, subjectAt(ref, view, beyond), at))) met.delete(of);
    }
  }
  return met;
}

/** The moments after a record's own changes, and before them where time changes the answer. */
function ownMoments(changes: readonly LoggedChange[], now: boolean): Moment[] {
  return changes.flatMap(({ id, at }) => {
    const { before, after } = aroundChange(id);
    return [...(now ? [{ beyond: before, at }] : []), { beyond: after, at }];
  });
}

/** An undecided record joins quietly: none enters a flow by mistake. */
function wasMet({ met }: CompiledCriteria, subject: Subject | null, at: EpochMillis): boolean {
  if (subject === null) return false;
  try {
    return met(subject, at);
  } catch (error) {
    if (error instanceof TooMuchWork) return true;
    throw error;
  }
}
