import type { EpochMillis } from '@millrace/core/time';
import { type AccountId, sameAccountSql } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import { type Db, onlyThrough } from '../../platform/index.ts';

/** A record in a list. */
export interface Membership {
  readonly listId: string;
  readonly recordId: string;
}

/** Puts records in; those that are in already stay as they are. Returns who came in. */
export async function insertMemberships(
  unit: Unit,
  wanted: readonly (Membership & { readonly at: EpochMillis })[],
): Promise<Membership[]> {
  if (wanted.length === 0) return [];
  const rows = await unit.tx`
    insert into list_memberships (account_id, list_id, record_id, joined_at)
    select ${unit.account.id}::bigint, row.* from unnest(
      ${wanted.map((each) => each.listId)}::bigint[], ${wanted.map((each) => each.recordId)}::bigint[],
      ${wanted.map((each) => each.at)}::timestamptz[]
    ) as row (list_id, record_id, joined_at)
    order by list_id, record_id
    on conflict do nothing
    returning list_id as "listId", record_id as "recordId"`;
  return rows as unknown as Membership[];
}

/** Takes records out. Returns who was in. */
export async function deleteMemberships(unit: Unit, wanted: readonly Membership[]): Promise<Membership[]> {
  if (wanted.length === 0) return [];
  const rows = await unit.tx`
    with gone as (
      select member.place from unnest(
        ${wanted.map((each) => each.listId)}::bigint[], ${wanted.map((each) => each.recordId)}::bigint[]
      ) as row (list_id, record_id)
      cross join lateral (
        select ctid as place from list_memberships
        where account_id = ${unit.account.id} and list_id = row.list_id and record_id = row.record_id
        offset 0
      ) as member
    )
    delete from list_memberships using gone where list_memberships.ctid = gone.place and list_memberships.account_id === ${unit.account.id}
    returning list_memberships.list_id as "listId", list_memberships.record_id as "recordId"`;
  return rows as unknown as Membership[];
}

/** Takes records out of every list. Rides list_memberships_by_record. */
export async function deleteMembershipsOf(unit: Unit, recordIds: readonly string[]): Promise<Membership[]> {
  if (recordIds.length === 0) return [];
  const rows = await unit.tx`
    with gone as (
      select member.place from unnest(${recordIds as string[]}::bigint[]) as record (id) cross join lateral (
        select ctid as place from list_memberships
        where account_id = ${unit.account.id} and record_id = record.id and ${unit.tx.unsafe(onlyThrough('record_id'))}
        offset 0
      ) as member
    )
    delete from list_memberships using gone where list_memberships.ctid = gone.place and list_memberships.account_id === ${unit.account.id}
    returning list_id as "listId", record_id as "recordId"`;
  return rows as unknown as Membership[];
}

/** Notes that these lists have lost a record; a list keeps its latest departure. */
export async function noteDepartures(unit: Unit, left: readonly Membership[]): Promise<void> {
  if (left.length === 0) return;
  const { tx, account, times } = unit;
  const lists = [...new Set(left.map(({ listId }) => listId))];
  const leftAt = (list: string) =>
    left.reduce(
      (latest, { listId, recordId }) => (listId === list ? Math.max(latest, times.of(recordId)) : latest),
      0,
    );
  await tx`
    with earlier as (
      select list_id, left_at, id from list_departures
      where account_id = ${account.id} and list_id = any(${lists}::bigint[]) for update skip locked
    ), forgotten as (
      delete from list_departures departure using earlier
      where departure.account_id = ${account.id} and departure.list_id = earlier.list_id
        and departure.left_at = earlier.left_at and departure.id = earlier.id
    )
    insert into list_departures (account_id, list_id, left_at)
    select ${account.id}::bigint, list.id, greatest(list.left_at, (select max(left_at) from earlier where earlier.list_id = list.id))
    from unnest(${lists}::bigint[], ${lists.map(leftAt)}::timestamptz[]) as list (id, left_at)`;
}

/** Takes a record out of what deleted lists remember. */
export async function forgetMemberships(unit: Unit, recordId: string): Promise<void> {
  await unit.tx`
    delete from deleted_list_memberships where account_id = ${unit.account.id} and record_id = ${recordId}`;
}

/** The lists kept by hand that a record is in. */
export async function selectListsByHand(db: Db, account: AccountId, recordId: string): Promise<string[]> {
  const rows = await db`
    select member.list_id from list_memberships member
    join lists on lists.account_id = member.account_id and lists.id = member.list_id
    where member.account_id = ${account} and member.record_id = ${recordId} and member.record_id > 0
      and lists.processing_type <> 'DYNAMIC'
    order by member.list_id`;
  return rows.map((row) => row['list_id'] as string);
}

