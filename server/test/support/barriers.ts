import type { Sql, Tx } from '../../src/platform/index.ts';
import { until } from './until.ts';

/** A gate that somebody stands at until it is opened; and word that they have come there. */
export function gate() {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const pass = () => {
    reach();
    return opened;
  };
  return { open, reached, pass };
}

/** Until another connection to this database waits for a lock. Those of the databases of other tests do not count. */
export async function somebodyWaits(sql: Sql): Promise<void> {
  await until(async () => {
    const [row] = await sql`
      select exists (
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      ) as "isSo"`;
    return row!['isSo'] as boolean;
  });
}

/**
 * Holds rows that some work of a lane needs, while a test looks at what that work will end; it goes on behind. `take` locks them in a
 * transaction of its own.
 */
export async function whileHeld<T>(
  sql: Sql,
  take: (tx: Tx) => Promise<readonly unknown[]>,
  look: () => Promise<T>,
): Promise<T> {
  return sql.begin(async (tx) => {
    if ((await take(tx)).length === 0) throw new Error('Nothing is held: there are no such rows.');
    return look();
  });
}
