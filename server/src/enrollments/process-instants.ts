import type { AccountId } from '../accounts/index.ts';
import { pendingChanges } from '../history/index.ts';
import {
  claimInstants,
  criteriaInstants,
  evaluateInstants,
  hasInstants,
  INSTANTS_PER_BATCH,
  saveInstants,
  waitForLane,
} from '../triggers/index.ts';
import { logUnasked, type ProcessEnvironment } from './process-changes.ts';
import { writeFindings } from './write-findings.ts';

/**
 * Evaluates the records with a due instant again, at which time alone can change the answer of criteria.
 * Returns their number.
 */
export async function processInstants(
  { store, log, askingMs }: ProcessEnvironment,
  accountId: AccountId,
): Promise<number> {
  if (!(await hasInstants(store.sql, accountId))) return 0;
  return store.write(accountId, async (unit) => {
    await waitForLane(unit);
    // The lane of changes was refused meanwhile.
    unit.wake(pendingChanges);
    const instants = await claimInstants(unit, INSTANTS_PER_BATCH);
    if (instants.length === 0) return 0;
    if (instants.length === INSTANTS_PER_BATCH) unit.wake(criteriaInstants);
    const findings = await evaluateInstants(unit, instants, askingMs);
    logUnasked(log, accountId, findings.failures);
    await writeFindings(unit, findings);
    await saveInstants(unit, findings.left);
    return instants.length - findings.left.length;
  });
}
