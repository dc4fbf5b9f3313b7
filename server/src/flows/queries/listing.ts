import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';
import type { FlowRow } from './flows.ts';

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
>;

/** Flows in the order of their ids, after `after`, without those that touch any of `hidden` properties. */
export async function selectListing(
  db: Db,
  accountId: AccountId,
  { after, limit, hidden }: { after: string | undefined; limit: number; hidden: readonly string[] },
): Promise<ListedFlow[]> {
  const rows = await db`
    select id, is_enabled as "isEnabled", flow_type as "flowType", object_type_id as "objectTypeId",
           revision_id as "revisionId", name, uuid, created_at as "createdAt", updated_at as "updatedAt"
    from flows
    where account_id = ${accountId} and id > ${after ?? '0'} and deleted_at is null
      and not touched_properties && ${hidden as string[]}::text[]
    order by id limit ${limit}`;
  return rows as unknown as ListedFlow[];
}
