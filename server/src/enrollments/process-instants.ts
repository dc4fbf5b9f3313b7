import type { AccountId, DueRow } from '../accounts/index.ts';
import { pendingChanges, waitForLanes } from '../history/index.ts';
import {
  claimInstants,
  claimInstantsOf,
  criteriaInstants,
  evaluateInstants,
  hasInstants,
  INSTANTS_PER_BATCH,
  saveInstants,
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
  /** Of a stretch of time that is worked at once: these. */
  rows: readonly DueRow[] | null = null,
): Promise<number> {
  if (!(rows || (await hasInstants(store.sql, accountId)))) return 0;
  return store.write(accountId, async (unit) => {
    await waitForLanes(unit);
    // The lanes of changes were refused meanwhile.
    unit.wake(pendingChanges);
    if (!rows && unit.account.windowEnd !== null) return 0;
    const instants = await (rows ? claimInstantsOf(unit, rows) : claimInstants(unit, INSTANTS_PER_BATCH));
    if (rows) for (const { ref, dueAt } of instants) unit.times.tell(ref.id, dueAt);
    if (instants.length === 0) return 0;
    if (instants.length === INSTANTS_PER_BATCH) unit.wake(criteriaInstants);
    const findings = await evaluateInstants(unit, instants, askingMs);
    logUnasked(log, accountId, findings.failures);
    await writeFindings(unit, findings);
    await saveInstants(unit, findings.left);
    return instants.length - findings.left.length;
  });
}
