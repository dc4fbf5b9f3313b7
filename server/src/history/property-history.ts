import type { ChangeSource } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

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
      select changes.after ->> question.property as value, changes.at, changes.source, changes.id
      from changes
      where changes.account_id = ${account} and changes.object_type_id = ${objectTypeId}
        and changes.record_id = question.record_id and changes.kind in ('created', 'updated', 'merged')
        and changes.after ? question.property
      order by changes.id desc limit ${HISTORY_VALUES_MAX}
    ) as value
    order by question.record_id, question.property, value.id desc`;
  return rows as unknown as HistoryRow[];
}
