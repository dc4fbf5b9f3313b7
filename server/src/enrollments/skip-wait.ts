import type { Wait } from '@millrace/core/flow';
import type { Unit } from '../history/index.ts';
import { conflict } from '../platform/index.ts';
import { makeDue } from './queries/due.ts';

/** An active enrollment that is to wait no longer. */
interface Waiting {
  readonly flowId: string;
  readonly enrollmentId: string;
}

/**
 * Lets an enrollment go on that stands in a delay, or is held at a wait that cannot be waited. 409 when it waits for something
 * else, or not at all. Due rows first, enrollments second: the order in which batches lock them.
 */
export async function skipWait(unit: Unit, waiting: Waiting): Promise<void> {
  const { flowId, enrollmentId } = waiting;
  await makeDue(unit, [waiting]);
  const [row] = await unit.tx`
    update enrollments
    set wait = case when wait ->> 'kind' in ('delay', 'held') then wait || '{"skipped": true}' else wait end
    where account_id = ${unit.account.id} and flow_id = ${flowId} and id = ${enrollmentId} and ended = 0
    returning wait`;
  const wait = row?.['wait'] as Wait | null | undefined;
  if (wait && 'skipped' in wait) return;
  throw conflict(
    `The enrollment ${enrollmentId} ${standing(row === undefined, wait?.kind)}: there is no wait to skip.`,
  );
}

function standing(hasEnded: boolean, waitingFor: Wait['kind'] | undefined): string {
  if (hasEnded) return 'has ended';
  return waitingFor === undefined ? 'does not wait' : `waits for the ${waitingFor}`;
}
