import type { LaneRows } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';

/** Jobs with chunks to do. Ride jobs_open. */
export const openJobs: LaneRows = {
  name: 'jobs',
  first: (db) => db`
    select null::timestamptz as due_at from jobs
    where account_id = accounts.id and ${isOpen(db)} and done_by = 'LANE' limit 1`,
  waiting: (db, most) => db`
    select created_at as since, true as is_due from jobs
    where account_id = accounts.id and ${isOpen(db)} and done_by = 'LANE' order by id limit ${most}`,
};

export function isOpen(db: Db) {
  return db`state in ('QUEUED', 'RUNNING')`;
}
