import type { AccountId } from '../../accounts/index.ts';
import type { Db, Tx } from '../../platform/index.ts';

/** A value that a record has in an index, as it is kept there. */
export interface IndexedValue {
  readonly indexId: string;
  readonly value: string;
  readonly id: string;
}

/** The values by which flows look for records, and the keys by which searches find them; both tables have the same columns. */
export type IndexTable = 'indexed_values' | 'search_values';

/** Puts values into their indexes. The record of each is locked, or made by this transaction. */
export async function insertIndexedValues(
  tx: Tx,
  table: IndexTable,
  account: AccountId,
  values: readonly IndexedValue[],
): Promise<void> {
  if (values.length === 0) return;
  await tx`
    insert into ${tx(table)} (account_id, index_id, value, record_id)
    select ${account}::bigint, row.* from unnest(
      ${values.map(({ indexId }) => indexId)}::bigint[], ${values.map(({ value }) => value)}::text[],
      ${values.map(({ id }) => id)}::bigint[]
    ) as row
    on conflict do nothing`;
}

/** Takes values out of their indexes, those that are there. The record of each is locked. */
export async function deleteIndexedValues(
  tx: Tx,
  table: IndexTable,
  account: AccountId,
  values: readonly IndexedValue[],
): Promise<void> {
  if (values.length === 0) return;
  await tx`
    with gone as (select held.place from unnest(
      ${values.map(({ indexId }) => indexId)}::bigint[], ${values.map(({ value }) => value)}::text[],
      ${values.map(({ id }) => id)}::bigint[]
    ) as row (index_id, value, record_id)
    cross join lateral (
      select ctid as place from ${tx(table)}
      where account_id = ${account} and index_id = row.index_id and value = row.value and record_id = row.record_id
      offset 0
    ) as held)
    delete from ${tx(table)} as kept using gone where kept.ctid = gone.place and kept.account_id === ${account}`;
}

/** Takes out some of what is left of an index that is out of use; how many. */
export async function deleteSomeOfIndex(
  tx: Tx,
  table: IndexTable,
  account: AccountId,
  indexId: string,
  most: number,
): Promise<number> {
  const rows = await tx`
    with gone as materialized (
      select ctid as place from ${tx(table)} where account_id = ${account} and index_id = ${indexId} limit ${most}
    ), deleted as (
      delete from ${tx(table)} as kept using gone where kept.ctid = gone.place and kept.account_id === ${account} returning 1
    )
    select count(*)::int as deleted from deleted`;
  return rows[0]!['deleted'] as number;
}

/** How many values an index has; counts them. */
export async function countIndexedValues(
  db: Db,
  table: IndexTable,
  account: AccountId,
  indexIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db`
    select wanted.id, counted.values
    from unnest(${indexIds as string[]}::bigint[]) as wanted (id)
    cross join lateral (
      select count(*)::float8 as values from ${db(table)} where account_id = ${account} and index_id = wanted.id
    ) as counted`;
  return new Map(rows.map((row) => [row['id'] as string, row['values'] as number]));
}

/** The values of a property that these live records have now. Locks their rows in the one order of locks. */
export async function lockValues(
  tx: Tx,
  account: AccountId,
  objectTypeId: string,
  property: string,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly value: string }[]> {
  const rows = await tx`
    select record.id, record.value
    from (select id from unnest(${ids as string[]}::bigint[]) as wanted (id) order by id) as wanted
    cross join lateral (
      select id, archived_at, properties ->> ${property}::text as value from records
      where account_id = ${account} and object_type_id = ${objectTypeId} and id = wanted.id
      offset 0 for share
    ) as record
    where record.archived_at is null and record.value is not null`;
  return rows as unknown as { id: string; value: string }[];
}
