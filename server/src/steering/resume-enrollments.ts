import { asideEffectsOf, releaseEffects } from '../effects/index.ts';
import { BATCH_LIMITS, runClaimed } from '../execution/index.ts';
import type { Unit } from '../history/index.ts';
import {
  claimWaiting,
  insertSteeredSteps,
  lockAsideOf,
  lockForTurn,
  type PassageKey,
  releaseAside,
  storeStill,
} from '../passages/index.ts';
import { isOver, lockPaused, type Pause, pausesAt, stillFor, unsettledPauses } from '../pauses/index.ts';
import type { Author } from '../platform/index.ts';
import type { pacedFrom } from './pace.ts';
import type { PauseOutcome } from './pause-enrollments.ts';

/** What resuming has done, and how many passages were made due at their pace. */
export interface EnrollmentsResumed {
  readonly outcomes: ReadonlyMap<string, PauseOutcome>;
  readonly given: number;
}

/**
 * Ends the pauses of enrollments by themselves: their waits are moved by how long time stood still, and what fell due meanwhile is due at
 * the instants of `at`; unless their flow or the account is paused, which releases it later. A constant number of statements.
 */
export async function resumeEnrollments(
  unit: Unit,
  keys: readonly PassageKey[],
  by: Author | null,
  at: ReturnType<typeof pacedFrom>,
  told: Readonly<Record<string, unknown>> = {},
): Promise<EnrollmentsResumed> {
  const { tx, account } = unit;
  const outcomes = new Map<string, PauseOutcome>(keys.map(({ id }) => [id, 'ENDED']));
  const locked = (await lockForTurn(unit, keys)).filter(({ hasEnded }) => !hasEnded);
  for (const { id, paused } of locked) outcomes.set(id, isOver(paused) ? 'NOT_PAUSED' : 'RESUMED');
  const resumed = locked.filter(({ paused }) => !isOver(paused));
  if (resumed.length === 0) return { outcomes, given: 0 };
  const flowIds = [...new Set(resumed.map(({ flowId }) => flowId))];
  const lasting = await pausesAt(tx, account.id, flowIds, account.now);
  const resuming = (await unsettledPauses(tx, account.id, flowIds)).filter(
    ({ resumedAt }) => resumedAt !== null,
  );
  await storeStill(
    unit,
    resumed.map(({ flowId, id, paused }) => ({
      flowId,
      id,
      stillMs: stillFor(
        paused!,
        account.now,
        lasting.filter(isOf(flowId)).map((other) => ({ ...other, end: null })),
      ),
      kept: resuming.some(isOf(flowId)) ? { ...paused!, resumedAt: account.now } : null,
    })),
  );
  await insertSteeredSteps(
    unit,
    resumed.map(({ flowId, id, paused }) => ({
      flowId,
      id,
      reason: 'RESUMED',
      detail: { by, pausedSince: new Date(paused!.since).toISOString(), ...told },
    })),
  );
  const waiting = await claimWaiting(
    unit,
    resumed.filter(({ waits }) => waits),
  );
  await runClaimed(unit, waiting, { limits: BATCH_LIMITS, isPaused: () => true });
  const held = await lockPaused(unit, flowIds);
  const free = resumed.filter(({ flowId }) => !held.some(isOf(flowId)));
  const due = await lockAsideOf(unit, free);
  await releaseAside(
    unit,
    due.map(({ place }, index) => ({ place, dueAt: at(index) })),
  );
  const effects = await asideEffectsOf(
    unit,
    free.map(({ id }) => id),
  );
  await releaseEffects(
    unit,
    effects.map(({ id }, index) => ({ id, dueAt: at(index) })),
  );
  return { outcomes, given: Math.max(due.length, effects.length) };
}

function isOf(flowId: string): (pause: Pause) => boolean {
  return ({ scope }) => scope === 'ACCOUNT' || scope.flowId === flowId;
}