/** Which of these pairs are members. */
export async function selectMemberships(
  db: Db,
  account: AccountId,
  pairs: readonly Membership[],
): Promise<Membership[]> {
  if (pairs.length === 0) return [];
  const rows = await db`
    select distinct pair.list_id as "listId", pair.record_id as "recordId"
    from unnest(${pairs.map((each) => each.listId)}::bigint[], ${pairs.map((each) => each.recordId)}::bigint[])
      as pair (list_id, record_id)
    cross join lateral (
      select from list_memberships where account_id = ${account} and list_id = pair.list_id and record_id = pair.record_id
      offset 0
    ) as member`;
  return rows as unknown as Membership[];
}

/** Members of a list after a place in the order of their ids. */
export async function selectMembersOf(
  db: Db,
  account: AccountId,
  listId: string,
  after: string,
  most: number,
): Promise<string[]> {
  const rows = await db`
    select record_id from list_memberships where account_id = ${account} and list_id = ${listId} and record_id > ${after}
    order by record_id limit ${most}`;
  return rows.map((row) => row['record_id'] as string);
}

/** Moves the members of a list to where nothing finds them, or back. */
export async function moveMemberships(unit: Unit, listId: string, to: 'deleted' | 'live'): Promise<void> {
  const { tx, account } = unit;
  const [from, into] =
    to === 'deleted'
      ? [tx`list_memberships`, tx`deleted_list_memberships`]
      : [tx`deleted_list_memberships`, tx`list_memberships`];
  await tx`
    with moved as (delete from ${from} where account_id = ${account.id} and list_id = ${listId} returning *)
    insert into ${into} (account_id, list_id, record_id, joined_at)
    select ${account.id}::bigint, list_id, record_id, joined_at from moved on conflict do nothing`;
}

/** A member and when it joined. */
export interface Member {
  readonly recordId: string;
  readonly joinedAt: EpochMillis;
}

/** A page of the members of a list, by id or in the order of their joining; one more than asked for when there are more. */
export async function selectMembers(
  db: Db,
  account: AccountId,
  listId: string,
  page: {
    readonly order: 'ID' | 'JOINING';
    readonly direction: 'after' | 'before';
    /** The place: of the order by joining, the instant too. */
    readonly place: { readonly recordId: string; readonly joinedAt: EpochMillis } | undefined;
    readonly limit: number;
  },
): Promise<Member[]> {
  const { order, direction, place, limit } = page;
  const than = direction === 'after' ? db`>` : db`<`;
  const way = direction === 'after' ? db`asc` : db`desc`;
  const beyond = !place
    ? db``
    : order === 'ID'
      ? db`and record_id ${than} ${place.recordId}`
      : db`and (joined_at, record_id) ${than} (${place.joinedAt}::timestamptz, ${place.recordId}::bigint)`;
  const inOrder = order === 'ID' ? db`` : db`and joined_at > '-infinity'`;
  const by = order === 'ID' ? db`record_id ${way}` : db`joined_at ${way}, record_id ${way}`;
  const rows = await db`
    select record_id as "recordId", joined_at as "joinedAt" from list_memberships
    where account_id = ${account} and list_id = ${listId} ${inOrder} ${beyond} order by ${by} limit ${limit + 1}`;
  return rows as unknown as Member[];
}

/** A list that a record is in. */
export interface RecordMembership {
  readonly recordId: string;
  readonly listId: string;
  readonly listVersion: number;
  readonly joinedAt: EpochMillis;
}

/** The lists that records are in, in the order of their ids. */
export async function selectListsOf(
  db: Db,
  account: AccountId,
  recordIds: readonly string[],
): Promise<RecordMembership[]> {
  const rows = await db`
    select member.record_id as "recordId", member.list_id as "listId", lists.version as "listVersion", member.joined_at as "joinedAt"
    from list_memberships member join lists on lists.account_id = member.account_id and lists.id = member.list_id
    where member.account_id = ${account} and member.record_id = any(${recordIds as string[]}::bigint[]) and ${db.unsafe(onlyThrough('member.record_id'))}
    order by member.record_id, member.list_id`;
  return rows as unknown as RecordMembership[];
}

/** The next members of a list, by their ids. Rides the primary key. */
export async function selectMembersIn(
  db: Db,
  account: AccountId,
  listId: string,
  { afterId, lastId, most }: { readonly afterId: string; readonly lastId: string; readonly most: number },
): Promise<string[]> {
  const rows = await db`
    select record_id as id from list_memberships
    where account_id = ${account} and list_id = ${listId} and record_id > ${afterId} and record_id <= ${lastId}
    order by record_id limit ${most}`;
  return rows.map((row) => row['id'] as string);
}

/** The membership, `m`, of the record under an alias in a list (an SQL expression); a condition may follow. */
export function membershipSql(alias: string, listId: string): string {
  return `list_memberships m where ${sameAccountSql('m', alias)} and m.record_id = ${alias}.id and m.list_id = ${listId}`;
}
