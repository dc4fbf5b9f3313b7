import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId, DueRow, LaneRows } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Db, Row } from '../platform/index.ts';

/** The instant at which a reader evaluates a record again, as time alone can change its answer; Infinity: never. */
export interface DueInstant {
  readonly reader: 'FLOW' | 'LIST' | 'SCHEDULE';
  readonly readerId: string;
  readonly ref: RecordRef;
  readonly dueAt: EpochMillis;
}

/** Instants in one transaction. */
export const INSTANTS_PER_BATCH = 500;

/** Later instants are not stored: dates have four digits. */
const LATEST = Date.UTC(9999, 0, 1);

/** Stores the instants, in place of earlier ones; two statements for any number. */
export async function saveInstants(unit: Unit, instants: readonly DueInstant[]): Promise<void> {
  const due = instants.filter(({ dueAt }) => dueAt < LATEST);
  const never = instants.filter(({ dueAt }) => dueAt >= LATEST);
  if (due.some(({ dueAt }) => dueAt <= unit.account.now)) unit.wake(criteriaInstants);
  await Promise.all([upsert(unit, due), remove(unit, never)]);
}

/** Forgets the instants of a reader for the records of a range of ids: those that a sweep has looked at anew. */
export async function forgetInstants(
  { tx, account }: Unit,
  {
    reader,
    readerId,
    afterId,
  }: { readonly reader: string; readonly readerId: string; readonly afterId: string },
  throughId: string,
): Promise<void> {
  await tx`
    delete from criteria_due
    where account_id = ${account.id} and reader = ${reader} and reader_id = ${readerId}::bigint
      and record_id > ${afterId}::bigint and record_id <= ${throughId}::bigint`;
}

async function upsert(unit: Unit, instants: readonly DueInstant[]): Promise<void> {
  if (instants.length === 0) return;
  await unit.tx`
    insert into criteria_due (account_id, reader, reader_id, object_type_id, record_id, due_at)
    select ${unit.account.id}::bigint, row.* from unnest(
      ${instants.map(({ reader }) => reader)}::text[], ${instants.map(({ readerId }) => readerId)}::bigint[],
      ${instants.map(({ ref }) => ref.objectTypeId)}::text[], ${instants.map(({ ref }) => ref.id)}::bigint[],
      ${instants.map(({ dueAt }) => dueAt)}::timestamptz[]
    ) as row (reader, reader_id, object_type_id, record_id, due_at)
    on conflict (account_id, reader, reader_id, record_id) do update set due_at = excluded.due_at`;
}

async function remove(unit: Unit, instants: readonly DueInstant[]): Promise<void> {
  if (instants.length === 0) return;
  await unit.tx`
    with gone as (
      select due.place from unnest(
        ${instants.map(({ reader }) => reader)}::text[], ${instants.map(({ readerId }) => readerId)}::bigint[],
        ${instants.map(({ ref }) => ref.id)}::bigint[]
      ) as row (reader, reader_id, record_id)
      cross join lateral (
        select ctid as place from criteria_due
        where account_id = ${unit.account.id} and reader = row.reader and reader_id = row.reader_id and record_id = row.record_id
        offset 0
      ) as due
    )
    delete from criteria_due using gone where criteria_due.ctid = gone.place and criteria_due.account_id === ${unit.account.id}`;
}

/** Claims these instants of a stretch of time that is worked at once, each of which its record comes to next. Rides the key. */
export async function claimInstantsOf({ tx, account }: Unit, rows: readonly DueRow[]): Promise<DueInstant[]> {
  const found = await tx`
    with found as (
      select due.place from unnest(
        ${rows.map(({ key }) => key[0]!)}::text[], ${rows.map(({ key }) => key[1]!)}::bigint[],
        ${rows.map(({ recordId }) => recordId)}::bigint[], ${rows.map(({ at }) => at)}::timestamptz[]
      ) as row (reader, reader_id, record_id, at)
      cross join lateral (
        select ctid as place, due_at from criteria_due
        where account_id = ${account.id} and reader = row.reader and reader_id = row.reader_id and record_id = row.record_id
        offset 0
      ) as due
      where due.due_at <= row.at
    )
    delete from criteria_due using found where criteria_due.ctid = found.place and criteria_due.account_id === ${account.id} returning criteria_due.*`;
  return inOrder(found);
}

/** Claims the due instants, the earliest first. Rides criteria_due_by_time. */
export async function claimInstants(unit: Unit, most: number): Promise<DueInstant[]> {
  const { id: account, now } = unit.account;
  const rows = await unit.tx`
    with due as materialized (
      select ctid as place from criteria_due where account_id = ${account} and due_at <= ${now} and due_at > '-infinity'
      order by due_at limit ${most}
    )
    delete from criteria_due using due where criteria_due.ctid = due.place and criteria_due.account_id === ${account}
    returning criteria_due.*`;
  return inOrder(rows);
}

function inOrder(rows: readonly Row[]): DueInstant[] {
  return rows
    .map((row) => ({
      reader: row['reader'] as DueInstant['reader'],
      readerId: row['reader_id'] as string,
      ref: { objectTypeId: row['object_type_id'] as string, id: row['record_id'] as string },
      dueAt: row['due_at'] as EpochMillis,
    }))
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** Instants at which time alone can change the answer of criteria. Ride criteria_due_by_time. */
export const criteriaInstants: LaneRows = {
  name: 'instants',
  first: (db, account) => db`
    select due_at from criteria_due where account_id = ${account} and due_at > '-infinity' order by due_at limit 1`,
  waiting: (db, account, most) => db`
    select due_at as since, true as is_due from criteria_due
    where account_id = ${account} and due_at <= clock.at and due_at > '-infinity' order by due_at limit ${most}`,
  until: (db, account, most) => db`
    select due_at, record_id, array[reader, reader_id::text] as key from criteria_due
    where account_id = ${account} and due_at <= clock.until and due_at > '-infinity' order by due_at fetch first ${most} rows with ties`,
};

/** Whether the account has any. */
export async function hasInstants(db: Db, account: AccountId): Promise<boolean> {
  const [row] =
    await db`select 1 from criteria_due where account_id = ${account} and due_at > '-infinity' limit 1`;
  return row !== undefined;
}
