import type { Db } from '../../platform/index.ts';

/** The target of an effect: a host, …; else its kind. */
export function targetOf(db: Db, row: 'effects' | 'line' = 'effects') {
  return db`coalesce(nullif(${db(row)}.target, ''), ${db(row)}.kind)`;
}
