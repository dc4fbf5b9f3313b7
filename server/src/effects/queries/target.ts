import type { Db } from '../../platform/index.ts';

/** What an effect goes to: a host, …; its kind, where that says all. */
export function targetOf(db: Db) {
  return db`coalesce(nullif(target, ''), kind)`;
}
