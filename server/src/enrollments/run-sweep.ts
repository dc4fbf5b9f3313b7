import type { AccountId } from '../accounts/index.ts';
import { pendingChanges, type Store, type Unit, waitForLanes } from '../history/index.ts';
import type { Log } from '../platform/index.ts';
import {
  type Chunk,
  claimSweep,
  endSweep,
  isSweeping,
  runningSweeps,
  type Sweep,
  saveProgress,
  sweepInstantsChunk,
  sweepListChunk,
} from '../triggers/index.ts';
import { enrollChunk } from './enroll-matching.ts';
import { logUnasked } from './process-changes.ts';
import { leaveChunk } from './sweep-leaving.ts';

/**
 * Runs the next chunk of the next sweep in one transaction, alone with all lanes of the account. The progress is in the sweep's row,
 * so that it goes on after a restart. A sweep that the database refuses has failed, with the reason. Returns the number of
 * evaluated records, at least one for a sweep that has found its end.
 */
export async function runSweep(
  { store, log }: { readonly store: Store; readonly log: Log },
  accountId: AccountId,
): Promise<number> {
  if (!(await isSweeping(store.sql, accountId))) return 0;
  let claimed: Sweep | null = null;
  try {
    return await store.write(accountId, async (unit) => {
      await waitForLanes(unit);
      // The lanes of changes were refused meanwhile.
      unit.wake(pendingChanges);
      const sweep = await claimSweep(unit);
      if (!sweep) return 0;
      claimed = sweep;
      const chunk = await chunkOf(unit, sweep);
      const reader = `${sweep.reader} ${sweep.readerId}`;
      logUnasked(
        log,
        accountId,
        chunk.unasked.map((each) => ({ reader, ...each })),
      );
      if ((await saveProgress(unit, sweep, chunk)) === 'more') unit.wake(runningSweeps);
      return Math.max(1, chunk.looked);
    });
  } catch (error) {
    const failed = claimed as Sweep | null;
    if (!failed || !isRefused(error)) throw error;
    log.error({ err: error, accountId, sweepId: failed.id }, 'a sweep over records has failed');
    await store.write(accountId, (unit) => endSweep(unit, failed.id, 'FAILED', (error as Error).message));
    return 1;
  }
}

function chunkOf(unit: Unit, sweep: Sweep): Promise<Chunk> {
  switch (sweep.kind) {
    case 'LIST':
      return sweepListChunk(unit, sweep);
    case 'INSTANTS':
      return sweepInstantsChunk(unit, sweep);
    case 'ENROLL':
    case 'SCHEDULE':
      return enrollChunk(unit, sweep);
    case 'LEAVE':
      return leaveChunk(unit, sweep);
  }
}

/** SQLSTATE classes of a statement that will be refused again: data, syntax, limits of the program. */
const REFUSALS = ['22', '42', '54'];

function isRefused(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && REFUSALS.includes(code.slice(0, 2));
}
