import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Owner } from '../owners/owner.ts';
import { ownerColumns } from '../owners/queries.ts';
import type { UserIdProperty } from './user.ts';

/** PostgreSQL's largest `integer`. */
const USER_ID_MAX = 2 ** 31 - 1;

/** A stretch of the live users in order of their ids. */
export async function selectUsers(
  db: Db,
  account: AccountId,
  after: string | undefined,
  limit: number,
): Promise<Owner[]> {
  const rows = await db`
    select ${ownerColumns(db, account)} from owners
    where account_id = ${account} and user_id > ${after ?? '0'}::bigint and type = 'PERSON' and archived_at is null
    order by user_id limit ${limit}`;
  return rows as unknown as Owner[];
}

/** A live user; undefined for an id that is none. */
export async function selectUser(
  db: Db,
  account: AccountId,
  by: UserIdProperty,
  id: string,
): Promise<Owner | undefined> {
  if (by === 'USER_ID' && !/^\d{1,18}$/.test(id)) return undefined;
  const [row] = await db`
    select ${ownerColumns(db, account)} from owners
    where account_id = ${account} and type = 'PERSON' and archived_at is null
      and ${by === 'USER_ID' ? db`user_id = ${id}::bigint` : db`lower(email) = lower(${id})`}`;
  return row as unknown as Owner | undefined;
}

/** Users by their ids, live or archived; unknown and malformed ids are left out. */
export async function selectUsersOf(db: Db, account: AccountId, ids: readonly string[]): Promise<Owner[]> {
  const numbers = ids.filter((id) => /^\d{1,10}$/.test(id) && Number(id) <= USER_ID_MAX);
  if (numbers.length === 0) return [];
  const rows = await db`
    select ${ownerColumns(db, account)} from owners
    where account_id = ${account} and user_id = any(${numbers}::integer[]) and type = 'PERSON'`;
  return rows as unknown as Owner[];
}

/** The live users who are in any of these teams, in the order of their ids. Reads all owners of the account. */
export async function selectMembers(
  db: Db,
  account: AccountId,
  teamIds: readonly string[],
): Promise<Owner[]> {
  if (teamIds.length === 0) return [];
  const rows = await db`
    select ${ownerColumns(db, account)} from owners
    where account_id = ${account} and type = 'PERSON' and archived_at is null and exists (
      select from jsonb_array_elements(owners.teams) membership where membership ->> 'id' = any(${teamIds as string[]}::text[])
    )
    order by user_id`;
  return rows as unknown as Owner[];
}
