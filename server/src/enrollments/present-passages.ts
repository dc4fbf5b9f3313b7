import { iso } from '@millrace/core/time';
import { loadPending, opensContacts, type PendingEffect, presentTries } from '../effects/index.ts';
import type { Passage } from '../passages/index.ts';
import type { Caller, Db } from '../platform/index.ts';

/** A passage as the API shows it. */
export interface EnrollmentView {
  readonly id: string;
  readonly flowId: string;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly status: string;
  readonly endReason: string | null;
  readonly enrolledAt: string;
  readonly endedAt: string | null;
  readonly trigger: unknown;
  readonly position: Position | null;
  readonly stepCount: number;
}

/** Where an enrollment stands while active: the action, what it waits for, since when and until when. */
export interface Position {
  readonly actionId: string | null;
  readonly waitingFor: string | null;
  readonly since: string | null;
  readonly until: string | null;
  /** Why nobody can say until when: at a wait that cannot be waited, until it is mended or skipped. */
  readonly held: { readonly reason: string; readonly message: string } | null;
  /** The mail, … that it waits for: how often it was tried, what went wrong, when it is tried next. */
  readonly effect: ({ readonly id: string; readonly kind: string } & ReturnType<typeof presentTries>) | null;
}

/** Passages as the API shows them to a caller, with what their effects have come to. One statement. */
export async function presentPassages(
  db: Db,
  caller: Caller,
  passages: readonly Passage[],
): Promise<EnrollmentView[]> {
  const waiting = passages.filter(({ wait }) => wait?.kind === 'effect');
  const effects = await loadPending(
    db,
    caller.accountId,
    waiting.map(({ id }) => id),
  );
  const withError = opensContacts(caller, 'read');
  return passages.map((passage) => viewOf(passage, effects.get(passage.id), withError));
}

function viewOf(passage: Passage, effect: PendingEffect | undefined, withError: boolean): EnrollmentView {
  const { id, flowId, objectTypeId, recordId, status, endReason, enrolledAt, endedAt, trigger, stepCount } =
    passage;
  return {
    id,
    flowId,
    objectTypeId,
    objectId: recordId,
    status,
    endReason,
    enrolledAt: iso(enrolledAt),
    endedAt: endedAt === null ? null : iso(endedAt),
    trigger,
    position: status === 'ACTIVE' ? positionOf(passage, effect, withError) : null,
    stepCount,
  };
}

function positionOf(
  { actionId, wait, dueAt }: Passage,
  effect: PendingEffect | undefined,
  withError: boolean,
): Position {
  return {
    actionId,
    waitingFor: wait?.kind ?? null,
    since: wait ? iso(wait.since) : null,
    until: dueAt === null ? null : iso(dueAt),
    held: wait?.kind === 'held' ? { reason: wait.reason, message: wait.message } : null,
    effect: effect ? { id: effect.id, kind: effect.kind, ...presentTries(effect, withError) } : null,
  };
}
