import type { AccountId } from '../accounts/index.ts';
import type { Store } from '../history/index.ts';
import type { Log } from '../platform/index.ts';
import {
  claimInstants,
  findAtInstants,
  INSTANTS_PER_BATCH,
  nextInstant,
  waitForLane,
} from '../triggers/index.ts';
import { logUnasked } from './look-at-changes.ts';
import { writeFindings } from './write-findings.ts';

/**
 * Looks again at the records for which an instant has come at which time alone could change what criteria say of them.
 * Returns how many there were.
 */
export async function lookAtInstants(
  { store, log }: { readonly store: Store; readonly log: Log },
  accountId: AccountId,
): Promise<number> {
  if ((await nextInstant(store.sql, accountId)) === null) return 0;
  return store.write(accountId, async (unit) => {
    await waitForLane(unit);
    const instants = await claimInstants(unit, INSTANTS_PER_BATCH);
    if (instants.length === 0) return 0;
    if (instants.length === INSTANTS_PER_BATCH) unit.wake('instants');
    const findings = await findAtInstants(unit, instants);
    logUnasked(log, accountId, findings.failures);
    await writeFindings(unit, findings);
    return instants.length;
  });
}
