import { type AccountId, readAccount, releaseClock } from '../accounts/index.ts';
import { accountKey, DatabaseUnavailable, LOCKS } from '../platform/index.ts';
import type { ClockService } from './clock-service.ts';
import { ALL_LANE_ROWS } from './lanes/index.ts';
import { workWindow } from './windows/work-window.ts';

/** A clock that nobody else moves until it is let go. */
export interface TakenClock {
  /** Lets it run on, unless it stands in the midst of a stretch of time that is being worked; answers whether it runs. Never fails when the database is away. */
  letGo(): Promise<boolean>;
}

/** Takes a clock, for as long as this process lives; null while another request or process has it. */
export async function takeClock(
  { sql, store, hints }: ClockService,
  accountId: AccountId,
): Promise<TakenClock | null> {
  const connection = await sql.reserve();
  let isTaken = false;
  try {
    const [lock] =
      await connection`select pg_try_advisory_lock(${LOCKS.CLOCK}, ${accountKey(accountId)}) as taken`;
    isTaken = lock!['taken'] as boolean;
  } finally {
    if (!isTaken) connection.release();
  }
  if (!isTaken) return null;
  return {
    async letGo() {
      try {
        await releaseClock(sql, accountId);
        return (await readAccount(sql, accountId)).windowEnd === null;
      } catch (error) {
        passOverLoss(error);
        return false;
      } finally {
        // The lock of a connection that is lost has gone with it.
        await connection`select pg_advisory_unlock(${LOCKS.CLOCK}, ${accountKey(accountId)})`.catch(
          passOverLoss,
        );
        connection.release();
        // By another clock other rows are due.
        for (const rows of ALL_LANE_ROWS) store.signal(rows, accountId);
        hints?.tell(accountId, [{ topic: 'clock', kind: 'clock', about: { isMoving: false } }]);
      }
    },
  };
}

/** Works a stretch of time to its end that whoever had the clock before has left open. */
export async function finishWindow(service: ClockService, accountId: AccountId): Promise<void> {
  const { now, windowEnd } = await readAccount(service.sql, accountId);
  if (windowEnd !== null) await workWindow(service, accountId, { from: now, end: windowEnd });
}

function passOverLoss(error: unknown): void {
  if (!(error instanceof DatabaseUnavailable)) throw error;
}
