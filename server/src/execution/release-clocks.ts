import { setTimeout as sleep } from 'node:timers/promises';
import { heldClocks, releaseClock } from '../accounts/index.ts';
import { accountKey, DatabaseUnavailable, LOCKS, type Log, type Sql } from '../platform/index.ts';

/**
 * Releases abandoned clocks: their holder has died, or has lost the database. Returns the number of clocks still held, by a
 * living process or by one whose death PostgreSQL has not noticed yet.
 */
export async function releaseAbandonedClocks(sql: Sql): Promise<number> {
  let held = 0;
  for (const id of await heldClocks(sql))
    await sql.begin(async (tx) => {
      const [lock] = await tx`select pg_try_advisory_xact_lock(${LOCKS.CLOCK}, ${accountKey(id)}) as free`;
      if (lock!['free']) await releaseClock(tx, id);
      else held++;
    });
  return held;
}

/** Interval and number of tries while the database is away, or a clock is held. */
const RELEASE_AGAIN_MS = 500;
const RELEASE_TRIES_MAX = 60;

/** Releases abandoned clocks as soon as possible; after a longer absence of the database, at its return. */
export async function releaseClocksSoon(sql: Sql, log: Log): Promise<void> {
  for (let attempt = 1; attempt <= RELEASE_TRIES_MAX; attempt++) {
    await sleep(RELEASE_AGAIN_MS, undefined, { ref: false });
    try {
      if ((await releaseAbandonedClocks(sql)) === 0) return;
    } catch (error) {
      if (error instanceof DatabaseUnavailable) continue;
      return log.error({ err: error }, 'a clock that nobody moves any more could not be released');
    }
  }
}
