import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Author, Db } from '../../platform/index.ts';

/** One saved state of a flow; it never changes. */
export interface RevisionRow {
  readonly revisionId: string;
  readonly createdAt: EpochMillis;
  /** As it is stored and answered. */
  readonly definition: string;
}

/** One revision of a flow, deleted or not. */
export async function selectRevision(
  db: Db,
  accountId: AccountId,
  flowId: string,
  revisionId: string,
): Promise<RevisionRow | undefined> {
  const [row] = await db`
    select revision_id as "revisionId", created_at as "createdAt", definition::text as definition
    from flow_revisions
    where account_id = ${accountId} and flow_id = ${flowId} and revision_id = ${revisionId}`;
  return row as unknown as RevisionRow | undefined;
}

/**
 * The bodies of these revisions, as far as they come to so many bytes together; of the others there is none. Asked in one statement, and read
 * only where they are small enough.
 */
export async function selectBodies(
  db: Db,
  accountId: AccountId,
  flowId: string,
  revisionIds: readonly string[],
  bytesMax: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db`
    with sized as (
      select revision_id, sum(length(definition::text)) over (order by revision_id desc) as bytes
      from flow_revisions
      where account_id = ${accountId} and flow_id = ${flowId} and revision_id = any(${revisionIds as string[]}::bigint[])
    )
    select revision_id as id, definition::text as definition from flow_revisions
    where account_id = ${accountId} and flow_id = ${flowId}
      and revision_id in (select revision_id from sized where bytes <= ${bytesMax})`;
  return new Map(rows.map((row) => [row['id'] as string, row['definition'] as string]));
}

/** A revision as a listing shows it. */
export interface ListedRevision {
  readonly revisionId: string;
  readonly createdAt: EpochMillis;
  readonly name: string | null;
  readonly isEnabled: boolean;
  readonly actions: number;
  /** Null for what was saved before this was kept. */
  readonly savedBy: Author | null;
  /** The earlier revision that it repeats, where somebody restored one. */
  readonly restoredFrom: string | null;
}

/** Revisions of a flow, deleted or not, the latest first, before revision `after`. */
export async function selectRevisions(
  db: Db,
  accountId: AccountId,
  flowId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<ListedRevision[]> {
  const rows = await db`
    select revision_id as "revisionId", created_at as "createdAt", definition ->> 'name' as name,
           coalesce((definition ->> 'isEnabled')::boolean, false) as "isEnabled",
           json_array_length(definition -> 'actions') as actions, saved_by as "savedBy", restored_from as "restoredFrom"
    from flow_revisions
    where account_id = ${accountId} and flow_id = ${flowId}
      and (${after ?? null}::bigint is null or revision_id < ${after ?? null}::bigint)
    order by revision_id desc limit ${limit}`;
  return rows as unknown as ListedRevision[];
}

/** The revision that was the current one at an instant; undefined before the flow was made. */
export async function selectRevisionIdAt(
  db: Db,
  accountId: AccountId,
  flowId: string,
  at: EpochMillis,
): Promise<string | undefined> {
  const [row] = await db`
    select revision_id from flow_revisions
    where account_id = ${accountId} and flow_id = ${flowId} and created_at <= ${at}::timestamptz
    order by revision_id desc limit 1`;
  return row?.['revision_id'] as string | undefined;
}
