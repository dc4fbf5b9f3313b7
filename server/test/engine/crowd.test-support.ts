import type { Sql } from '../../src/platform/index.ts';

/** Rows of each kind that stand by: what reads them all touches more pages than anything that reads its own. */
export const CROWD = 10_000;

/**
 * Fills every table that is worked on with rows that are no business of the next batch: contacts inside the flow and waiting,
 * contacts that have been through it, their history, their lists, and what the queues have left behind.
 */
export async function crowd(
  sql: Sql,
  { flowId, listId, wave }: { readonly flowId: string; readonly listId: string; readonly wave: number },
): Promise<void> {
  // Ids that no sequence has come to, a million for each wave. No table of our own: to make one would throw all plans away.
  const somebody = `(
    select n as record_id, n + ${CROWD} as inside, n + 2 * ${CROWD} as through, n + ${CROWD} as company_id
    from generate_series(${wave} * 1000000 + 1, ${wave} * 1000000 + ${CROWD}) n
  ) as somebody`;
  await sql.unsafe(`
    insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
      select 1, '0-1', record_id, jsonb_build_object('email', 'crowd-' || record_id || '@example.test'), now(), now() from ${somebody};
    insert into unique_values (account_id, object_type_id, property, value, record_id)
      select 1, '0-1', 'email', 'crowd-' || record_id || '@example.test', record_id from ${somebody};
    insert into writes (account_id, object_type_id, record_id, entries, at, source)
      select 1, '0-1', record_id, '[["c", {}]]', now(), '["API"]' from ${somebody};
    insert into events (account_id, object_type_id, record_id, event_type_id, occurred_at, at)
      select 1, '0-1', record_id, '4-1639801', now(), now() from ${somebody};
    insert into associations (account_id, from_object_type_id, from_id, to_object_type_id, to_id, category, type_id, created_at)
      select 1, '0-1', record_id, '0-2', company_id, 'HUBSPOT_DEFINED'::association_category, 279, now() from ${somebody};
    insert into list_memberships (account_id, list_id, record_id) select 1, ${listId}, record_id from ${somebody};
    insert into enrollments (account_id, flow_id, id, object_type_id, record_id, enrolled_at, trigger, revision_id, action_id, wait)
      select 1, ${flowId}, inside, '0-1', record_id, now(), '{"kind": "MANUAL"}', 1, '5', '{"kind": "delay", "since": 0}' from ${somebody};
    insert into enrollments (account_id, flow_id, id, object_type_id, record_id, enrolled_at, trigger, revision_id, status, ended, ended_at)
      select 1, ${flowId}, through, '0-1', record_id, now(), '{"kind": "MANUAL"}', 1, 'COMPLETED', through, now() from ${somebody};
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
      select 1, ${flowId}, inside, now() + interval '1 year' from ${somebody};
    insert into turns (account_id, flow_id, enrollment_id, number, record_id, revision_id, entries, outcome, at)
      select 1, ${flowId}, through, 1, record_id, 1, '[["1", "0-5"]]', 'SUCCEEDED', now() from ${somebody};
    insert into effects (account_id, kind, idempotency_key, flow_id, enrollment_id, action_id, request, created_at, due_at, finished_at)
      select 1, 'email', 'crowd-' || through, ${flowId}, through, '4', '{}', now(), now(), now() from ${somebody};
    insert into effects (account_id, kind, idempotency_key, flow_id, enrollment_id, action_id, request, created_at, due_at, attempts, awaiting_since)
      select 1, 'email', kind || through, ${flowId}, through, '4', '{}', now(), now() + interval '1 year', 1, since
      from ${somebody}, (values ('retried-', null), ('awaited-', now())) as state (kind, since);
    insert into criteria_due (account_id, reader, reader_id, object_type_id, record_id, due_at)
      select 1, 'FLOW', ${flowId}, '0-1', record_id, now() + interval '1 year' from ${somebody}`);
}

/** Effects of a kind: those that wait for a target that does not answer, longer than any other, and ten for each of these. */
export async function crowdOfEffects(
  sql: Sql,
  of: {
    readonly kind: string;
    readonly silent: string;
    readonly others: readonly string[];
    readonly wave: number;
  },
): Promise<void> {
  await sql`
    insert into effects (account_id, kind, target, idempotency_key, flow_id, enrollment_id, action_id, request, created_at, due_at)
    select 1, ${of.kind}, target, ${`${of.wave}-`}::text || target || '-' || n, 1, n, '1', '{}', now(), now() - age
    from (
      select ${of.silent}::text as target, n, interval '1 day' as age from generate_series(1, ${CROWD}::integer) n
      union all
      select target, n, interval '1 hour' from unnest(${of.others as string[]}::text[]) as target, generate_series(1, 10) n
    ) as row`;
}

/** What the queues have had and let go: rows that are dead, and entries of indexes that lead to them. */
export async function leaveDeadRows(sql: Sql): Promise<void> {
  await sql.unsafe(`
    insert into pending_changes (account_id, change_id, object_type_id, record_id, at)
      select 1, n, '0-1', n, now() from generate_series(1, ${CROWD}) n;
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
      select 1, 1, n, now() - interval '1 year' from generate_series(1, ${CROWD}) n`);
  await sql.unsafe(`
    delete from pending_changes where change_id <= ${CROWD};
    delete from due_enrollments where flow_id = 1`);
}

/** Schedules of other flows that are far from due, and occurrences of one that are over. */
export async function crowdOfSchedules(
  sql: Sql,
  { flowId, wave }: { readonly flowId: string; readonly wave: number },
): Promise<void> {
  await sql`
    insert into flow_schedules (account_id, flow_id, after_day, due_at)
    select 1, n, '2020-01-01', now() + interval '100 years'
    from generate_series(${wave * 1_000_000 + 1}::int, ${wave * 1_000_000 + CROWD}::int) n`;
  await sql`
    insert into sweeps (account_id, kind, reader, reader_id, object_type_id, status, last_id, occurred_at, created_at, finished_at)
    select 1, 'SCHEDULE', 'FLOW', ${flowId}::bigint, '0-1', 'COMPLETE', 1, now(), now(), now()
    from generate_series(1, ${CROWD}::int) n`;
}
