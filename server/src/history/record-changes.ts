import type { RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import { type Db, lookThrough } from '../platform/index.ts';
import { changeOf, changesOf, type LoggedChange, writeColumns } from './logged-changes.ts';
import { CHANGES_OF_WRITE_MAX } from './writes.ts';

/** The changes of one record in a stretch of time. */
export interface ChangesOfRecord {
  readonly ref: RecordRef;
  /** Its ids from before merges. */
  readonly formerIds: readonly string[];
  readonly order: 'ASCENDING' | 'DESCENDING';
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
  /** The last change of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface ChangesFound {
  readonly changes: readonly LoggedChange[];
  /** Where the look ended before the changes did. */
  readonly reached: { readonly id: string; readonly at: EpochMillis } | undefined;
}

/**
 * The changes of a record in the order of their ids, in which they took effect; without those that only say that an event has come. A merge
 * copies past values to the new record: those copies are left out, since they are there under the former id. Rides the index of `writes`, no
 * further than the page, or than rows are looked at.
 */
export async function changesOfRecord(
  db: Db,
  account: AccountId,
  { ref, formerIds, order, from, to, after, limit }: ChangesOfRecord,
): Promise<ChangesFound> {
  const ids = [ref.id, ...formerIds];
  const made = await madeAfter(db, account, ref.objectTypeId, formerIds);
  const isDown = order === 'DESCENDING';
  const direction = isDown ? db`desc` : db`asc`;
  const beyond =
    after === undefined
      ? { write: db``, change: db`` }
      : isDown
        ? { write: db`and id < ${after}::bigint`, change: db`and change.id < ${after}::bigint` }
        : {
            write: db`and id > ${after}::bigint - ${CHANGES_OF_WRITE_MAX}`,
            change: db`and change.id > ${after}::bigint`,
          };
  const { rows, reached } = await lookThrough(db, {
    streams: db`unnest(${ids}::bigint[], ${ids.map((id) => made.get(id) ?? '0')}::bigint[]) as wanted (record_id, made_after)`,
    count: ids.length,
    stream: 'record_id',
    read: (most) => db`
      select change.* from (
        select ${writeColumns(db)} from writes
        where account_id = ${account} and object_type_id = ${ref.objectTypeId} and record_id = wanted.record_id
          and id > wanted.made_after - ${CHANGES_OF_WRITE_MAX} ${beyond.write}
          and at >= ${from ?? '-infinity'}::timestamptz and at < ${to ?? 'infinity'}::timestamptz
        order by id ${direction} limit ${most + CHANGES_OF_WRITE_MAX}
      ) as read cross join lateral ${changesOf(db, 'read')} as change
      where change.id > wanted.made_after ${beyond.change}
      order by change.id ${direction} limit ${most}`,
    by: ['id', 'at'],
    direction: isDown ? 'desc' : 'asc',
    fits: db`kind <> 'event'`,
    limit,
  });
  const changes = rows.slice(0, limit).map(changeOf);
  const [id, at] = (reached ?? []) as [string, EpochMillis];
  // A page that is full goes on behind its last change.
  return { changes, reached: reached && rows.length <= limit ? { id, at } : undefined };
}

/**
 * The records that a merge has made, each with a change before its own and after the copies that it was given: that by which the merge has
 * archived the other.
 */
async function madeAfter(
  db: Db,
  account: AccountId,
  objectTypeId: string,
  formerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (formerIds.length === 0) return new Map();
  const key = db`account_id = ${account} and object_type_id = ${objectTypeId} and record_id = former.record_id`;
  const rows = await db`
    select merged.into, max(gone.id)::text as id
    from unnest(${formerIds as string[]}::bigint[]) as former (record_id)
    cross join lateral (
      select id, after ->> 'mergedInto' as into from logged_changes where ${key} and kind = 'merged' order by write_id desc, id desc limit 1
    ) as merged
    cross join lateral (
      select id from logged_changes where ${key} and kind = 'archived' and write_id < merged.id and id < merged.id order by write_id desc, id desc limit 1
    ) as gone
    group by 1`;
  return new Map(rows.map((row) => [row['into'] as string, row['id'] as string]));
}
