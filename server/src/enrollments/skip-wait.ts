import type { Wait } from '@millrace/core/flow';
import { noteAudit } from '../audit/index.ts';
import type { Unit } from '../history/index.ts';
import { skipStoredWait } from '../passages/index.ts';
import { type Caller, conflict } from '../platform/index.ts';

/**
 * Ends the wait of an enrollment in a delay, or held at an invalid wait. 409 when it waits for something else, or not at all.
 */
export async function skipWait(
  unit: Unit,
  caller: Caller,
  waiting: { readonly flowId: string; readonly enrollmentId: string },
): Promise<void> {
  const wait = await skipStoredWait(unit, waiting);
  if (wait && 'skipped' in wait) {
    const { flowId, enrollmentId: id } = waiting;
    const summary = `Skipped the wait of enrollment ${id} in flow ${flowId}.`;
    return noteAudit(unit, caller, { kind: 'WAIT_SKIPPED', id, summary, detail: { flowId } });
  }
  throw conflict(
    `The enrollment ${waiting.enrollmentId} ${standing(wait === undefined, wait?.kind)}: there is no wait to skip.`,
  );
}

function standing(hasEnded: boolean, waitingFor: Wait['kind'] | undefined): string {
  if (hasEnded) return 'has ended';
  return waitingFor === undefined ? 'does not wait' : `waits for the ${waitingFor}`;
}
