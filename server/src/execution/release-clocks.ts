import { setTimeout as sleep } from 'node:timers/promises';
import { heldClocks, releaseClock } from '../accounts/index.ts';
import { accountKey, DatabaseUnavailable, LOCKS, type Log, type Sql } from '../platform/index.ts';

/**
 * Lets clocks run on that nobody moves any more: their holder has died, or has lost the database. Answers how many are
 * held still: by a living process, or by one of whose death PostgreSQL has not heard yet.
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

/** How often, and how many times, it is tried while the database is away, or a clock is held. */
const RELEASE_AGAIN_MS = 500;
const RELEASE_TRIES_MAX = 60;

/** Lets go of abandoned clocks as soon as that can be done; when the database stays away for longer, its return is the occasion. */
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
