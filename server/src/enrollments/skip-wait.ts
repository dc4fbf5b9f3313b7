import type { Wait } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';
import { skipStoredWait } from '../passages/index.ts';
import { conflict } from '../platform/index.ts';

/**
 * Ends the wait of an enrollment in a delay, or held at an invalid wait. 409 when it waits for something else, or not at all.
 */
export async function skipWait(
  unit: Unit,
  waiting: { readonly flowId: string; readonly enrollmentId: string },
): Promise<void> {
  const wait = await skipStoredWait(unit, waiting);
  if (wait && 'skipped' in wait) return;
  throw conflict(
    `The enrollment ${waiting.enrollmentId} ${standing(wait === undefined, wait?.kind)}: there is no wait to skip.`,
  );
}

function standing(hasEnded: boolean, waitingFor: Wait['kind'] | undefined): string {
  if (hasEnded) return 'has ended';
  return waitingFor === undefined ? 'does not wait' : `waits for the ${waitingFor}`;
}
