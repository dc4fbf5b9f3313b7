import type { Unenrolls } from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import { selectActiveBefore } from '../passages/index.ts';
import { accountKey, LOCKS } from '../platform/index.ts';
import { unenrollPairs } from './unenroll.ts';

/** A record that has just come into a flow. */
export interface Entered {
  readonly enrollmentId: string;
  readonly flowId: string;
  readonly ref: RecordRef;
  readonly unenrolls: Unenrolls;
}

/**
 * One at a time, records come into the flows of an account that take them out of others: else two such flows, entered at once, would not
 * see each other. Before the enrollments are inserted; no statement for other flows.
 */
export async function takeTurnToTake(
  { tx, account }: Unit,
  entering: readonly { readonly unenrolls?: Unenrolls }[],
): Promise<void> {
  if (entering.every(({ unenrolls = 'none' }) => unenrolls === 'none')) return;
  await tx`select pg_advisory_xact_lock(${LOCKS.TAKING}, ${accountKey(account.id)})`;
}

/**
 * Takes records out of the flows that the one they have entered says: whichever way they came in. Of flows that take records out of
 * each other the last one entered keeps them. No statement for flows that say nothing of others.
 */
export async function leaveOthers(unit: Unit, entered: readonly Entered[]): Promise<void> {
  const taking = entered.filter(({ unenrolls }) => unenrolls !== 'none');
  if (taking.length === 0) return;
  const leaving = await selectActiveBefore(
    unit,
    taking.map(({ enrollmentId, flowId, ref, unenrolls }) => ({
      enrollmentId,
      flowId,
      recordId: ref.id,
      of: unenrolls === 'all' ? null : (unenrolls as readonly string[]),
    })),
  );
  await unenrollPairs(
    unit,
    leaving.map((pair) => ({ ...pair, reason: 'OTHER_FLOW_ENTERED' })),
  );
}
