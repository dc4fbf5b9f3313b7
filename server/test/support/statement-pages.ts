import type { Sql } from '../../src/platform/index.ts';

/** Statements of a database of one's own, and how many pages each has touched a call, the most first. */
export interface StatementPages {
  readonly query: string;
  readonly pages: number;
}

/** From now on pages are counted, with plans made as `mode` says. */
export async function countPages(sql: Sql, mode: string): Promise<void> {
  await sql.unsafe(`create extension pg_stat_statements; set plan_cache_mode = ${mode}`);
}

/** What has been counted by now is forgotten; that of the databases of other tests, which run beside, is not ours to forget. */
export async function forgetPages(sql: Sql): Promise<void> {
  await sql`
    select pg_stat_statements_reset(0, oid, 0) from pg_database where datname = current_database()`;
}

/** What has been counted since, but for the partitions of a month that begins meanwhile: they are made once a month, whoever comes first. */
export async function pagesOfStatements(sql: Sql): Promise<StatementPages[]> {
  const rows = await sql`
    select query, ((shared_blks_hit + shared_blks_read) / calls)::float8 as pages from pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database()) and query not like '%attach partition%'
    order by pages desc`;
  return rows as unknown as StatementPages[];
}
