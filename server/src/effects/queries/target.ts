import type { Db } from '../../platform/index.ts';

/** What an effect goes to: a host, …; its kind, where that says all. */
export function targetOf(db: Db, row: 'effects' | 'line' = 'effects') {
  return db`coalesce(nullif(${db(row)}.target, ''), ${db(row)}.kind)`;
}
