import type { Change, RecordRef } from '../../../record/index.ts';
import { delayed, type EpochMillis, iso } from '../../../time/index.ts';
import type { Connection } from '../../definition/index.ts';
import {
  type Occurrence,
  type Outcome,
  occurrencesOf,
  type RunContext,
  type Topic,
  type Wait,
  wakeKey,
} from '../../engine/index.ts';
import { type Source, watchedRecord } from './awaited-source.ts';
import { countedSince, hold, waitingSince } from './wait-until.ts';

/** The output that tells whether the event has happened. */
const MET = 'hs_event_criteria_met';

/** What is waited for. */
export interface AwaitedEvents {
  readonly source: Source;
  /** Of time; undefined for as long as it takes. */
  readonly minutes: number | undefined;
  readonly topics: readonly Topic[];
  /** Whether a completed task is what is waited for. */
  readonly isOfTask: boolean;
  readonly eventTypeIds: readonly string[];
  /** For people. */
  readonly says: string;
  readonly isMet: (occurrence: Occurrence, now: EpochMillis) => boolean;
}

type EventWait = Extract<Wait, { kind: 'event' }>;

/**
 * Waits until an event happens to a record, behind the last change that it had when the wait began. Each time it is woken it looks at
 * what has happened since it looked last; under another revision of the flow, at all that has happened while it waits.
 */
export function waitForEvent(
  run: RunContext,
  awaited: AwaitedEvents,
  connection: Connection | undefined,
): Outcome {
  const since = waitingSince(run);
  const until = endOf(countedSince(run), awaited);
  const over = (detail: Readonly<Record<string, unknown>>): Outcome =>
    ended(connection, false, { waitedFor: awaited.says, ...detail });
  const isOver = until !== null && until <= run.now;
  const watched = watchedRecord(awaited.source, run);
  if (watched.kind === 'needs') return watched;
  if (watched.kind === 'nothing') {
    const { isGone, message } = watched;
    if (isGone || isOver) return over({ message });
    const told = { reason: 'OUTPUT_MISSING', message } as const;
    return until === null
      ? hold(run, told)
      : { kind: 'park', until, wait: { kind: 'delay', since, says: awaited.says } };
  }
  const { ref } = watched;
  if (awaited.isOfTask && watched.isCompleted) return ended(connection, true, { waitedFor: awaited.says });
  const before = run.enrollment.wait?.kind === 'event' ? run.enrollment.wait : null;
  // An edit may have it watch another record.
  const looked =
    before && isSame(before.of, ref) ? lookedAt(run, before, awaited, until) : begun(run, ref, since);
  if (looked.kind === 'needs') return looked;
  if (looked.kind === 'happened') {
    const { eventTypeId, occurredAt } = looked.occurrence;
    return ended(connection, true, { waitedFor: awaited.says, eventTypeId, occurredAt: iso(occurredAt) });
  }
  if (isOver) return over({ until: iso(until) });
  return {
    kind: 'park',
    until: looked.isAll ? until : run.now,
    wait: { ...looked.wait, says: awaited.says },
    wakes: awaited.topics.map((topic) => wakeKey(ref, topic)),
  };
}

function endOf(since: EpochMillis, { minutes }: AwaitedEvents): EpochMillis | null {
  if (minutes === undefined) return null;
  return delayed(since, { delta: minutes, timeUnit: 'MINUTES', daysOfWeek: [] }, 'UTC');
}

function ended(
  connection: Connection | undefined,
  isMet: boolean,
  detail: Readonly<Record<string, unknown>>,
): Outcome {
  return { kind: 'done', connection, outputs: { [MET]: String(isMet) }, detail: { met: isMet, ...detail } };
}

type Looked =
  | { readonly kind: 'waits'; readonly wait: EventWait; readonly isAll: boolean }
  | { readonly kind: 'happened'; readonly occurrence: Occurrence }
  | Extract<Outcome, { kind: 'needs' }>;

/**
 * Notes where the changes of the record stand: behind the last one that is stored, and behind those that the batch has made by now, which are
 * not stored yet.
 */
function begun({ workspace, idempotencyKey }: RunContext, of: EventWait['of'], since: EpochMillis): Looked {
  const skip = workspace.first(idempotencyKey, () => madeHere(workspace, of).length);
  const after = workspace.answer({ kind: 'lastChange' });
  if (after === undefined) return { kind: 'needs', asks: [{ kind: 'lastChange' }] };
  return { kind: 'waits', wait: { kind: 'event', since, of, after, skip }, isAll: true };
}

/** What has been stored since, and what the batch has made. */
function lookedAt(
  run: RunContext,
  wait: EventWait,
  { isMet, eventTypeIds }: AwaitedEvents,
  until: EpochMillis | null,
): Looked {
  const { workspace, program, now } = run;
  const { revisionId } = program;
  const from = wait.seen?.revisionId === revisionId ? { after: wait.seen.changeId, skip: 0 } : wait;
  const ask = { kind: 'happened', ref: wait.of, after: from.after, skip: from.skip, eventTypeIds } as const;
  const stored = workspace.answer(ask);
  if (stored === undefined) return { kind: 'needs', asks: [ask] };
  const unstored = madeHere(workspace, wait.of).flatMap(occurrencesOf);
  const occurrence = [...stored.occurrences, ...unstored].find(
    (each) =>
      each.occurredAt >= wait.since && (until === null || each.writtenAt <= until) && isMet(each, now),
  );
  if (occurrence) return { kind: 'happened', occurrence };
  const changeId = stored.lastChangeId ?? from.after;
  const isSeen = stored.lastChangeId !== null;
  return {
    kind: 'waits',
    wait: { ...wait, ...(isSeen ? { seen: { revisionId, changeId } } : {}) },
    isAll: stored.isAll,
  };
}

/** The changes of a record that the batch has made so far. */
function madeHere({ world }: RunContext['workspace'], of: RecordRef): Change[] {
  return world.changes.filter(({ ref }) => isSame(ref, of));
}

function isSame(one: RecordRef, other: RecordRef): boolean {
  return one.id === other.id && one.objectTypeId === other.objectTypeId;
}
