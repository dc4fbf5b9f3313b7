import { createHash } from 'node:crypto';
import type { EffectResult } from '@millrace/core/flow';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { dueEffects } from '../effects/index.ts';
import type { Unit } from '../history/index.ts';
import type { Db } from '../platform/index.ts';
import { SINGLE_SEND, type SingleSendRequest } from './request.ts';

/** A single send and how it stands with it. */
export interface SingleSend {
  readonly id: string;
  readonly createdAt: EpochMillis;
  readonly lastTriedAt: EpochMillis | null;
  readonly finishedAt: EpochMillis | null;
  readonly result: EffectResult | null;
}

/** What one caller's id of a send stands for, within the email. A digest: ids may be long, and say whom they are about. */
function keyOf(emailId: string, sendId: string): string {
  return `${SINGLE_SEND}:${emailId}:${createHash('sha256').update(sendId).digest('hex')}`;
}

/**
 * Takes the place of a send, before anything else is written: of two with one id, the second waits for the first and finds
 * it there. Answers the place, or the send that has it.
 */
export async function takePlace(
  { tx, account }: Unit,
  emailId: string,
  sendId: string | undefined,
): Promise<{ readonly send: SingleSend; readonly isNew: boolean }> {
  const key = sendId === undefined ? null : keyOf(emailId, sendId);
  const [taken] = await tx`
    with drawn as materialized (select nextval('effect_ids') as id)
    insert into effects (account_id, id, kind, idempotency_key, request, created_at, due_at)
    select ${account.id}::bigint, id, ${SINGLE_SEND}, coalesce(${key}::text, ${`${SINGLE_SEND}:${emailId}:`}::text || id), '{}',
           ${account.now}::timestamptz, ${account.now}::timestamptz
    from drawn
    on conflict (account_id, idempotency_key) where idempotency_key > '' do nothing
    returning ${columns(tx)}`;
  if (taken) return { send: taken as unknown as SingleSend, isNew: true };
  const [there] = await tx`
    select ${columns(tx)} from effects
    where account_id = ${account.id} and idempotency_key = ${key} and idempotency_key > ''`;
  return { send: there as unknown as SingleSend, isNew: false };
}

/** Says what is to be sent from a place that was taken in this transaction. */
export async function fillPlace(unit: Unit, id: string, request: SingleSendRequest): Promise<void> {
  unit.wake(dueEffects);
  await unit.tx`
    update effects set request = ${JSON.stringify(request)}::text::jsonb
    where account_id = ${unit.account.id} and id = ${id}`;
}

export async function findSingleSend(
  db: Db,
  account: AccountId,
  id: string,
): Promise<SingleSend | undefined> {
  const [row] = await db`
    select ${columns(db)} from effects where account_id = ${account} and id = ${id} and kind = ${SINGLE_SEND}`;
  return row as unknown as SingleSend | undefined;
}

function columns(db: Db) {
  return db`
    id, created_at as "createdAt", last_tried_at as "lastTriedAt", finished_at as "finishedAt", result`;
}
