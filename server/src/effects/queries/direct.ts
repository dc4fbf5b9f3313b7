import type { EffectResult } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';
import { dueEffects } from './lanes.ts';

/** An effect without a waiting passage, and its state. */
export interface DirectEffect {
  readonly id: string;
  readonly createdAt: EpochMillis;
  readonly lastTriedAt: EpochMillis | null;
  readonly finishedAt: EpochMillis | null;
  readonly result: EffectResult | null;
}

/**
 * Takes the place of an effect, before anything else is written: of two with one key, the second waits for the first and finds it there.
 * Without a key each has its own, which begins with the prefix. Returns the place, or the effect that has it.
 */
export async function takePlace(
  { tx, account }: Unit,
  kind: string,
  { prefix, key }: { readonly prefix: string; readonly key: string | null },
): Promise<{ readonly effect: DirectEffect; readonly isNew: boolean }> {
  const [taken] = await tx`
    with drawn as materialized (select nextval('effect_ids') as id)
    insert into effects (account_id, id, kind, idempotency_key, request, created_at, due_at)
    select ${account.id}::bigint, id, ${kind}, coalesce(${key}::text, ${prefix}::text || id), '{}',
           ${account.now}::timestamptz, ${account.now}::timestamptz
    from drawn
    on conflict (account_id, idempotency_key) where idempotency_key > '' do nothing
    returning ${columns(tx)}`;
  if (taken) return { effect: taken as unknown as DirectEffect, isNew: true };
  const [there] = await tx`
    select ${columns(tx)} from effects
    where account_id = ${account.id} and idempotency_key = ${key} and idempotency_key > ''`;
  return { effect: there as unknown as DirectEffect, isNew: false };
}

/** Fills in the effect of a place taken in this transaction. */
export async function fillPlace(unit: Unit, id: string, request: object): Promise<void> {
  unit.wake(dueEffects);
  await unit.tx`
    update effects set request = ${JSON.stringify(request)}::text::jsonb
    where account_id = ${unit.account.id} and id = ${id}`;
}

export async function findDirectEffect(
  db: Db,
  account: AccountId,
  kind: string,
  id: string,
): Promise<DirectEffect | undefined> {
  const [row] = await db`
    select ${columns(db)} from effects where account_id = ${account} and id = ${id} and kind = ${kind}`;
  return row as unknown as DirectEffect | undefined;
}

/** Moves the single sends of one record to another. Rides single_sends. */
export async function moveSends(
  { tx, account }: Unit,
  kind: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx`
    update effects set request = jsonb_set(request, '{recordId}', to_jsonb(${to}::text))
    where account_id = ${account.id} and kind = ${kind} and request->>'recordId' = ${from}`;
}

function columns(db: Db) {
  return db`
    id, created_at as "createdAt", last_tried_at as "lastTriedAt", finished_at as "finishedAt", result`;
}
