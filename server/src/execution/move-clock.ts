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
): Promise<ClockMove> {
  const connection = await sql.reserve();
  try {
    const [lock] =
      await connection`select pg_try_advisory_lock(${CLOCK_LOCK}, ${Number(accountId) % 2 ** 31}) as taken`;
    if (!lock!['taken'])
      throw conflict('The clock is being moved by another request; wait until it has arrived.');
    try {
      // Whoever is under way has read a clock that still ran: it comes to rest first, so that its waits begin before `from`.
      const before = await settle(sql, worker, accountId);
      const from = await holdClock(sql, accountId);
      const to = target(from);
      const { stops, done } = await travel(sql, worker, accountId, from, to);
      return { from, to, stops, done: before + done };
    } finally {
      await releaseClock(sql, accountId);
      await connection`select pg_advisory_unlock(${CLOCK_LOCK}, ${Number(accountId) % 2 ** 31})`;
    }
  } finally {
    connection.release();
  }
}

async function travel(sql: Sql, worker: Worker, accountId: AccountId, from: EpochMillis, to: EpochMillis) {
  let done = await settle(sql, worker, accountId);
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
    done += await settle(sql, worker, accountId);
  }
  await advanceClockTo(sql, accountId, to);
  done += await settle(sql, worker, accountId);
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
