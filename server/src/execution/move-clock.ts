import type { EpochMillis } from '@millrace/core/time';
import { type AccountId, advanceClockTo, holdClock, releaseClock } from '../accounts/index.ts';
import { nextEffectDue } from '../effects/index.ts';
import { nextEnrollmentDue } from '../enrollments/index.ts';
import { conflict, type Sql } from '../platform/index.ts';
import { nextInstant } from '../triggers/index.ts';
import { settle } from './settle.ts';
import type { Worker } from './worker.ts';

/** Advisory lock class of the clocks: one mover an account at a time. */
const CLOCK_LOCK = 7_262_002;

export interface ClockMove {
  readonly from: EpochMillis;
  readonly to: EpochMillis;
  /** Instants between at which something fell due. */
  readonly stops: number;
  /** Changes looked at, enrollments advanced and effects performed. */
  readonly done: number;
}

/**
 * Moves the account's clock forward. All work that falls due on the way is run, what it wakes included, in the order of
 * time and each at its own instant: to the next due instant, until nothing is due, and on.
 */
export async function moveClock(
  sql: Sql,
  worker: Worker,
  accountId: AccountId,
  target: (now: EpochMillis) => EpochMillis,
  caller: AbortSignal,
): Promise<ClockMove> {
  const goOn = patience(caller);
  const connection = await sql.reserve();
  try {
    const [lock] =
      await connection`select pg_try_advisory_lock(${CLOCK_LOCK}, ${Number(accountId) % 2 ** 31}) as taken`;
    if (!lock!['taken'])
      throw conflict('The clock is being moved by another request; wait until it has arrived.');
    try {
      // Whoever is under way has read a clock that still ran: it comes to rest first, so that its waits begin before `from`.
      const before = await settle(sql, worker, accountId, goOn);
      const from = await holdClock(sql, accountId);
      const to = target(from);
      const { stops, done } = await travel(sql, worker, accountId, from, to, goOn);
      return { from, to, stops, done: before + done };
    } finally {
      await releaseClock(sql, accountId);
      await connection`select pg_advisory_unlock(${CLOCK_LOCK}, ${Number(accountId) % 2 ** 31})`;
    }
  } finally {
    connection.release();
  }
}

/** How long a clock is moved at most: under writes that never end it would never arrive. */
const MOVE_MS_MAX = 300_000;

/** Throws once the caller has left, or has waited long enough; the clock stays where it has come, and runs on from there. */
function patience(caller: AbortSignal): () => void {
  const end = performance.now() + MOVE_MS_MAX;
  return () => {
    if (caller.aborted)
      throw conflict('Whoever asked for the clock to be moved has left; it is not moved further.');
    if (performance.now() > end)
      throw conflict(
        `The account has not come to rest within ${MOVE_MS_MAX / 1_000} s, because it is written to all the while or has very much ` +
          'to do. The clock stays where it has come: GET /millrace/v1/clock tells where, and a second call goes on from there.',
      );
  };
}

async function travel(
  sql: Sql,
  worker: Worker,
  accountId: AccountId,
  from: EpochMillis,
  to: EpochMillis,
  goOn: () => void,
) {
  let done = await settle(sql, worker, accountId, goOn);
  let stops = 0;
  let at = from;
  for (;;) {
    const next = await nextDue(sql, accountId);
    if (next === null || next > to) break;
    if (next > at) {
      stops++;
      at = next;
      await advanceClockTo(sql, accountId, at);
    }
    done += await settle(sql, worker, accountId, goOn);
  }
  await advanceClockTo(sql, accountId, to);
  done += await settle(sql, worker, accountId, goOn);
  return { stops, done };
}

async function nextDue(sql: Sql, accountId: AccountId): Promise<EpochMillis | null> {
  const due = await Promise.all([
    nextEnrollmentDue(sql, accountId),
    nextInstant(sql, accountId),
    nextEffectDue(sql, accountId),
  ]);
  const known = due.filter((each) => each !== null);
  return known.length === 0 ? null : Math.min(...known);
}
