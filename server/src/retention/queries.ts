import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Author, Db, Tx } from '../platform/index.ts';
import type { Disposal, RetentionKind } from './kinds.ts';

/** For how long a kind is kept, and what becomes of it then. */
export interface Setting {
  readonly days: number;
  readonly disposal: Disposal;
}

/** A kind of history that is not kept for ever. */
export interface Retention extends Setting {
  readonly kind: RetentionKind;
  readonly place: string | null;
  readonly deleted: number;
  readonly sweptAt: EpochMillis | null;
}

export async function listRetention(db: Db, accountId: AccountId): Promise<Retention[]> {
  const rows = await db`select ${columns(db)} from retention where account_id = ${accountId}`;
  return rows as unknown as Retention[];
}

/** The settings of one kind by account; absent where it is kept for ever. */
export async function settingsByAccount(
  db: Db,
  kind: RetentionKind,
): Promise<ReadonlyMap<AccountId, Setting>> {
  const rows = await db`select account_id as id, days, disposal from retention where kind = ${kind}`;
  return new Map(rows.map(({ id, ...setting }) => [id as string, setting as unknown as Setting]));
}

/** Keeps a kind so long from now on, null for ever; the sweep begins anew. */
export async function keepFor(
  { tx, account }: Unit,
  kind: RetentionKind,
  setting: Setting | null,
  by: Author,
): Promise<void> {
  if (setting === null) await tx`delete from retention where account_id = ${account.id} and kind = ${kind}`;
  else
    await tx`
      insert into retention (account_id, kind, days, disposal, due_at, saved_at, saved_by)
      values (${account.id}, ${kind}, ${setting.days}, ${setting.disposal}, clock_timestamp(), ${account.now}::timestamptz, ${JSON.stringify(by)}::text::jsonb)
      on conflict (account_id, kind) do update
      set days = excluded.days, disposal = excluded.disposal, place = null, due_at = excluded.due_at, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
}

/** The next kind with a chunk to delete. */
export async function nextRetention(db: Db, accountId: AccountId): Promise<Retention | undefined> {
  const [row] = await db`
    select ${columns(db)} from retention where account_id = ${accountId} and due_at <= clock_timestamp() order by due_at limit 1`;
  return row as unknown as Retention | undefined;
}

/** The same, locked. */
export async function claimRetention(tx: Tx, accountId: AccountId): Promise<Retention | undefined> {
  const [row] = await tx`
    select ${columns(tx)} from retention where account_id = ${accountId} and due_at <= clock_timestamp()
    order by due_at limit 1 for update skip locked`;
  return row as unknown as Retention | undefined;
}

export async function noteSwept(
  tx: Tx,
  accountId: AccountId,
  kind: RetentionKind,
  {
    place,
    deleted,
    now,
    pauseSeconds,
  }: {
    readonly place: string | null;
    readonly deleted: number;
    readonly now: EpochMillis;
    readonly pauseSeconds: number;
  },
): Promise<void> {
  await tx`
    update retention set place = ${place}, deleted = deleted + ${deleted}, due_at = statement_timestamp() + ${pauseSeconds} * interval '1 second',
           swept_at = case when ${place === null} then ${now}::timestamptz else swept_at end
    where account_id = ${accountId} and kind = ${kind}`;
}

function columns(db: Db) {
  return db`kind, days, disposal, place, deleted::float8 as deleted, swept_at as "sweptAt"`;
}
