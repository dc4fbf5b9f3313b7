import type { EffectResult } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import { finishEffects } from './queries/finish.ts';
import { lockEffects } from './queries/held.ts';
import { type AskedBy, type WakeEnrollments, wokenBy } from './woken.ts';

/** A receiver's outcome of an effect that it has taken. */
export interface Completion {
  /** Its kind: a key of another kind is not known to the receiver. */
  readonly kind: string;
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
  const begun = await findBegun(unit.tx, unit.account.id, completions);
  // Due rows before effects, as where results of tries are stored.
  await wakeEnrollments(unit, wokenBy([...begun.values()].filter(({ isOpen }) => isOpen)));
  await lockEffects(
    unit,
    [...begun.values()].map(({ id }) => id),
  );
  const first = new Map<string, EffectResult>();
  for (const completion of completions) {
    const { result } = completion;
    const id = begun.get(nameOf(completion))?.id;
    if (id !== undefined && !first.has(id)) first.set(id, result);
  }
  const finished = await finishEffects(
    unit,
    [...first].map(([id, result]) => ({ id, token: null, result })),
  );
  const open = new Set(finished.map(({ id }) => id));
  return completions.map((completion) => {
    const id = begun.get(nameOf(completion))?.id;
    if (id === undefined) return 'unknown';
    return open.delete(id) ? 'completed' : 'finished before';
  });
}

function nameOf({ kind, idempotencyKey }: Pick<Completion, 'kind' | 'idempotencyKey'>): string {
  return `${kind} ${idempotencyKey}`;
}

interface Begun extends AskedBy {
  readonly kind: string;
  readonly idempotencyKey: string;
  readonly id: string;
  readonly isOpen: boolean;
}

/** The ever tried effects among these, by kind and key. */
async function findBegun(
  db: Db,
  account: string,
  completions: readonly Completion[],
): Promise<ReadonlyMap<string, Begun>> {
  const keys = [...new Set(completions.map(({ idempotencyKey }) => idempotencyKey))];
  const rows = await db`
    select effect.* from unnest(${keys}::text[]) as wanted (key) cross join lateral (
      select kind, idempotency_key as "idempotencyKey", id, attempts, flow_id as "flowId", enrollment_id as "enrollmentId",
             finished_at is null as "isOpen"
      from effects
      where account_id = ${account} and idempotency_key = wanted.key and idempotency_key > ''
      offset 0
    ) as effect
    where attempts > 0`;
  const found = rows as unknown as Begun[];
  return new Map(found.map((row) => [nameOf(row), row]));
}
