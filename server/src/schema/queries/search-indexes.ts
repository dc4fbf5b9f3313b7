import type { SearchIndex } from '@millrace/core/crm';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import { type Db, drawId, type Tx } from '../../platform/index.ts';

/** An index that searches find records in, with all that is known of it. */
export interface SearchIndexRow extends Omit<SearchIndex, 'state'> {
  /** REMOVED: somebody does not want it, and the server makes it by itself no more. It has no entries. */
  readonly state: SearchIndex['state'] | 'REMOVED';
  /** Whoever asked for it; or the server has made it, for searches or for the filters of flows and lists. */
  readonly wantedBy: 'REQUEST' | 'SEARCHES' | 'FILTERS';
  /** The job that builds it, or has. */
  readonly jobId: string;
  readonly createdAt: EpochMillis;
  readonly readyAt: EpochMillis | null;
  /** About when a search went by it last. */
  readonly usedAt: EpochMillis | null;
}

/** The search indexes of an account, the oldest first, with those that were removed. */
export async function selectSearchIndexes(db: Db, account: AccountId): Promise<SearchIndexRow[]> {
  const rows = await db`
    select id, object_type_id as "objectTypeId", property, kind, compares, state, wanted_by as "wantedBy", job_id as "jobId",
           created_at as "createdAt", ready_at as "readyAt", used_at as "usedAt"
    from search_indexes where account_id = ${account} order by id`;
  return rows as unknown as SearchIndexRow[];
}

/** The id of a search index that is about to be made. */
export function drawSearchIndexId(db: Db): Promise<string> {
  return drawId(db, 'property_index_ids');
}

/** Makes a search index that is to be built, over one that was removed. Whoever does counts the schema's version up, with no other write of the account beside it. */
export async function insertSearchIndex(
  tx: Tx,
  account: AccountId,
  index: Omit<SearchIndexRow, 'state' | 'readyAt' | 'usedAt'>,
): Promise<void> {
  await tx`
    insert into search_indexes (account_id, id, object_type_id, property, kind, compares, wanted_by, job_id, created_at)
    values (${account}, ${index.id}, ${index.objectTypeId}, ${index.property}, ${index.kind}, ${index.compares},
            ${index.wantedBy}, ${index.jobId}, ${index.createdAt})
    on conflict (account_id, object_type_id, property, kind) do update set id = excluded.id, compares = excluded.compares, state = 'BUILDING',
      wanted_by = excluded.wanted_by, job_id = excluded.job_id, created_at = excluded.created_at, ready_at = null, used_at = null`;
}

/** Says that a search index knows all. Whoever does counts the schema's version up. */
export async function setSearchIndexReady(
  tx: Tx,
  account: AccountId,
  id: string,
  at: EpochMillis,
): Promise<void> {
  await tx`
    update search_indexes set state = 'READY', ready_at = ${at} where account_id = ${account} and id = ${id}`;
}

/** Takes a search index out of use: nobody wants it back, or it is gone. Whoever does counts the schema's version up, with no other write of the account beside it. */
export async function removeSearchIndex(
  tx: Tx,
  account: AccountId,
  id: string,
  how: 'UNWANTED' | 'GONE',
): Promise<void> {
  if (how === 'GONE') await tx`delete from search_indexes where account_id = ${account} and id = ${id}`;
  else await tx`update search_indexes set state = 'REMOVED' where account_id = ${account} and id = ${id}`;
}

/** Notes that searches went by indexes. */
export async function noteIndexUse(
  db: Db,
  account: AccountId,
  ids: readonly string[],
  at: EpochMillis,
): Promise<void> {
  await db`
    update search_indexes set used_at = ${at} where account_id = ${account} and id = any(${ids as string[]}::bigint[])`;
}

/** Whether all of these indexes are in use and know all. */
export async function areSearchIndexesReady(
  db: Db,
  account: AccountId,
  ids: readonly string[],
): Promise<boolean> {
  const [row] = await db`
    select count(*)::integer as ready from search_indexes
    where account_id = ${account} and id = any(${ids as string[]}::bigint[]) and state = 'READY'`;
  return row!['ready'] === ids.length;
}
