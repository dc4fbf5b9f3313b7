import { setTimeout as sleep } from 'node:timers/promises';
import { type AccountId, heldClocks } from '../accounts/index.ts';
import { type OpenJob, openJobsOfKind } from '../jobs/index.ts';
import { DatabaseUnavailable, type Sql } from '../platform/index.ts';
import type { ClockService } from './clock-service.ts';
import { MOVE_CLOCK, runMove } from './run-move.ts';
import { finishWindow, takeClock } from './take-clock.ts';

/**
 * Goes on with abandoned moves, and releases abandoned clocks: their holder has died, or has lost the database. A stretch of time in the midst of
 * which it was is worked to its end. Returns the number of clocks still held, by a living process or by one whose death PostgreSQL has not noticed
 * yet.
 */
export async function releaseAbandonedClocks(service: ClockService): Promise<number> {
  const moves = await openJobsOfKind(service.sql, MOVE_CLOCK);
  const accounts = new Set([...moves.map(({ accountId }) => accountId), ...(await heldClocks(service.sql))]);
  let held = 0;
  for (const id of accounts) if (!(await release(service, id))) held++;
  return held;
}

/** False while another has the clock. */
async function release(service: ClockService, accountId: AccountId): Promise<boolean> {
  const clock = await takeClock(service, accountId);
  if (!clock) return false;
  let move: OpenJob | undefined;
  try {
    // Under the lock: one that has ended meanwhile is not gone on with.
    const found = await openJobsOfKind(service.sql, MOVE_CLOCK);
    move = found.find((each) => each.accountId === accountId);
    if (!move) await finishWindow(service, accountId);
  } finally {
    if (!move) await clock.letGo();
  }
  if (move) {
    const onLeft = () => void releaseClocksSoon(service);
    void runMove(service, accountId, { job: move.job, clock, caller: null, onLeft });
  }
  return true;
}

/** Interval and number of tries while the database is away, or a clock is held. */
const RELEASE_AGAIN_MS = 500;
const RELEASE_TRIES_MAX = 60;

/** Those that are trying, by the pool of their process: many may ask for it at once. */
const trying = new WeakMap<Sql, Promise<void>>();

/** Releases abandoned clocks as soon as possible; after a longer absence of the database, at its return. */
export function releaseClocksSoon(service: ClockService): Promise<void> {
  const known = trying.get(service.sql);
  if (known) return known;
  const begun = tryToRelease(service).finally(() => trying.delete(service.sql));
  trying.set(service.sql, begun);
  return begun;
}

async function tryToRelease(service: ClockService): Promise<void> {
  for (let attempt = 1; attempt <= RELEASE_TRIES_MAX; attempt++) {
    await sleep(RELEASE_AGAIN_MS, undefined, { ref: false });
    try {
      if ((await releaseAbandonedClocks(service)) === 0) return;
    } catch (error) {
      if (error instanceof DatabaseUnavailable) continue;
      return service.log.error({ err: error }, 'a clock that nobody moves any more could not be released');
    }
  }
}
