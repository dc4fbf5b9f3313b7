import type { EpochMillis } from '@millrace/core/time';
import type { Unit } from '../../history/index.ts';
import { heldEffect } from './held.ts';
import { storable } from './storable.ts';

/** An effect to retry, or with an outcome to follow. */
export interface ReleasedEffect {
  readonly id: string;
  readonly token: string;
  /** When it is given back. */
  readonly at: EpochMillis;
  /** Its next try, or the deadline of its outcome. */
  readonly dueAt: EpochMillis;
  /** The error; null when its outcome is to follow. */
  readonly error: string | null;
}

/** Gives back locked effects that are still under our lease; returns the ids of these. */
export async function releaseEffects(unit: Unit, released: readonly ReleasedEffect[]): Promise<string[]> {
  if (released.length === 0) return [];
  const rows = await unit.tx`
    update effects set due_at = row.due_at, last_error = row.error, leased_until = null, lease_token = null,
           awaiting_since = case when row.error is null then row.at end
    from (select row.*, held.place from unnest(${released.map(({ id }) => id)}::bigint[], ${released.map(({ token }) => token)}::text[],
                ${released.map(({ dueAt }) => dueAt)}::timestamptz[],
                ${released.map(({ error }) => storable(error))}::text[], ${released.map(({ at }) => at)}::timestamptz[])
        as row (id, token, due_at, error, at)
      ${heldEffect(unit)}) as row
    where effects.ctid = row.place and effects.account_id === ${unit.account.id}
    returning effects.id`;
  return rows.map((row) => row['id'] as string);
}
