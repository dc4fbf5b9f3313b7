import { saysOf } from '@millrace/core/flow';
import { iso } from '@millrace/core/time';
import { type LedgerEffect, loadPending, opensContacts, presentTries } from '../effects/index.ts';
import type { Passage } from '../passages/index.ts';
import { isOver, type Pause, presentPause, unsettledPauses } from '../pauses/index.ts';
import type { AnswerOf, Caller, Db } from '../platform/index.ts';
import type { enrollmentAnswer } from './answers.ts';

/** A passage as the API shows it. */
export type EnrollmentView = AnswerOf<typeof enrollmentAnswer>;

type Position = NonNullable<EnrollmentView['position']>;

/** Passages as the API shows them to a caller, with their effects' states and what holds them. Two statements. */
export async function presentPassages(
  db: Db,
  caller: Caller,
  passages: readonly Passage[],
): Promise<EnrollmentView[]> {
  const waiting = passages.filter(({ wait }) => wait?.kind === 'effect');
  const active = passages.filter(({ status }) => status === 'ACTIVE').map(({ flowId }) => flowId);
  const [effects, pauses] = await Promise.all([
    loadPending(
      db,
      caller.accountId,
      waiting.map(({ id }) => id),
    ),
    active.length === 0 ? [] : unsettledPauses(db, caller.accountId, [...new Set(active)]),
  ]);
  const withError = opensContacts(caller, 'read');
  return passages.map((passage) => viewOf(passage, effects.get(passage.id), pauses, withError));
}

function viewOf(
  passage: Passage,
  effect: LedgerEffect | undefined,
  pauses: readonly Pause[],
  withError: boolean,
): EnrollmentView {
  const {
    id,
    flowId,
    objectTypeId,
    recordId,
    status,
    endReason,
    enrolledAt,
    endedAt,
    trigger,
    revisionId,
    stepCount,
    kept,
  } = passage;
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
    pausedBy: status === 'ACTIVE' ? pausedBy(passage, pauses) : [],
    revisionId,
    stepCount,
    kept: kept && { since: iso(kept.at), trigger: kept.trigger },
  };
}

function pausedBy({ flowId, paused }: Passage, pauses: readonly Pause[]): EnrollmentView['pausedBy'] {
  const wider = pauses.filter(({ scope }) => scope === 'ACCOUNT' || scope.flowId === flowId);
  return [...wider, ...(paused && !isOver(paused) ? [paused] : [])].map(presentPause);
}

function positionOf(
  { actionId, wait, dueAt }: Passage,
  effect: LedgerEffect | undefined,
  withError: boolean,
): Position {
  return {
    actionId,
    waitingFor: wait?.kind ?? null,
    since: wait ? iso(wait.since) : null,
    until: dueAt === null ? null : iso(dueAt),
    says: saysOf(wait),
    held: wait?.kind === 'held' ? { reason: wait.reason, message: wait.message } : null,
    effect: effect
      ? { id: effect.id, kind: effect.kind, target: effect.target, ...presentTries(effect, withError) }
      : null,
  };
}
