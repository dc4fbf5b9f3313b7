import type { ChangeSource } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { changesOf, writeColumns } from './logged-changes.ts';

/** The values that one change of a record gave; null where it cleared one. */
export interface ValuesRow {
  readonly recordId: string;
  readonly values: Readonly<Record<string, string | null>>;
  readonly at: EpochMillis;
  readonly source: ChangeSource;
}

/** Changes of one record in an answer, at most: its latest. */
export const RECENT_CHANGES_MAX = 500;

/** The latest changes of the values of some records of a type, the latest first, in one statement over the change log. */
export async function selectRecentValues(
  db: Db,
  account: AccountId,
  objectTypeId: string,
  recordIds: readonly string[],
): Promise<ValuesRow[]> {
  if (recordIds.length === 0) return [];
  const rows = await db`
    select change.record_id as "recordId", change.after as values, change.at, change.source
    from unnest(${[...recordIds]}::bigint[]) as wanted (id)
    cross join lateral (
      select change.* from (
        select ${writeColumns(db)} from writes
        where account_id = ${account} and object_type_id = ${objectTypeId} and record_id = wanted.id
          and exists (select from ${changesOf(db, 'writes')} where kind in ('created', 'updated', 'merged'))
        order by id desc limit ${RECENT_CHANGES_MAX}
      ) as latest cross join lateral ${changesOf(db, 'latest')} as change
      where change.kind in ('created', 'updated', 'merged')
      order by change.id desc limit ${RECENT_CHANGES_MAX}
    ) as change
    order by change.id desc`;
  return rows as unknown as ValuesRow[];
}
