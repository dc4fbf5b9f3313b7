import type { Unit } from '../../history/index.ts';

/**
 * Locks effects by their key, in the order of their ids: a statement of its own, after which they are written by their place.
 * Further conditions would let the planner prefer other indexes.
 */
export async function lockEffects({ tx, account }: Unit, ids: readonly string[]): Promise<void> {
  await tx`
    select from (select id from unnest(${ids as string[]}::bigint[]) as wanted (id) order by id) as row cross join lateral (
      select from effects where account_id = ${account.id} and id = row.id offset 0 for no key update
    ) as held`;
}

/** The place of a locked effect that is not finished and under the lease of `row.token`, if it has one. */
export function heldEffect({ tx, account }: Unit) {
  return tx`
    cross join lateral (
      select ctid as place, lease_token, finished_at from effects where account_id = ${account.id} and id = row.id offset 0
    ) as held
    where held.finished_at is null and (row.token is null or held.lease_token = row.token::uuid)`;
}
