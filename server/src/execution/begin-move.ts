import { readAccount } from '../accounts/index.ts';
import { type Job, startJob } from '../jobs/index.ts';
import { authorOf, type Caller, conflict } from '../platform/index.ts';
import type { ClockService } from './clock-service.ts';
import { type Asked, targetOf } from './clock-target.ts';
import { TAKEN } from './move-clock.ts';
import { releaseClocksSoon } from './release-clocks.ts';
import { MOVE_CLOCK, runMove } from './run-move.ts';
import { finishWindow, takeClock } from './take-clock.ts';

/**
 * Begins to move the account's clock behind the request. 409 when another request moves it, 400 for what cannot be: then nothing has begun. The
 * job goes on until it has arrived or is cancelled; after the end of the process, at the next start.
 */
export async function beginMove(service: ClockService, caller: Caller, asked: Asked): Promise<Job> {
  const { sql, store } = service;
  const { accountId } = caller;
  const clock = await takeClock(service, accountId);
  if (!clock) throw conflict(TAKEN);
  let job: Job | undefined;
  try {
    await finishWindow(service, accountId);
    const { now, timeZone } = await readAccount(sql, accountId);
    targetOf(asked, timeZone)(now);
    job = await store.write(accountId, (unit) =>
      startJob(unit, { kind: MOVE_CLOCK, asked: { ...asked }, askedBy: authorOf(caller), doneBy: 'ITSELF' }),
    );
  } finally {
    if (!job && !(await clock.letGo())) void releaseClocksSoon(service);
  }
  void runMove(service, accountId, { job, clock, caller, onLeft: () => void releaseClocksSoon(service) });
  return job;
}
