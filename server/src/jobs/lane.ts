import type { LaneRows } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** Jobs with chunks to do. Ride jobs_open. */
export const openJobs: LaneRows = {
  name: 'jobs',
  first: (db, account) => db`
    select null::timestamptz as due_at from jobs
    where account_id = ${account} and ${isOpen(db)} and done_by = 'LANE' limit 1`,
  waiting: (db, account, most) => db`
    select created_at as since, true as is_due from jobs
    where account_id = ${account} and ${isOpen(db)} and done_by = 'LANE' order by id limit ${most}`,
};

export function isOpen(db: Db) {
  return db`state in ('QUEUED', 'RUNNING')`;
}
