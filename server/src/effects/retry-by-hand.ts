import type { Unit } from '../history/index.ts';
import { conflict } from '../platform/index.ts';
import type { FoundEffect } from './queries/find.ts';
import { dueEffects } from './queries/lanes.ts';

/**
 * Makes a locked effect due now: one that waits for its next try, or one that has failed. The latter is done again outside, under the
 * same key, and its result is recorded; its enrollment has gone on, and does not come back. 409 for any other.
 */
export async function retryByHand(unit: Unit, effect: FoundEffect): Promise<void> {
  refuse(effect);
  const { tx, account } = unit;
  unit.wake(dueEffects);
  await tx`
    update effects set due_at = ${account.now}, finished_at = null, result = null, lease_token = null,
           last_error = coalesce(result ->> 'message', last_error), awaiting_since = null
    where account_id = ${account.id} and id = ${effect.id}`;
}

function refuse({ id, status, isErased }: FoundEffect): void {
  if (isErased) throw conflict(`What the effect ${id} was about has been erased: it cannot be done again.`);
  switch (status) {
    case 'PENDING':
    case 'FAILED':
      return;
    case 'IN_HAND':
      throw conflict(`The effect ${id} is being tried just now.`);
    case 'AWAITED':
      throw conflict(
        `The effect ${id} has been done, and its outcome is to follow: until then it is not done again.`,
      );
    case 'DONE':
      throw conflict(`The effect ${id} is done.`);
    case 'CANCELLED':
      throw conflict(`The effect ${id} was cancelled, and stays so.`);
  }
}
