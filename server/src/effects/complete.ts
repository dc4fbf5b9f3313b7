import type { EffectResult } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import { finishEffects } from './queries/finish.ts';
import { lockEffects } from './queries/held.ts';
import { type WakeEnrollments, wokenBy } from './woken.ts';

/** What a receiver tells of an effect that it has taken. */
export interface Completion {
  readonly idempotencyKey: string;
  readonly result: EffectResult;
}

/** Whether it counted: for one that is unknown, or was never begun, and for one that was finished before, it does not. */
export type Completed = 'completed' | 'finished before' | 'unknown';

/**
 * Finishes effects with what their receivers tell, each once, and wakes the enrollments that wait for them. A receiver may be quicker
 * than its own answer to the try: then the effect is in our hand still, and what comes of the try is dropped. Answers in the
 * order of the completions.
 */
export async function completeEffects(
  unit: Unit,
  completions: readonly Completion[],
  wakeEnrollments: WakeEnrollments,
): Promise<Completed[]> {
  const begun = await findBegun(unit.tx, unit.account.id, [
    ...new Set(completions.map(({ idempotencyKey }) => idempotencyKey)),
  ]);
  await lockEffects(unit, [...begun.values()]);
  const first = new Map<string, EffectResult>();
  for (const { idempotencyKey, result } of completions) {
    const id = begun.get(idempotencyKey);
    if (id !== undefined && !first.has(id)) first.set(id, result);
  }
  const finished = await finishEffects(
    unit,
    [...first].map(([id, result]) => ({ id, token: null, result })),
  );
  await wakeEnrollments(unit, wokenBy(finished));
  const open = new Set(finished.map(({ id }) => id));
  return completions.map(({ idempotencyKey }) => {
    const id = begun.get(idempotencyKey);
    if (id === undefined) return 'unknown';
    return open.delete(id) ? 'completed' : 'finished before';
  });
}

/** The ids of those among these that were ever tried, by their keys. */
async function findBegun(
  db: Db,
  account: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db`
    select effect.* from unnest(${keys as string[]}::text[]) as wanted (key) cross join lateral (
      select idempotency_key, id, attempts from effects
      where account_id = ${account} and idempotency_key = wanted.key and idempotency_key > ''
      offset 0
    ) as effect
    where attempts > 0`;
  return new Map(rows.map((row) => [row['idempotency_key'] as string, row['id'] as string]));
}
