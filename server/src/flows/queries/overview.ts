import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Author, Db } from '../../platform/index.ts';
import { type Hidden, type ListedFlow, listedColumns, notHidden } from './listing.ts';

/** Flows that an overview looks at, to sort them: more than accounts have. The youngest are left out of more. */
export const OVERVIEW_FLOWS_MAX = 10_000;

/** Which flows are looked at. */
export interface OverviewFilter {
  readonly search?: string | undefined;
  readonly isEnabled?: boolean | undefined;
  readonly objectTypeId?: string | undefined;
  readonly deleted: boolean;
}

/** Flows that the caller may see, in the order of their ids. */
export async function selectOverview(
  db: Db,
  accountId: AccountId,
  { search, isEnabled, objectTypeId, deleted }: OverviewFilter,
  hidden: readonly Hidden[],
): Promise<ListedFlow[]> {
  const rows = await db`
    select ${listedColumns(db)} from flows
    where account_id = ${accountId} and (deleted_at is not null) = ${deleted}
      ${search === undefined ? db`` : db`and (strpos(lower(name), lower(${search})) > 0 or id::text = ${search})`}
      ${isEnabled === undefined ? db`` : db`and is_enabled = ${isEnabled}`}
      ${objectTypeId === undefined ? db`` : db`and object_type_id = ${objectTypeId}`}
      ${notHidden(db, hidden)}
    order by id limit ${OVERVIEW_FLOWS_MAX}`;
  return rows as unknown as ListedFlow[];
}

/** The save that a flow's current revision comes from. */
export interface LastSave {
  readonly at: EpochMillis;
  readonly by: Author | null;
}

/** By flow. */
export async function selectLastSaves(
  db: Db,
  accountId: AccountId,
  flows: readonly Pick<ListedFlow, 'id' | 'revisionId'>[],
): Promise<ReadonlyMap<string, LastSave>> {
  const rows = await db`
    select flow.id, revision.at, revision.by
    from unnest(${flows.map(({ id }) => id)}::bigint[], ${flows.map(({ revisionId }) => revisionId)}::bigint[]) as flow (id, revision_id)
    cross join lateral (
      select created_at as at, saved_by as by from flow_revisions
      where account_id = ${accountId} and flow_id = flow.id and revision_id = flow.revision_id offset 0
    ) as revision`;
  return new Map(rows.map(({ id, ...save }) => [id as string, save as unknown as LastSave]));
}
