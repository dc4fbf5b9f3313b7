import { backlogOf, type LaneBacklog } from '../../accounts/index.ts';
import { ARCHIVE_SCHEMA } from '../../archive/index.ts';
import { countWaiting, type WaitingEffects } from '../../effects/index.ts';
import { LANE_ROWS } from '../../execution/index.ts';
import type { Sql } from '../../platform/index.ts';

/** Rows that are counted at most: beyond it nobody needs an exact number. */
const COUNTED_MAX = 100_000;

/** What waits to be done, over all accounts. */
export interface Backlog {
  readonly lanes: readonly LaneBacklog[];
  readonly effects: readonly WaitingEffects[];
  readonly connections: readonly { readonly state: string; readonly count: number }[];
  /** Bytes with indexes, and with all months; `archive` is all that the archive has. */
  readonly sizes: readonly { readonly table: string; readonly bytes: number }[];
}

/** The tables that grow with what happens. */
const GROWING = [
  ...['writes', 'events', 'turns', 'effects', 'effect_attempts', 'mails', 'outbox', 'enrollments'],
  ...['step_counts', 'audit_entries'],
];

/** Reads along the indexes by which the lanes claim, no further than it counts. Ages are on the accounts' clocks. */
export async function readBacklog(sql: Sql): Promise<Backlog> {
  const [lanes, effects, connections, sizes] = await Promise.all([
    backlogOf(sql, LANE_ROWS, COUNTED_MAX),
    countWaiting(sql, COUNTED_MAX),
    sql`
      select coalesce(state, 'unknown') as state, count(*)::int as count
      from pg_stat_activity where datname = current_database() and application_name like 'millrace%' group by 1`,
    sql`
      select name as "table", sum(pg_total_relation_size(relid))::float8 as bytes
      from unnest(${GROWING}::text[]) as name cross join lateral pg_partition_tree(name::regclass) group by 1
      union all select 'archive', sum(pg_total_relation_size(pg_class.oid))::float8
      from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = ${ARCHIVE_SCHEMA} and relkind = 'r' having count(*) > 0
      order by 1`,
  ]);
  return {
    lanes,
    effects,
    connections: connections as unknown as Backlog['connections'],
    sizes: sizes as unknown as Backlog['sizes'],
  };
}
