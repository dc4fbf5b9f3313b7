import type { Unit } from '../history/index.ts';
import { insertSteeredSteps, lockForTurn, type PassageKey, pauseStored } from '../passages/index.ts';
import { type EnrollmentPause, isOver, type Pausing } from '../pauses/index.ts';
import type { Author } from '../platform/index.ts';

/** What pausing or resuming has done to one enrollment. */
export type PauseOutcome = 'PAUSED' | 'RESUMED' | 'ALREADY_PAUSED' | 'NOT_PAUSED' | 'ENDED';

/**
 * Pauses enrollments by themselves, with a constant number of statements: a batch that has one in hand finishes first. Effects that have not
 * begun are set aside when they are claimed.
 */
export async function pauseEnrollments(
  unit: Unit,
  keys: readonly PassageKey[],
  pausing: Pausing,
  by: Author | null,
  told: Readonly<Record<string, unknown>> = {},
): Promise<ReadonlyMap<string, PauseOutcome>> {
  const outcomes = new Map<string, PauseOutcome>(keys.map(({ id }) => [id, 'ENDED']));
  const locked = (await lockForTurn(unit, keys)).filter(({ hasEnded }) => !hasEnded);
  const open = locked.filter(({ paused }) => isOver(paused));
  for (const { id, paused } of locked) outcomes.set(id, isOver(paused) ? 'PAUSED' : 'ALREADY_PAUSED');
  const pause: EnrollmentPause = { ...pausing, since: unit.account.now, by };
  await pauseStored(unit, open, pause);
  const { time, reason } = pausing;
  await insertSteeredSteps(
    unit,
    open.map(({ flowId, id }) => ({ flowId, id, reason: 'PAUSED', detail: { by, time, reason, ...told } })),
  );
  return outcomes;
}
