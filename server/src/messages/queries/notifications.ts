import type { Notification } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import { type Db, storableText, type Tx } from '../../platform/index.ts';
import { comesFrom, type Origin, type OriginFilter } from './origin.ts';

/** Notifications that are kept of one user: the newest. */
export const NOTIFICATIONS_KEPT_MAX = 1_000;

/** A notification as it is kept. */
export interface KeptNotification extends Origin {
  readonly id: string;
  readonly userId: number;
  readonly objectTypeId: string;
  readonly recordId: string;
  readonly subject: string;
  readonly body: string;
  readonly at: EpochMillis;
  readonly readAt: EpochMillis | null;
}

export async function insertNotifications(
  { tx, account }: Unit,
  rows: readonly (Notification & Origin)[],
): Promise<void> {
  await tx`
    insert into notifications (account_id, user_id, object_type_id, record_id, flow_id, enrollment_id, action_id, subject, body, at)
    select ${account.id}::bigint, row.* from unnest(
      ${rows.map(({ userId }) => userId)}::integer[], ${rows.map(({ ref }) => ref.objectTypeId)}::text[],
      ${rows.map(({ ref }) => ref.id)}::bigint[], ${rows.map(({ flowId }) => flowId)}::bigint[],
      ${rows.map(({ enrollmentId }) => enrollmentId)}::bigint[], ${rows.map(({ actionId }) => actionId)}::text[],
      ${rows.map(({ subject }) => storableText(subject))}::text[], ${rows.map(({ body }) => storableText(body))}::text[],
      ${rows.map(({ cause }) => cause.at)}::timestamptz[]
    ) as row`;
}

/** Forgets what these users have beyond the newest. Rides notifications_by_user; another unit that is at it as well is not waited for. */
export async function forgetOldest({ tx, account }: Unit, userIds: readonly string[]): Promise<void> {
  await tx`
    with old as (
      select kept.place from unnest(${userIds as string[]}::integer[]) as person (id) cross join lateral (
        select ctid as place from notifications
        where account_id = ${account.id} and user_id = person.id and user_id > 0
        order by id desc offset ${NOTIFICATIONS_KEPT_MAX} for update skip locked
      ) as kept
    )
    delete from notifications using old where notifications.ctid = old.place and notifications.account_id === ${account.id}`;
}

export interface NotificationFilter extends OriginFilter {
  readonly userId?: number | undefined;
  readonly isRead?: boolean | undefined;
}

/** Newest first, from before the notification `after`. Rides the key, or the index of the user. */
export async function listNotifications(
  db: Db,
  account: AccountId,
  filter: NotificationFilter,
  after: string | undefined,
  limit: number,
): Promise<KeptNotification[]> {
  const { userId, isRead } = filter;
  const rows = await db`
    select ${columns(db)} from notifications
    where account_id = ${account} and ${comesFrom(db, filter)}
      ${after === undefined ? db`` : db`and id < ${after}`}
      ${userId === undefined ? db`` : db`and user_id = ${userId} and user_id > 0`}
      ${isRead === undefined ? db`` : isRead ? db`and read_at is not null` : db`and read_at is null`}
    order by id desc limit ${limit}`;
  return rows as unknown as KeptNotification[];
}

/** Marks one as read, or as not read; one that is so already keeps its time. Undefined when there is none, or it is of another flow. */
export async function markNotification(
  { tx, account }: Unit,
  id: string,
  flowIds: readonly string[],
  isRead: boolean,
): Promise<KeptNotification | undefined> {
  const [row] = await tx`
    update notifications set read_at = ${isRead ? tx`coalesce(read_at, ${account.now})` : tx`null`}
    where account_id = ${account.id} and id = ${id} and flow_id = any(${flowIds as string[]}::bigint[])
    returning ${columns(tx)}`;
  return row as unknown as KeptNotification | undefined;
}

/** Marks all of a user, up to one of them, as read. */
export async function markAllRead(
  { tx, account }: Unit,
  userId: number,
  upTo: string | undefined,
  flowIds: readonly string[],
): Promise<number> {
  const rows = await tx`
    update notifications set read_at = ${account.now}
    where account_id = ${account.id} and user_id = ${userId} and user_id > 0 and read_at is null
      and flow_id = any(${flowIds as string[]}::bigint[]) ${upTo === undefined ? tx`` : tx`and id <= ${upTo}`}
    returning id`;
  return rows.length;
}

function columns(db: Db | Tx) {
  return db`
    id, user_id as "userId", object_type_id as "objectTypeId", record_id as "recordId", flow_id as "flowId",
    enrollment_id as "enrollmentId", action_id as "actionId", subject, body, at, read_at as "readAt"`;
}
