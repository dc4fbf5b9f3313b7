import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** A captured request without its content. */
export interface CapturedSummary {
  readonly id: string;
  readonly at: EpochMillis;
  readonly kind: string;
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly bodyBytes: number;
  readonly idempotencyKey: string | null;
  readonly objectTypeId: string | null;
  readonly recordId: string | null;
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
  readonly actionId: string | null;
  readonly ruleId: string | null;
  readonly status: number | null;
}

export interface Captured extends CapturedSummary {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

export type NewCaptured = Omit<Captured, 'id' | 'bodyBytes'>;

/** Every so many requests the oldest are dropped. */
const DROPPED_EVERY = 100;

/** Keeps a request, and no more than so many of the account. */
export async function insertCaptured(
  db: Db,
  accountId: AccountId,
  captured: NewCaptured,
  most: number,
): Promise<void> {
  const [row] = await db`
    insert into outbox (account_id, at, kind, method, url, host, headers, body, idempotency_key, object_type_id, record_id, flow_id,
                        enrollment_id, action_id, rule_id, status)
    values (${accountId}, ${captured.at}, ${captured.kind}, ${captured.method}, ${captured.url}, ${captured.host},
            ${JSON.stringify(captured.headers)}::text::jsonb, ${captured.body}, ${captured.idempotencyKey}, ${captured.objectTypeId},
            ${captured.recordId}, ${captured.flowId}, ${captured.enrollmentId}, ${captured.actionId}, ${captured.ruleId}, ${captured.status})
    returning id`;
  const id = BigInt(row!['id'] as string);
  if (id % BigInt(DROPPED_EVERY) !== 0n) return;
  await db`
    delete from outbox where account_id = ${accountId} and id <= (
      select id from outbox where account_id = ${accountId} order by id desc offset ${most} limit 1
    )`;
}

export interface CapturedFilter {
  readonly kind?: string | undefined;
  readonly method?: string | undefined;
  readonly host?: string | undefined;
  readonly objectId?: string | undefined;
  readonly flowId?: string | undefined;
  readonly enrollmentId?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Object types whose records the caller may see. */
  readonly openTypes: readonly string[];
}

/** Newest first, from before the request `after`. Rides the primary key; a filter reads what it passes over. */
export async function listCaptured(
  db: Db,
  accountId: AccountId,
  filter: CapturedFilter,
  after: string | undefined,
  limit: number,
): Promise<CapturedSummary[]> {
  const { kind, method, host, objectId, flowId, enrollmentId, idempotencyKey, openTypes } = filter;
  const rows = await db`
    select ${summary(db)} from outbox
    where account_id = ${accountId} and (object_type_id is null or object_type_id = any(${openTypes as string[]}::text[]))
      ${after === undefined ? db`` : db`and id < ${after}`}
      ${kind === undefined ? db`` : db`and kind = ${kind}`}
      ${method === undefined ? db`` : db`and method = ${method}`}
      ${host === undefined ? db`` : db`and host = ${host}`}
      ${objectId === undefined ? db`` : db`and record_id = ${objectId}`}
      ${flowId === undefined ? db`` : db`and flow_id = ${flowId}`}
      ${enrollmentId === undefined ? db`` : db`and enrollment_id = ${enrollmentId}`}
      ${idempotencyKey === undefined ? db`` : db`and idempotency_key = ${idempotencyKey}`}
    order by id desc limit ${limit}`;
  return rows as unknown as CapturedSummary[];
}

export async function findCaptured(db: Db, accountId: AccountId, id: string): Promise<Captured | undefined> {
  const [row] = await db`
    select ${summary(db)}, headers, body from outbox where account_id = ${accountId} and id = ${id}`;
  return row as unknown as Captured | undefined;
}

function summary(db: Db) {
  return db`
    id, at, kind, method, url, host, coalesce(length(body), 0) as "bodyBytes", idempotency_key as "idempotencyKey",
    object_type_id as "objectTypeId", record_id as "recordId", flow_id as "flowId", enrollment_id as "enrollmentId",
    action_id as "actionId", rule_id as "ruleId", status`;
}
