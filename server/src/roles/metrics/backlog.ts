import { backlogOf, type LaneBacklog } from '../../accounts/index.ts';
import { LANE_ROWS } from '../../execution/index.ts';
import type { Sql } from '../../platform/index.ts';

/** Rows that are counted at most: whoever has more waiting needs no exact number. */
const COUNTED_MAX = 100_000;

/** Effects of one kind and target that are not done. */
interface EffectsWaiting {
  readonly kind: string;
  readonly target: string;
  readonly state: string;
  readonly count: number;
}

/** What waits to be done, over all accounts. */
export interface Backlog {
  readonly lanes: readonly LaneBacklog[];
  readonly effects: readonly EffectsWaiting[];
  readonly connections: readonly { readonly state: string; readonly count: number }[];
}

/** Reads along the indexes by which the lanes claim, no further than it counts. Ages are on the accounts' clocks. */
export async function readBacklog(sql: Sql): Promise<Backlog> {
  const [lanes, effects, connections] = await Promise.all([
    backlogOf(sql, LANE_ROWS, COUNTED_MAX),
    sql`
      select kind, coalesce(nullif(target, ''), kind) as target,
             case when awaiting_since is not null then 'awaiting' when leased_until is not null then 'in_hand'
                  when attempts > 0 then 'retrying' else 'due' end as state,
             count(*)::int as count
      from (
        select kind, target, awaiting_since, leased_until, attempts from effects where finished_at is null limit ${COUNTED_MAX}
      ) as waiting
      group by 1, 2, 3 order by count desc`,
    sql`
      select coalesce(state, 'unknown') as state, count(*)::int as count
      from pg_stat_activity where datname = current_database() and application_name like 'millrace%' group by 1`,
  ]);
  return { lanes, effects, connections } as unknown as Backlog;
}
