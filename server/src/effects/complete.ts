import type { EffectResult } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import { finishEffects } from './queries/finish.ts';
import { lockEffects } from './queries/held.ts';
import { type WakeEnrollments, wokenBy } from './woken.ts';

/** A receiver's outcome of an effect that it has taken. */
export interface Completion {
  readonly idempotencyKey: string;
  readonly result: EffectResult;
}

/** Whether it counted: not for an unknown, a never begun or an already finished effect. */
export type Completed = 'completed' | 'finished before' | 'unknown';

/**
 * Finishes effects with their receivers' outcomes, each once, and wakes the waiting enrollments. An outcome may arrive before
 * the receiver's answer to the try: then the effect is still under lease, and the result of the try is dropped. Returns
 * answers in the order of the completions.
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

/** The ids of the ever tried effects among these, by key. */
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
