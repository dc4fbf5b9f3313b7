import type { ReservedSql } from '../database/index.ts';

/** An index over a partitioned table, which PostgreSQL does not make concurrently by itself. */
export interface OnEachPartition {
  readonly index: string;
  readonly table: string;
  /** What stands behind the name of the table. */
  readonly columns: string;
}

/**
 * Makes the index of the table, which new partitions take over at once, then that of each partition, concurrently, and attaches it; when all
 * have theirs the table's is valid. What an earlier start has finished stays.
 */
export async function runOnEachPartition(
  connection: ReservedSql,
  { index, table, columns }: OnEachPartition,
): Promise<void> {
  await connection.unsafe(`create index if not exists ${index} on only ${table} ${columns}`);
  const partitions = await connection`
    select child.relname as name from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = ${table}::regclass and not exists (
      select from pg_index own join pg_inherits attached on attached.inhrelid = own.indexrelid
      where own.indrelid = child.oid and attached.inhparent = ${index}::regclass
    )
    order by 1`;
  for (const row of partitions) {
    const partition = row['name'] as string;
    const own = `${index}_${partition}`;
    const [known] = await connection`select indisvalid from pg_index where indexrelid = to_regclass(${own})`;
    if (known && !known['indisvalid']) await connection.unsafe(`drop index concurrently ${own}`);
    await connection.unsafe(`create index concurrently if not exists ${own} on ${partition} ${columns}`);
    await connection.unsafe(`alter index ${index} attach partition ${own}`);
  }
}
