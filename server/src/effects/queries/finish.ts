import type { EffectResult } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';
import type { AskedBy } from '../woken.ts';
import { heldEffect } from './held.ts';

/** The results of effects, by idempotency key; null while unfinished. */
export async function loadEffectResults(
  db: Db,
  account: AccountId,
  keys: readonly string[],
): Promise<Map<string, EffectResult | null>> {
  if (keys.length === 0) return new Map();
  const rows = await db`
    select effect.* from unnest(${keys as string[]}::text[]) as wanted (key) cross join lateral (
      select idempotency_key, result from effects
      where account_id = ${account} and idempotency_key = wanted.key and idempotency_key > ''
      offset 0
    ) as effect`;
  return new Map(rows.map((row) => [row['idempotency_key'] as string, row['result'] as EffectResult | null]));
}

export interface FinishedEffect {
  readonly id: string;
  /** The token of the required lease; null when any holder will do. */
  readonly token: string | null;
  /** By default now. */
  readonly at?: EpochMillis;
  readonly result: EffectResult;
}

/** Writes results of locked effects that are unfinished and still under their lease, and returns these. */
export async function finishEffects(
  unit: Unit,
  finished: readonly FinishedEffect[],
): Promise<(AskedBy & { readonly id: string })[]> {
  if (finished.length === 0) return [];
  const rows = await unit.tx`
    update effects set finished_at = row.at, result = row.result::jsonb, leased_until = null
    from (select row.*, held.place from unnest(${finished.map(({ id }) => id)}::bigint[], ${finished.map(({ token }) => token)}::text[],
                ${finished.map(({ result }) => JSON.stringify(result))}::text[],
                ${finished.map(({ at = unit.account.now }) => at)}::timestamptz[]) as row (id, token, result, at)
      ${heldEffect(unit)}) as row
    where effects.ctid = row.place and effects.account_id === ${unit.account.id}
    returning effects.id, flow_id as "flowId", enrollment_id as "enrollmentId"`;
  return rows as unknown as (AskedBy & { readonly id: string })[];
}
