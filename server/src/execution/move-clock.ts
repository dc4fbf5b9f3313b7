import { type EpochMillis, iso } from '@millrace/core/time';
import {
  type AccountId,
  advanceClockTo,
  holdClock,
  nextDue,
  readAccount,
  releaseClock,
} from '../accounts/index.ts';
import { noteAudit } from '../audit/index.ts';
import {
  accountKey,
  type Caller,
  conflict,
  DatabaseUnavailable,
  type Hints,
  LOCKS,
  type Log,
  type Sql,
} from '../platform/index.ts';
import { LANE_ROWS } from './lanes/index.ts';
import { MOVE_MS_MAX, OutOfPatience, type Patience, patienceOf } from './patience.ts';
import { releaseClocksSoon } from './release-clocks.ts';
import { settle } from './settle.ts';
import type { Worker } from './worker.ts';

/** The services for moving clocks. */
export interface ClockService {
  /** Where those who look at the clock are told how far it has come. */
  readonly hints?: Hints;
  readonly sql: Sql;
  readonly worker: Worker;
  readonly log: Log;
  /** Time of one move, or one settling, in milliseconds. */
  readonly mostMs?: number;
}

export interface ClockMove {
  readonly from: EpochMillis;
  readonly to: EpochMillis;
  /** Instants in between with due work. */
  readonly stops: number;
  /** Changes evaluated, enrollments advanced and effects performed. */
  readonly done: number;
}

/**
 * Moves the account's clock forward. Runs all work that falls due on the way, including work that it wakes, in the order of
 * time, each at its own instant: to the next due instant, until nothing is due, and on. 409 when another request moves it,
 * or it takes too long: the clock stays where it has come, and runs on from there.
 */
export async function moveClock(
  { sql, worker, log, hints, mostMs = MOVE_MS_MAX }: ClockService,
  accountId: AccountId,
  target: (now: EpochMillis) => EpochMillis,
  leaving: AbortSignal,
  caller: Caller | null = null,
): Promise<ClockMove> {
  const patience = patienceOf(leaving, mostMs);
  const connection = await sql.reserve();
  try {
    const [lock] =
      await connection`select pg_try_advisory_lock(${LOCKS.CLOCK}, ${accountKey(accountId)}) as taken`;
    if (!lock!['taken'])
      throw conflict('The clock is being moved by another request; wait until it has arrived.');
    let to: EpochMillis | undefined;
    try {
      // Running work has read a clock that still ran: it comes to rest first, so that its waits begin before `from`.
      const before = await settle(sql, worker, accountId, patience);
      const { from, ...held } = await holdFor(sql, accountId, target, caller);
      to = held.to;
      const goal = to;
      const { stops, done } = await travel(sql, worker, accountId, from, to, patience, (at, done) =>
        hints?.tell(accountId, [
          { topic: 'clock', kind: 'clock', about: { isMoving: true, now: iso(at), target: iso(goal), done } },
        ]),
      );
      return { from, to, stops, done: before + done };
    } catch (error) {
      if (!(error instanceof OutOfPatience)) throw error;
      const { now } = await readAccount(sql, accountId);
      throw notArrived(error, now, to ?? target(now));
    } finally {
      await letGo(sql, log, accountId);
      hints?.tell(accountId, [{ topic: 'clock', kind: 'clock', about: { isMoving: false } }]);
      // The lock of a connection that is lost has gone with it.
      await connection`select pg_advisory_unlock(${LOCKS.CLOCK}, ${accountKey(accountId)})`.catch(
        passOverLoss,
      );
    }
  } finally {
    connection.release();
  }
}

/** Holds the clock, and notes where it is to go. */
function holdFor(
  sql: Sql,
  accountId: AccountId,
  target: (now: EpochMillis) => EpochMillis,
  caller: Caller | null,
): Promise<{ readonly from: EpochMillis; readonly to: EpochMillis }> {
  return sql.begin(async (tx) => {
    const from = await holdClock(tx, accountId);
    const to = target(from);
    const detail = { from: iso(from), to: iso(to) };
    const summary = `Moved the clock from ${detail.from} to ${detail.to}.`;
    const account = { id: accountId, now: from };
    await noteAudit({ tx, account }, caller, { kind: 'CLOCK_MOVED', id: null, summary, detail });
    return { from, to };
  });
}

function notArrived({ message }: OutOfPatience, now: EpochMillis, to: EpochMillis) {
  return conflict(
    `${message} The clock has come to ${iso(now)}, and runs on from there; to go on, call again with {"to": "${iso(to)}"}.`,
  );
}

/** No clock stays held after any failure: without a database, it runs on once that is back. */
async function letGo(sql: Sql, log: Log, accountId: AccountId): Promise<void> {
  try {
    await releaseClock(sql, accountId);
  } catch (error) {
    passOverLoss(error);
    void releaseClocksSoon(sql, log);
  }
}

function passOverLoss(error: unknown): void {
  if (!(error instanceof DatabaseUnavailable)) throw error;
}

/** Lets the account come to rest. 409 when it does not, in time. */
export async function settleAccount(
  { sql, worker, mostMs = MOVE_MS_MAX }: ClockService,
  accountId: AccountId,
  caller: AbortSignal,
): Promise<number> {
  try {
    return await settle(sql, worker, accountId, patienceOf(caller, mostMs));
  } catch (error) {
    if (!(error instanceof OutOfPatience)) throw error;
    throw conflict(`${error.message} What was done stays done; to go on, call again.`);
  }
}

async function travel(
  sql: Sql,
  worker: Worker,
  accountId: AccountId,
  from: EpochMillis,
  to: EpochMillis,
  patience: Patience,
  tell: (at: EpochMillis, done: number) => void,
) {
  let done = await settle(sql, worker, accountId, patience);
  let stops = 0;
  let at = from;
  for (;;) {
    const next = await nextDue(sql, accountId, LANE_ROWS);
    if (next === null || next > to) break;
    if (next > at) {
      stops++;
      at = next;
      tell(at, done);
      await advanceClockTo(sql, accountId, at);
    }
    done += await settle(sql, worker, accountId, patience);
  }
  await advanceClockTo(sql, accountId, to);
  done += await settle(sql, worker, accountId, patience);
  return { stops, done };
}
