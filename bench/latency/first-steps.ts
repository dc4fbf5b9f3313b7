import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../../server/src/platform/index.ts';

/** How long the last steps may take after the last change. */
const WAIT_MS = 30_000;

/** Waits until as many enrollments have ended. */
export async function waitUntilEnded(sql: Sql, enrollments: number): Promise<void> {
  const until = performance.now() + WAIT_MS;
  for (;;) {
    const [row] = await sql`select count(*)::int as ended from enrollments where ended <> 0`;
    if (row!['ended'] === enrollments) return;
    if (performance.now() > until)
      throw new Error(`Only ${row!['ended']} of ${enrollments} enrollments ended.`);
    await sleep(200);
  }
}

/**
 * Milliseconds from the commit of each change that let a record in to the commit of its first step, as PostgreSQL
 * stamped them (`track_commit_timestamp`).
 */
export async function firstStepsAfter(sql: Sql): Promise<number[]> {
  const rows = await sql`
    select extract(epoch from pg_xact_commit_timestamp(turns.xmin) - pg_xact_commit_timestamp(writes.xmin)) * 1000 as ms
    from enrollments
    join turns using (account_id, flow_id)
    join logged_changes as change
      on change.account_id = enrollments.account_id and change.record_id = enrollments.record_id
        and change.id = (enrollments.trigger ->> 'changeId')::bigint
    join writes on writes.account_id = change.account_id and writes.record_id = change.record_id and writes.id = change.write_id
    where turns.enrollment_id = enrollments.id and turns.number = 1`;
  return rows.map((row) => Number(row['ms']));
}
