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
    select extract(epoch from pg_xact_commit_timestamp(steps.xmin) - pg_xact_commit_timestamp(changes.xmin)) * 1000 as ms
    from enrollments
    join steps using (account_id, flow_id)
    join changes on changes.account_id = enrollments.account_id and changes.object_type_id = '0-1'
      and changes.record_id = enrollments.record_id and changes.id = (enrollments.trigger ->> 'changeId')::bigint
    where steps.enrollment_id = enrollments.id and steps.number = 1`;
  return rows.map((row) => Number(row['ms']));
}
