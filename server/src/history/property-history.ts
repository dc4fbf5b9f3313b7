import type { ChangeSource } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import type { Db, Fragment } from '../platform/index.ts';
import { changesOf, writeColumns } from './logged-changes.ts';

/** One value of a property; null when it was cleared. */
export interface HistoryRow {
  readonly recordId: string;
  readonly property: string;
  readonly value: string | null;
  readonly at: number;
  readonly source: ChangeSource;
}

/** Values of one property of one record in an answer, at most, the latest first. */
export const HISTORY_VALUES_MAX = 100;

/** The history of some properties of some records of a type, the latest value first, in one statement over the change log. */
export async function selectPropertyHistory(
  db: Db,
  account: AccountId,
  objectTypeId: string,
  recordIds: readonly string[],
  properties: readonly string[],
): Promise<HistoryRow[]> {
  if (recordIds.length === 0 || properties.length === 0) return [];
  const rows = await db`
    select question.record_id as "recordId", question.property, value.value, value.at, value.source
    from (select * from unnest(${[...recordIds]}::bigint[]) as record_id
          cross join unnest(${[...properties]}::text[]) as property) as question
    cross join lateral (
      select change.after ->> question.property as value, change.at, change.source, change.id
      from (
        select ${writeColumns(db)} from writes
        where account_id = ${account} and object_type_id = ${objectTypeId} and record_id = question.record_id
          and exists (select from ${changesOf(db, 'writes')} as change where ${hasValue(db)})
        order by id desc limit ${HISTORY_VALUES_MAX}
      ) as latest cross join lateral ${changesOf(db, 'latest')} as change
      where ${hasValue(db)}
      order by change.id desc limit ${HISTORY_VALUES_MAX}
    ) as value
    order by question.record_id, question.property, value.id desc`;
  return rows as unknown as HistoryRow[];
}

/** That a change says a value of the property in question. */
function hasValue(db: Db): Fragment {
  return db`change.kind in ('created', 'updated', 'merged') and change.after ? question.property`;
}
