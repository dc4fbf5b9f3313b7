import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';
import type { ObjectList } from '../list.ts';

/** The columns of a new list. */
export interface NewList {
  readonly objectTypeId: string;
  readonly name: string;
  readonly processingType: string;
  readonly filterBranch: string | null;
  readonly folderId: string;
  readonly customProperties: object;
  readonly membershipSettings: object | null;
  readonly listPermissions: object | null;
  readonly by: string;
}

/** Undefined when the name is taken. */
export async function insertList(unit: Unit, list: NewList): Promise<string | undefined> {
  const { tx, account } = unit;
  const [row] = await tx`
    insert into lists (account_id, object_type_id, name, processing_type, filter_branch, folder_id, custom_properties,
                       membership_settings, list_permissions, created_by, updated_by, created_at, updated_at, filters_updated_at)
    select ${account.id}::bigint, ${list.objectTypeId}, ${list.name}, ${list.processingType}, ${list.filterBranch}::text::json,
           ${list.folderId}::bigint, ${JSON.stringify(list.customProperties)}::text::jsonb,
           ${textOf(list.membershipSettings)}::text::jsonb, ${textOf(list.listPermissions)}::text::jsonb,
           ${list.by}, ${list.by}, ${account.now}::timestamptz, ${account.now}::timestamptz,
           case when ${list.filterBranch !== null} then ${account.now}::timestamptz end
    on conflict do nothing
    returning id`;
  return row?.['id'] as string | undefined;
}

function textOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Whether deleted lists are found, too. */
export type Which = 'live' | 'deleted' | 'any';

/** The lists that there are, with their sizes, in the order of their ids. */
export async function selectLists(
  db: Db,
  account: AccountId,
  ids: readonly string[],
  which: Which = 'live',
): Promise<ObjectList[]> {
  const rows = await db`
    select ${columns(db, account)} from lists
    where account_id = ${account} and id = any(${ids as string[]}::bigint[]) ${state(db, which)}
    order by id`;
  return rows as unknown as ObjectList[];
}

/** The list, its row locked until the transaction ends. */
export async function lockList(
  unit: Unit,
  id: string,
  which: Which = 'live',
): Promise<ObjectList | undefined> {
  const { tx, account } = unit;
  const [row] = await tx`
    select ${columns(tx, account.id)} from lists where account_id = ${account.id} and id = ${id} ${state(tx, which)} for update`;
  return row as unknown as ObjectList | undefined;
}

export async function selectListByName(
  db: Db,
  account: AccountId,
  objectTypeId: string,
  name: string,
): Promise<ObjectList | undefined> {
  const [row] = await db`
    select ${columns(db, account)} from lists
    where account_id = ${account} and object_type_id = ${objectTypeId} and lower(name) = lower(${name}) and deleted_at is null`;
  return row as unknown as ObjectList | undefined;
}

export interface ListSearch {
  readonly query: string | undefined;
  readonly listIds: readonly string[] | undefined;
  readonly objectTypeId: string | undefined;
  readonly processingTypes: readonly string[] | undefined;
  readonly sort: 'HS_LIST_SIZE' | 'HS_CREATED_AT' | 'HS_UPDATED_AT' | 'HS_LIST_NAME' | undefined;
  readonly descending: 'yes' | 'no';
  readonly offset: number;
  readonly count: number;
}

/** A stretch of the lists that a search finds, and how many there are in all. */
export async function searchLists(db: Db, account: AccountId, search: ListSearch) {
  const { query, listIds, objectTypeId, processingTypes, offset, count } = search;
  const where = db`
    account_id = ${account} and deleted_at is null
    ${query ? db`and strpos(lower(name), lower(${query})) > 0` : db``}
    ${listIds ? db`and id = any(${listIds as string[]}::bigint[])` : db``}
    ${objectTypeId ? db`and object_type_id = ${objectTypeId}` : db``}
    ${processingTypes ? db`and processing_type = any(${processingTypes as string[]}::text[])` : db``}`;
  const sorts = {
    HS_LIST_SIZE: 'size',
    HS_CREATED_AT: '"createdAt"',
    HS_UPDATED_AT: '"updatedAt"',
    HS_LIST_NAME: 'name',
  };
  const order = search.sort
    ? `${sorts[search.sort]} ${search.descending === 'yes' ? 'desc' : 'asc'}, id`
    : 'id';
  const [lists, [total]] = await Promise.all([
    db`select ${columns(db, account)} from lists where ${where} order by ${db.unsafe(order)} offset ${offset} limit ${count}`,
    db`select count(*)::int as total from lists where ${where}`,
  ]);
  return { lists: lists as unknown as ObjectList[], total: total!['total'] as number };
}

