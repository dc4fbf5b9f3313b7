import type { AccountId } from '../accounts/index.ts';
import { andArchived, type Forgetting, type Forgot, returnedForArchive } from '../archive/index.ts';
import type { Db } from '../platform/index.ts';
import { LANE_OF_ALL, LANES_OF_CHANGES } from './lane.ts';

/** Deletes old events, but for those of the types that are kept. Rides events_by_time. */
export async function forgetEvents(
  db: Db,
  accountId: AccountId,
  { before, place, most, archive }: Forgetting,
  keptTypes: readonly string[],
): Promise<Forgot> {
  const [at = '0', id = '0'] = place?.split(' ') ?? [];
  const [row] = await db`
    with passed as materialized (
      select object_type_id, record_id, event_type_id, id, at, occurred_at from events
      where account_id = ${accountId} and occurred_at > '-infinity' and occurred_at < ${before}::timestamptz
        ${place === null ? db`` : db`and (occurred_at, id) > (${Number(at)}::timestamptz, ${id}::bigint)`}
      order by occurred_at, id limit ${most}
    ), deleted as (
      delete from events using passed
      where events.account_id = ${accountId} and events.object_type_id = passed.object_type_id and events.record_id = passed.record_id
        and events.event_type_id = passed.event_type_id and events.id = passed.id and events.at = passed.at
        and passed.at < ${before}::timestamptz and not passed.event_type_id = any(${keptTypes as string[]}::text[])
      returning ${returnedForArchive(db, archive)}
    )${andArchived(db, archive, 'deleted')}
    select (select count(*)::int from deleted) as deleted, (select count(*)::int from passed) as passed, last.*
    from (select null) as one left join lateral (
      select occurred_at as at, id from passed order by occurred_at desc, id desc limit 1
    ) as last on true`;
  const passed = row!['passed'] as number;
  return {
    deleted: row!['deleted'] as number,
    place: passed < most ? null : `${row!['at']} ${row!['id']}`,
  };
}

/**
 * Deletes old changes of so many records. What stays: that a record was made, the last value of each of its properties, whatever has one of
 * the properties that are kept, and what is not evaluated yet. Of a write that keeps some of its changes, the others are emptied. Rides the index of
 * `writes`, record by record.
 */
export async function forgetChanges(
  db: Db,
  accountId: AccountId,
  { before, place, most, archive }: Forgetting,
  keptProperties: readonly string[],
): Promise<Forgot> {
  // A place that an earlier release has noted names the type of the record before it.
  const recordId = place?.split(' ').at(-1) ?? '0';
  // What goes into the archive is locked, so that nothing comes there that is erased just now.
  const held = archive
    ? db`, held as materialized (
      select ${returnedForArchive(db, archive)}, gone.write_id, gone.places, gone.whole from writes join gone
        on writes.account_id = ${accountId} and writes.record_id = gone.record_id and writes.id = gone.write_id and writes.at = gone.at
      for update of writes
    )${andArchived(db, archive, 'held')}`
    : db``;
  const going = archive ? db`(select record_id, write_id, at, places, whole from held)` : db`gone`;
  const [row] = await db`
    with looked as materialized (
      select record_id from writes where account_id = ${accountId} and record_id > ${recordId}::bigint group by 1 order by 1 limit ${most}
    ), had as materialized (
      select change.* from looked cross join lateral (
        select record_id, id, write_id, at, kind, case when kind in ('created', 'updated', 'merged') then after end as after from logged_changes
        where account_id = ${accountId} and record_id = looked.record_id
        offset 0
      ) as change
    ), last as materialized (
      select distinct record_id, max(id) as id
      from had cross join lateral jsonb_object_keys(coalesce(after, '{}')) as property
      group by record_id, property
    ), old as materialized (
      select *, (
        at < ${before}::timestamptz and kind <> 'created' and not coalesce(after, '{}') ?| ${keptProperties as string[]}::text[]
        and not exists (select from last where last.id = had.id)
        and not exists (
          select from pending_changes where account_id = ${accountId} and lane in (${LANE_OF_ALL}, had.record_id % ${LANES_OF_CHANGES}) and change_id = had.id
        )
      ) as goes from had
    ), gone as materialized (
      select record_id, write_id, at, array_agg(id - write_id) filter (where goes) as places, bool_and(goes) as whole
      from old group by 1, 2, 3 having bool_or(goes)
    )${held}, deleted as (
      delete from writes using ${going} as gone
      where writes.account_id = ${accountId} and writes.record_id = gone.record_id and writes.id = gone.write_id and writes.at = gone.at and whole
    ), emptied as (
      update writes set entries = (
        select jsonb_agg(case when place - 1 = any(gone.places) then 'null' else said end order by place)
        from jsonb_array_elements(entries) with ordinality as entry (said, place)
      )
      from ${going} as gone
      where writes.account_id = ${accountId} and writes.record_id = gone.record_id and writes.id = gone.write_id and writes.at = gone.at and not whole
    )
    select (select count(*)::int from old where goes) as deleted, (select count(*)::int from looked) as looked,
           (select max(record_id) from looked) as "recordId"`;
  const looked = row!['looked'] as number;
  return { deleted: row!['deleted'] as number, place: looked < most ? null : (row!['recordId'] as string) };
}
