import { type EpochMillis, iso } from '@millrace/core/time';
import { type AccountId, readAccount } from '../accounts/index.ts';
import { type Caller, conflict } from '../platform/index.ts';
import type { ClockService } from './clock-service.ts';
import { MOVE_MS_MAX, OutOfPatience, patienceOf } from './patience.ts';
import { releaseClocksSoon } from './release-clocks.ts';
import { settle } from './settle.ts';
import { takeClock } from './take-clock.ts';
import { type ClockMove, moveTaken } from './travel.ts';

/** Why nobody else moves a clock meanwhile. */
export const TAKEN = 'The clock is being moved by another request; wait until it has arrived.';

/**
 * Moves the account's clock forward. Runs all work that falls due on the way, including work that it wakes, in the order of
 * time, each at its own instant. 409 when another request moves it, or it takes too long: the clock stays where it has come, and runs on from
 * there.
 */
export async function moveClock(
  service: ClockService,
  accountId: AccountId,
  target: (now: EpochMillis) => EpochMillis,
  leaving: AbortSignal,
  caller: Caller | null = null,
): Promise<ClockMove> {
  const patience = patienceOf(leaving, service.mostMs ?? MOVE_MS_MAX);
  const clock = await takeClock(service, accountId);
  if (!clock) throw conflict(TAKEN);
  let to: EpochMillis | undefined;
  const noteTarget = (now: EpochMillis) => {
    to = target(now);
    return to;
  };
  try {
    return await moveTaken(service, accountId, { target: noteTarget, patience, caller });
  } catch (error) {
    if (!(error instanceof OutOfPatience)) throw error;
    const { now } = await readAccount(service.sql, accountId);
    throw notArrived(error, now, to ?? target(now));
  } finally {
    if (!(await clock.letGo())) void releaseClocksSoon(service);
  }
}

function notArrived({ message }: OutOfPatience, now: EpochMillis, to: EpochMillis) {
  return conflict(
    `${message} The clock has come to ${iso(now)}, and runs on from there; to go on, call again with {"to": "${iso(to)}"}.`,
  );
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
