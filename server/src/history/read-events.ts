import type { RecordEvent, RecordRef } from '@millrace/core/record';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db, Fragment } from '../platform/index.ts';

/** The position of an event in time: its key, and the cursor of pages. */
export interface EventKey {
  readonly occurredAt: EpochMillis;
  readonly id: string;
}

export type KeptEvent = RecordEvent & EventKey;

/** The wanted events, and their order. */
export interface EventQuestion {
  /** Of a record, or of any record of these object types. */
  readonly of: RecordRef | { readonly objectTypeIds: readonly string[] };
  readonly eventTypeId: string | undefined;
  /** Only these. */
  readonly keys: readonly EventKey[] | undefined;
  /** By name: accepted values. */
  readonly properties: Readonly<Record<string, readonly string[]>>;
  /** Between these instants, without them. */
  readonly after: EpochMillis | undefined;
  readonly before: EpochMillis | undefined;
  readonly order: 'ASCENDING' | 'DESCENDING';
  /** Only events later in this order. */
  readonly beyond: EventKey | undefined;
  readonly limit: number;
}

/**
 * Events of records in the order of time. Those of one record ride events_of_records, no further than the page, or the key where their type
 * or they themselves are known; those of many ride events_by_time. `offset 0` keeps either way from being taken for the other.
 */
export async function selectEvents(
  db: Db,
  account: AccountId,
  question: EventQuestion,
): Promise<KeptEvent[]> {
  const { order, beyond, limit } = question;
  const direction = order === 'ASCENDING' ? db`asc` : db`desc`;
  const wanted =
    'id' in question.of ? ofRecord(db, account, question.of, question) : ofMany(db, account, question);
  const rows = await db`
    select id, object_type_id, record_id, event_type_id, properties, occurred_at
    from (${wanted}) as event
    where true
      ${'id' in question.of ? db`` : db`and object_type_id = any(${[...question.of.objectTypeIds]}::text[])`}
      ${question.eventTypeId === undefined ? db`` : db`and event_type_id = ${question.eventTypeId}`}
      ${question.after === undefined ? db`` : db`and occurred_at > ${question.after}::timestamptz`}
      ${question.before === undefined ? db`` : db`and occurred_at < ${question.before}::timestamptz`}
      ${beyond ? isBeyond(db, beyond, order) : db``}
      ${hasProperties(db, question.properties)}
    order by occurred_at ${direction}, id ${direction} limit ${limit}`;
  return rows.map((row) => ({
    id: row['id'] as string,
    ref: { objectTypeId: row['object_type_id'] as string, id: row['record_id'] as string },
    eventTypeId: row['event_type_id'] as string,
    properties: row['properties'] as Record<string, string>,
    occurredAt: row['occurred_at'] as EpochMillis,
  }));
}

function ofRecord(
  db: Db,
  account: AccountId,
  { objectTypeId, id }: RecordRef,
  { keys, eventTypeId, properties, after, before, beyond, order, limit }: EventQuestion,
) {
  if (!keys && eventTypeId === undefined && Object.keys(properties).length === 0) {
    const direction = order === 'ASCENDING' ? db`asc` : db`desc`;
    return db`
      select * from events
      where account_id = ${account} and object_type_id = ${objectTypeId} and record_id = ${id} and record_id > 0
        ${after === undefined ? db`` : db`and occurred_at > ${after}::timestamptz`}
        ${before === undefined ? db`` : db`and occurred_at < ${before}::timestamptz`}
        ${beyond ? isBeyond(db, beyond, order) : db``}
      order by occurred_at ${direction}, id ${direction} limit ${limit}`;
  }
  return db`
    select * from events
    where account_id = ${account} and object_type_id = ${objectTypeId} and record_id = ${id}
      ${eventTypeId === undefined ? db`` : db`and event_type_id = ${eventTypeId}`}
      ${keys ? db`and (occurred_at, id) in (select * from ${unnested(db, keys)})` : db``}
    offset 0`;
}

function ofMany(db: Db, account: AccountId, { keys, after, before, beyond, order }: EventQuestion) {
  if (keys) {
    return db`
      select found.* from ${unnested(db, keys)} cross join lateral (
        select * from events
        where account_id = ${account} and occurred_at > '-infinity' and occurred_at = key.occurred_at and id = key.id
        offset 0
      ) as found`;
  }
  const direction = order === 'ASCENDING' ? db`asc` : db`desc`;
  return db`
    select * from events
    where account_id = ${account} and occurred_at > '-infinity'
      ${after === undefined ? db`` : db`and occurred_at > ${after}::timestamptz`}
      ${before === undefined ? db`` : db`and occurred_at < ${before}::timestamptz`}
      ${beyond ? isBeyond(db, beyond, order) : db``}
    order by occurred_at ${direction}, id ${direction}
    offset 0`;
}

function unnested(db: Db, keys: readonly EventKey[]) {
  return db`
    (select distinct * from unnest(
      ${keys.map((key) => key.occurredAt)}::timestamptz[], ${keys.map((key) => key.id)}::bigint[]
    ) as key (occurred_at, id)) as key`;
}

function isBeyond(db: Db, { occurredAt, id }: EventKey, order: EventQuestion['order']) {
  return order === 'ASCENDING'
    ? db`and (occurred_at, id) > (${occurredAt}::timestamptz, ${id}::bigint)`
    : db`and (occurred_at, id) < (${occurredAt}::timestamptz, ${id}::bigint)`;
}

/** Every property has one of its values; names and values go in as two arrays. */
function hasProperties(db: Db, properties: EventQuestion['properties']) {
  const pairs = Object.entries(properties).flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  );
  if (pairs.length === 0) return db``;
  return db`and not exists (
    select from unnest(${pairs.map(([name]) => name)}::text[], ${pairs.map(([, value]) => value)}::text[]) as wanted (name, value)
    group by name having not coalesce(bool_or(event.properties ->> name = value), false))`;
}

/** The events, of some types, of the record of a type that an expression gives, as a subquery. Rides the key of events. */
export function eventsOf(
  db: Db,
  account: AccountId,
  { objectTypeId, recordId }: { readonly objectTypeId: string; readonly recordId: Fragment },
  eventTypeIds: readonly string[],
): Fragment {
  return db`
    select event_type_id, properties, occurred_at from events
    where account_id = ${account} and object_type_id = ${objectTypeId} and record_id = ${recordId}
      and event_type_id = any(${eventTypeIds as string[]}::text[])`;
}
