import type { HandOff } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import { type Db, storableJson, type Tx } from '../../platform/index.ts';
import { comesFrom, type Origin, type OriginFilter } from './origin.ts';

/** A hand-off as it is kept. */
export interface KeptHandOff extends Origin {
  readonly id: string;
  readonly actionTypeId: string;
  readonly objectTypeId: string;
  readonly recordId: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly at: EpochMillis;
  readonly doneAt: EpochMillis | null;
}

export async function insertHandOffs(
  { tx, account }: Unit,
  rows: readonly (HandOff & Origin)[],
): Promise<void> {
  await tx`
    insert into hand_offs (account_id, action_type_id, object_type_id, record_id, flow_id, enrollment_id, action_id, content, at)
    select ${account.id}::bigint, type, object_type_id, record_id, flow_id, enrollment_id, action_id, content::jsonb, at from unnest(
      ${rows.map(({ actionTypeId }) => actionTypeId)}::text[], ${rows.map(({ ref }) => ref.objectTypeId)}::text[],
      ${rows.map(({ ref }) => ref.id)}::bigint[], ${rows.map(({ flowId }) => flowId)}::bigint[],
      ${rows.map(({ enrollmentId }) => enrollmentId)}::bigint[], ${rows.map(({ actionId }) => actionId)}::text[],
      ${rows.map(({ content }) => storableJson(content))}::text[], ${rows.map(({ cause }) => cause.at)}::timestamptz[]
    ) as row (type, object_type_id, record_id, flow_id, enrollment_id, action_id, content, at)`;
}

export interface HandOffFilter extends OriginFilter {
  readonly isDone?: boolean | undefined;
  readonly actionTypeId?: string | undefined;
}

/** Oldest first, as they are to be done, from behind the hand-off `after`. Those that are open ride hand_offs_open. */
export async function listHandOffs(
  db: Db,
  account: AccountId,
  filter: HandOffFilter,
  after: string | undefined,
  limit: number,
): Promise<KeptHandOff[]> {
  const { isDone, actionTypeId } = filter;
  const rows = await db`
    select ${columns(db)} from hand_offs
    where account_id = ${account} and ${comesFrom(db, filter)}
      ${after === undefined ? db`` : db`and id > ${after}`}
      ${isDone === undefined ? db`` : isDone ? db`and done_at is not null` : db`and done_at is null`}
      ${actionTypeId === undefined ? db`` : db`and action_type_id = ${actionTypeId}`}
    order by id limit ${limit}`;
  return rows as unknown as KeptHandOff[];
}

/** Notes that one is done; one that is done already keeps its time. Undefined when there is none, or it is of another flow. */
export async function markDone(
  { tx, account }: Unit,
  id: string,
  flowIds: readonly string[],
): Promise<KeptHandOff | undefined> {
  const [row] = await tx`
    update hand_offs set done_at = coalesce(done_at, ${account.now})
    where account_id = ${account.id} and id = ${id} and flow_id = any(${flowIds as string[]}::bigint[])
    returning ${columns(tx)}`;
  return row as unknown as KeptHandOff | undefined;
}

function columns(db: Db | Tx) {
  return db`
    id, action_type_id as "actionTypeId", object_type_id as "objectTypeId", record_id as "recordId", flow_id as "flowId",
    enrollment_id as "enrollmentId", action_id as "actionId", content, at, done_at as "doneAt"`;
}
