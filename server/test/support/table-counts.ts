import type { Sql } from '../../src/platform/index.ts';

/** The number of rows in every table of a database, by name; partitions are counted with their table. */
export async function rowCounts(sql: Sql): Promise<Readonly<Record<string, number>>> {
  const tables = await sql`
    select c.relname as name from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await sql`select count(*)::int as count from ${sql(name as string)}`;
    counts[name as string] = row!['count'] as number;
  }
  return counts;
}
