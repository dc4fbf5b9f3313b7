import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Db, Fragment } from '../../platform/index.ts';
import type { FlowRow } from './flow-row.ts';

/** Which flows a listing leaves out: those that touch any of `touches` and enroll a type that is closed to the caller. */
export interface Hidden {
  readonly touches: readonly string[];
  readonly standardTypesOpen: readonly string[];
  readonly customTypes: 'open' | 'closed';
}

/** The part of a listing on one page. */
export interface ListingQuery {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A row of the listing. */
export type ListedFlow = Pick<
  FlowRow,
  | 'id'
  | 'isEnabled'
  | 'flowType'
  | 'objectTypeId'
  | 'revisionId'
  | 'name'
  | 'uuid'
  | 'createdAt'
  | 'updatedAt'
> & { readonly deletedAt: EpochMillis | null };

/** Flows, live or deleted, in the order of their ids, after `after`, without the hidden ones. */
export async function selectListing(
  db: Db,
  accountId: AccountId,
  query: ListingQuery,
  hidden: readonly Hidden[],
  state: 'live' | 'deleted',
): Promise<ListedFlow[]> {
  const rows = await db`select ${listedColumns(db)} ${inOrder(db, accountId, query, hidden, state)}`;
  return rows as unknown as ListedFlow[];
}

/** The same of live ones, but only which they are and what they are at. */
export async function selectListedRevisions(
  db: Db,
  accountId: AccountId,
  query: ListingQuery,
  hidden: readonly Hidden[],
): Promise<Pick<ListedFlow, 'id' | 'revisionId'>[]> {
  const rows =
    await db`select id, revision_id as "revisionId" ${inOrder(db, accountId, query, hidden, 'live')}`;
  return rows as unknown as Pick<ListedFlow, 'id' | 'revisionId'>[];
}

/** The live ones of these flows, in no order, without the hidden ones. */
export async function selectListed(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
  hidden: readonly Hidden[],
): Promise<ListedFlow[]> {
  const rows = await db`
    select ${listedColumns(db)} from flows
    where account_id = ${accountId} and id = any(${ids as string[]}::bigint[]) and deleted_at is null
      ${notHidden(db, hidden)}`;
  return rows as unknown as ListedFlow[];
}

function inOrder(
  db: Db,
  accountId: AccountId,
  { after, limit }: ListingQuery,
  hidden: readonly Hidden[],
  state: 'live' | 'deleted',
): Fragment {
  return db`
    from flows
    where account_id = ${accountId} and id > ${after ?? '0'} and (deleted_at is not null) = ${state === 'deleted'}
      ${notHidden(db, hidden)}
    order by id limit ${limit}`;
}

/** What a `ListedFlow` is made of. */
export function listedColumns(db: Db): Fragment {
  return db`
    id, is_enabled as "isEnabled", flow_type as "flowType", object_type_id as "objectTypeId",
    revision_id as "revisionId", name, uuid, created_at as "createdAt", updated_at as "updatedAt", deleted_at as "deletedAt"`;
}

export function notHidden(db: Db, hidden: readonly Hidden[]): Fragment {
  return hidden.reduce(
    (conditions, { touches, standardTypesOpen, customTypes }) => db`${conditions} and not (
      touched_properties && ${touches as string[]}::text[]
      and case when object_type_id like '2-%' then ${customTypes === 'closed'}
               else object_type_id <> all(${standardTypesOpen as string[]}::text[]) end
    )`,
    db``,
  );
}
