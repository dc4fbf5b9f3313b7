import type { AccountId } from '../accounts/index.ts';
import {
  CHANGES_PER_BATCH,
  claimChanges,
  giveBackChanges,
  pendingChanges,
  type Store,
} from '../history/index.ts';
import { leaveAllLists } from '../lists/index.ts';
import { makeRecordsDue } from '../passages/index.ts';
import type { Log } from '../platform/index.ts';
import { evaluateChanges, type Findings, takeLane } from '../triggers/index.ts';
import { type EndedLoop, endLoops } from './end-loops.ts';
import { unenrollRecords } from './unenroll.ts';
import { writeFindings } from './write-findings.ts';

/** What looking at records stands on. */
export interface ProcessEnvironment {
  readonly store: Store;
  readonly log: Log;
  /** How long one transaction asks criteria, in milliseconds. */
  readonly askingMs?: number;
}

/**
 * Looks at the oldest pending changes of an account: lets records into the flows and lists whose criteria they have come
 * to meet, and out of those they no longer meet. Returns how many changes there were: none while another has the account's lane.
 */
export function processChanges(
  { store, log, askingMs }: ProcessEnvironment,
  accountId: AccountId,
): Promise<number> {
  return store.write(accountId, async (unit) => {
    if (!(await takeLane(unit))) return 0;
    const claimed = await claimChanges(unit, CHANGES_PER_BATCH);
    if (claimed.length === 0) return 0;
    if (claimed.length === CHANGES_PER_BATCH) unit.wake(pendingChanges);
    const findings = await evaluateChanges(unit, claimed, askingMs);
    logUnasked(log, accountId, findings.failures);
    const { ended, ...rest } = await endLoops(unit, findings);
    logEnded(log, accountId, ended);
    await writeFindings(unit, rest);
    await giveBackChanges(unit, findings.left);
    const left = new Set(findings.left);
    const changes = claimed.filter((change) => !left.has(change));
    const merged = changes.filter((change) => change.kind === 'merged');
    await unenrollRecords(
      unit,
      merged.map((change) => change.ref),
      'MERGED',
    );
    const archived = changes.filter((change) => change.kind === 'archived');
    await makeRecordsDue(
      unit,
      archived.map((change) => change.ref),
    );
    await leaveAllLists(unit, archived);
    return changes.length;
  });
}

/** Ends of loops that one batch tells one by one. */
const ENDED_TOLD_MAX = 20;

function logEnded(log: Log, accountId: AccountId, ended: readonly EndedLoop[]): void {
  for (const each of ended.slice(0, ENDED_TOLD_MAX))
    log.warn({ accountId, ...each }, 'flows keep triggering each other: the record is not let in once more');
  if (ended.length > ENDED_TOLD_MAX)
    log.warn({ accountId, more: ended.length - ENDED_TOLD_MAX }, 'more loops of flows were ended');
}

/** Who could not be asked is set aside with the reason, and the others go on. What failed otherwise than by its cost is a bug. */
export function logUnasked(log: Log, accountId: AccountId, unasked: Findings['failures']): void {
  for (const { reader, ref, error } of unasked)
    log.error(
      { err: error, accountId, reader, objectTypeId: ref.objectTypeId, recordId: ref.id },
      'criteria could not be asked of a record',
    );
}
