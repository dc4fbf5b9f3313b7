import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db, TimePlace } from '../platform/index.ts';
import { changeOf, type LoggedChange } from './logged-changes.ts';

/** The changes of one record in a stretch of time. */
export interface ChangesOfRecord {
  readonly ref: RecordRef;
  /** Its ids from before merges. */
  readonly formerIds: readonly string[];
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
  readonly after?: TimePlace | undefined;
  readonly limit: number;
}

/**
 * The changes of a record, the latest first; without those that only say that an event has come. A merge copies past values to the
 * new record, before the change that makes it: those copies are left out, since they are there under the former id. Rides the key of
 * `changes`: all of the record's, since a record has few.
 */
export async function changesOfRecord(
  db: Db,
  account: AccountId,
  { ref, formerIds, from, to, after, limit }: ChangesOfRecord,
): Promise<LoggedChange[]> {
  const rows = await db`
    select change.* from unnest(${[ref.id, ...formerIds]}::bigint[]) as wanted (record_id) cross join lateral (
      select *, min(id) filter (where kind = 'created') over () as made from changes
      where account_id = ${account} and object_type_id = ${ref.objectTypeId} and record_id = wanted.record_id
      offset 0
    ) as change
    where kind <> 'event' and id >= coalesce(made, 0)
      ${from === undefined ? db`` : db`and at >= ${from}::timestamptz`}
      ${to === undefined ? db`` : db`and at < ${to}::timestamptz`}
      ${after ? db`and (at, id) < (${after.at}::timestamptz, ${after.id}::bigint)` : db``}
    order by at desc, id desc limit ${limit}`;
  return rows.map(changeOf);
}
