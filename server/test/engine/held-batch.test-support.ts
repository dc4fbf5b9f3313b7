import { BATCH_LIMITS, runBatch } from '../../src/execution/index.ts';
import { gate } from '../support/barriers.ts';
import type { Millrace } from '../support/millrace.ts';

/** Enrollments that it takes at most. */
const MOST = 100;

/** A batch of everything that is due. It has run, and commits when it is let go. */
export async function heldBatch({
  services: { store },
  accountId,
}: Millrace): Promise<{ readonly commit: () => Promise<void> }> {
  const end = gate();
  const done = store.write(accountId, async (unit) => {
    await runBatch(unit, { most: MOST, limits: BATCH_LIMITS });
    await end.pass();
  });
  await Promise.race([end.reached, done]);
  return {
    commit() {
      end.open();
      return done;
    },
  };
}
