import type { Sql } from '../../platform/index.ts';

/** Rows that are counted at most: whoever has more waiting needs no exact number. */
const COUNTED_MAX = 100_000;

/** What waits to be done, over all accounts. */
export interface Backlog {
  readonly lanes: readonly {
    readonly lane: string;
    readonly count: number;
    readonly oldestSeconds: number;
  }[];
  readonly effects: readonly { readonly kind: string; readonly state: string; readonly count: number }[];
  readonly connections: readonly { readonly state: string; readonly count: number }[];
}

/** Reads along the indexes by which the lanes claim, no further than it counts. Ages are on the accounts' clocks. */
export async function readBacklog(sql: Sql): Promise<Backlog> {
  const [lanes, effects, connections] = await Promise.all([
    readLanes(sql),
    sql`
      select kind, case when leased_until is not null then 'in_hand' when attempts > 0 then 'retrying' else 'due' end as state,
             count(*)::int as count
      from (select kind, leased_until, attempts from effects where finished_at is null limit ${COUNTED_MAX}) as waiting
      group by 1, 2`,
    sql`
      select coalesce(state, 'unknown') as state, count(*)::int as count
      from pg_stat_activity where datname = current_database() and application_name like 'millrace%' group by 1`,
  ]);
  return { lanes, effects, connections } as unknown as Backlog;
}

function readLanes(sql: Sql) {
  return sql`
    select lane, sum(count)::int as count, greatest(0, coalesce(max(age), 0))::float8 as "oldestSeconds"
    from accounts, lateral (select account_now(accounts) as at offset 0) as clock, lateral (
      select 'changes' as lane, count(*) as count, extract(epoch from clock.at - min(at)) as age
        from (select at from pending_changes where account_id = accounts.id order by change_id limit ${COUNTED_MAX}) as rows
      union all
      select 'instants', count(*), extract(epoch from clock.at - min(due_at))
        from (select due_at from criteria_due where account_id = accounts.id and due_at <= clock.at order by due_at limit ${COUNTED_MAX}) as rows
      union all
      select 'sweeps', count(*), extract(epoch from clock.at - min(created_at))
        from (select created_at from sweeps where account_id = accounts.id and status = 'RUNNING' order by id limit ${COUNTED_MAX}) as rows
      union all
      select 'enrollments', count(*), extract(epoch from clock.at - min(due_at))
        from (select due_at from due_enrollments where account_id = accounts.id and due_at <= clock.at order by due_at limit ${COUNTED_MAX}) as rows
      union all
      select 'effects', count(*), extract(epoch from clock.at - min(created_at))
        from (select created_at from effects where account_id = accounts.id and finished_at is null order by due_at limit ${COUNTED_MAX}) as rows
    ) as backlog
    group by lane`;
}
