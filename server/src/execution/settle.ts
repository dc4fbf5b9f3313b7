import { setTimeout as sleep } from 'node:timers/promises';
import { type AccountId, isAnyInHand } from '../accounts/index.ts';
import type { Sql } from '../platform/index.ts';
import { LANE_ROWS } from './lanes/index.ts';
import type { Patience } from './patience.ts';
import type { Worker } from './worker.ts';

/** Pause while other processes or loops hold the last of the work. */
const LOOK_AGAIN_MS = 5;

/** Runs all due work of the account, and the work that follows from it, until nothing is due. Returns the amount. */
export async function settle(
  sql: Sql,
  worker: Worker,
  accountId: AccountId,
  patience: Patience,
): Promise<number> {
  let total = 0;
  for (;;) {
    let done = 0;
    for (const { name } of LANE_ROWS) {
      patience();
      done += await worker.run(name, accountId);
    }
    total += done;
    if (done > 0) continue;
    if (!(await isAnyInHand(sql, accountId, LANE_ROWS))) return total;
    await sleep(LOOK_AGAIN_MS);
  }
}
