import type { Fate, Performed } from '../effects/index.ts';

/** Steps of one type of action and one outcome. */
export interface StepTally {
  readonly actionType: string;
  readonly outcome: string;
  readonly count: number;
}

/** Observes the finished work of a process's lanes. */
export interface WorkObserver {
  steps(taken: readonly StepTally[]): void;
  /** One try of an effect. */
  effect(performed: Performed, seconds: number, fate: Fate): void;
  /** Effects whose outcome was to follow, and was not told in time. */
  expired(count: number): void;
  /** One turn of a lane with work or a failure. */
  turn(lane: string, outcome: 'done' | 'failed', seconds: number): void;
}

/** Observes nothing. */
export const UNOBSERVED: WorkObserver = {
  steps: () => undefined,
  effect: () => undefined,
  expired: () => undefined,
  turn: () => undefined,
};

/** Counts steps by type and outcome. */
export function tallied(
  steps: Iterable<{ readonly actionType: string; readonly outcome: string }>,
): StepTally[] {
  const counts = new Map<string, { actionType: string; outcome: string; count: number }>();
  for (const { actionType, outcome } of steps) {
    const key = `${outcome} ${actionType}`;
    const tally = counts.get(key);
    if (tally) tally.count++;
    else counts.set(key, { actionType, outcome, count: 1 });
  }
  return [...counts.values()];
}