/** Gives the list a name; false when it is taken. */
export async function renameList(unit: Unit, id: string, name: string, by: string): Promise<boolean> {
  const { tx, account } = unit;
  const [taken] = await tx`
    select 1 from lists other join lists own on own.account_id = ${account.id} and own.id = ${id}
    where other.account_id = ${account.id} and other.object_type_id = own.object_type_id and other.id <> own.id
      and lower(other.name) = lower(${name}) and other.deleted_at is null`;
  if (taken) return false;
  await tx`
    update lists set name = ${name}, ${edited(unit, by)} where account_id = ${account.id} and id = ${id}`;
  return true;
}

export async function setFilters(unit: Unit, id: string, filterBranch: string, by: string): Promise<void> {
  const { tx, account } = unit;
  await tx`
    update lists set filter_branch = ${filterBranch}::text::json, filters_updated_at = ${account.now}, ${edited(unit, by)}
    where account_id = ${account.id} and id = ${id}`;
}

function edited({ tx, account }: Unit, by: string) {
  return tx`version = version + 1, updated_by = ${by}, updated_at = ${account.now}, edited_at = edited_at || ${account.now}::timestamptz`;
}

export async function setDeletedAt(unit: Unit, id: string, at: EpochMillis | null): Promise<void> {
  const { tx, account } = unit;
  await tx`
    update lists set deleted_at = ${at}::timestamptz, updated_at = ${account.now} where account_id = ${account.id} and id = ${id}`;
}

export async function setProcessing(
  unit: Unit,
  id: string,
  status: ObjectList['processingStatus'],
): Promise<void> {
  await unit.tx`update lists set processing_status = ${status} where account_id = ${unit.account.id} and id = ${id}`;
}

/** A list as the index of readers needs it. */
export interface ListRow {
  readonly id: string;
  readonly objectTypeId: string;
  readonly processingType: ObjectList['processingType'];
  readonly filterBranch: unknown;
  readonly name: string;
}

/** Every list that is not deleted. */
export async function selectAllLists(db: Db, account: AccountId): Promise<ListRow[]> {
  const rows = await db`
    select id, object_type_id as "objectTypeId", processing_type as "processingType", filter_branch as "filterBranch", name
    from lists where account_id = ${account} and deleted_at is null order by id`;
  return rows as unknown as ListRow[];
}

function state(db: Db, which: Which) {
  if (which === 'any') return db``;
  return which === 'live' ? db`and deleted_at is null` : db`and deleted_at is not null`;
}

function columns(db: Db, account: AccountId) {
  return db`
    id, object_type_id as "objectTypeId", name, processing_type as "processingType", processing_status as "processingStatus",
    filter_branch as "filterBranch", version, folder_id as "folderId", custom_properties as "customProperties",
    membership_settings as "membershipSettings", list_permissions as "listPermissions", created_by as "createdBy",
    updated_by as "updatedBy", created_at as "createdAt", updated_at as "updatedAt", filters_updated_at as "filtersUpdatedAt",
    array(select extract(epoch from edit) * 1000 from unnest(edited_at) edit)::float8[] as "editedAt", deleted_at as "deletedAt", (
      select count(*)::int from list_memberships member
      where member.account_id = ${account} and member.list_id = lists.id
    ) as size, (
      select name from list_folders folder where folder.account_id = ${account} and folder.id = lists.folder_id
    ) as "folderName", (
      select max(member.joined_at) from list_memberships member
      where member.account_id = ${account} and member.list_id = lists.id
    ) as "lastAddedAt", (
      select max(departure.left_at) from list_departures departure
      where departure.account_id = ${account} and departure.list_id = lists.id
    ) as "lastRemovedAt"`;
}
