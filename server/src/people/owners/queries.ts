import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Membership } from '../teams/membership.ts';
import { upsertTeams } from '../teams/queries.ts';
import type { Owner } from './owner.ts';
import type { OwnerCreate } from './owner-input.ts';

/** Which owners a page is made of. */
export interface OwnersAsked {
  readonly after: string | undefined;
  readonly limit: number;
  readonly archived: boolean;
  readonly email: string | undefined;
}

/** A stretch of the owners in order of id. */
export async function selectOwners(db: Db, account: AccountId, asked: OwnersAsked): Promise<Owner[]> {
  const rows = await db`
    select ${ownerColumns(db, account)} from owners
    where account_id = ${account} and id > ${asked.after ?? '0'}
      and ${asked.archived ? db`archived_at is not null` : db`archived_at is null`}
      ${asked.email === undefined ? db`` : db`and lower(email) = lower(${asked.email})`}
    order by id limit ${asked.limit}`;
  return rows as unknown as Owner[];
}

/** One owner, live or archived. */
export async function selectOwner(
  db: Db,
  account: AccountId,
  by: 'id' | 'userId',
  id: string,
): Promise<Owner | undefined> {
  const [row] = await db`
    select ${ownerColumns(db, account)} from owners
    where account_id = ${account} and ${by === 'id' ? db`id = ${id}::bigint` : db`user_id = ${id}::bigint`}`;
  return row as unknown as Owner | undefined;
}

/** Owners by id, live or archived, in one statement; unknown and malformed ids are left out. */
export async function loadOwners(db: Db, account: AccountId, ids: readonly string[]): Promise<Owner[]> {
  const numbers = ids.filter((id) => /^\d{1,18}$/.test(id));
  if (numbers.length === 0) return [];
  const rows =
    await db`select ${ownerColumns(db, account)} from owners where account_id = ${account} and id = any(${numbers}::bigint[])`;
  return rows as unknown as Owner[];
}

/** What an owner is made of. */
type NewOwner = Omit<OwnerCreate, 'teams'> & { readonly teams?: readonly Membership[] | undefined };

/** Undefined when the address or an id is taken. */
export async function insertOwner(unit: Unit, input: NewOwner): Promise<Owner | undefined> {
  const { tx, account } = unit;
  const { email, firstName = null, lastName = null, type = 'PERSON', teams = [] } = input;
  await upsertTeams(unit, teams);
  const [row] = await tx`
    insert into owners (account_id, id, user_id, email, first_name, last_name, type, teams, created_at, updated_at)
    values (${account.id}, coalesce(${input.id ?? null}::bigint, nextval('owner_ids')),
      coalesce(${input.userId ?? null}::integer, nextval('owner_user_ids')::integer), ${email}, ${firstName},
      ${lastName}, ${type}, ${JSON.stringify(teams)}::text::jsonb, ${account.now}, ${account.now})
    on conflict do nothing
    returning id`;
  return row && selectOwner(tx, account.id, 'id', row['id'] as string);
}

/** Reads an owner for a change, locked until the end of the transaction. */
export async function lockOwner(unit: Unit, id: string): Promise<Owner | undefined> {
  const { tx, account } = unit;
  const [row] = await tx`
    select ${ownerColumns(tx, account.id)} from owners where account_id = ${account.id} and id = ${id}::bigint for no key update`;
  return row as unknown as Owner | undefined;
}

/** Writes back an owner whose row is locked; false when another live owner has the address. */
export async function updateOwner(unit: Unit, owner: Owner): Promise<boolean> {
  const { tx, account } = unit;
  await upsertTeams(unit, owner.teams);
  const rows = await tx`
    update owners set email = ${owner.email}, first_name = ${owner.firstName}, last_name = ${owner.lastName},
      type = ${owner.type}, teams = ${JSON.stringify(owner.teams)}::text::jsonb, updated_at = ${owner.updatedAt},
      archived_at = ${owner.archivedAt}
    where account_id = ${account.id} and id = ${owner.id} and not exists (
      select from owners other
      where other.account_id = ${account.id} and lower(other.email) = lower(${owner.email}) and other.id <> ${owner.id}
        and other.archived_at is null and ${owner.archivedAt}::timestamptz is null
    )
    returning id`;
  return rows.length > 0;
}

/** The columns of an owner. Membership of a team stands with the owner, the name of a team with the team. */
export function ownerColumns(db: Db, account: AccountId) {
  return db`
    id, user_id as "userId", email, first_name as "firstName", last_name as "lastName", type,
    coalesce((
      select jsonb_agg(membership || jsonb_build_object('name', named.name) order by place)
      from jsonb_array_elements(owners.teams) with ordinality listed (membership, place)
      join teams named on named.account_id = ${account} and named.id = (membership ->> 'id')::bigint
    ), '[]') as teams,
    created_at as "createdAt", updated_at as "updatedAt", archived_at as "archivedAt"`;
}
