import type { AccountId } from '../accounts/index.ts';
import {
  CHANGES_PER_BATCH,
  claimChanges,
  giveBackChanges,
  pendingChanges,
  type Store,
  takeLanes,
} from '../history/index.ts';
import { leaveAllLists } from '../lists/index.ts';
import { makeRecordsDue } from '../passages/index.ts';
import type { Log } from '../platform/index.ts';
import { evaluateChanges, type Findings, wakesOf } from '../triggers/index.ts';
import { type EndedLoop, endLoops } from './end-loops.ts';
import { unenrollRecords } from './unenroll.ts';
import { writeFindings } from './write-findings.ts';

/** The services for evaluating records. */
export interface ProcessEnvironment {
  readonly store: Store;
  readonly log: Log;
  /** Time of one transaction for evaluating criteria, in milliseconds. */
  readonly askingMs?: number;
}

/**
 * Evaluates the oldest pending changes of an account: adds records to the flows and lists whose criteria they have come to
 * meet, and removes them from those they no longer meet; up to a change, if told. Those of a record are evaluated in their order, by one
 * transaction at a time. Returns the number of changes: 0 while others have them in hand.
 */
export function processChanges(
  { store, log, askingMs }: ProcessEnvironment,
  accountId: AccountId,
  through: string | null = null,
): Promise<number> {
  return store.write(accountId, async (unit) => {
    const order = { most: CHANGES_PER_BATCH, through };
    const lanes = await takeLanes(unit, order);
    if (lanes.length === 0) return 0;
    const claimed = await claimChanges(unit, lanes, order);
    if (claimed.length === 0) return 0;
    if (unit.account.windowEnd !== null) for (const { ref, at } of claimed) unit.times.tell(ref.id, at);
    if (claimed.length === CHANGES_PER_BATCH) unit.wake(pendingChanges);
    const findings = await evaluateChanges(unit, claimed, askingMs);
    logUnasked(log, accountId, findings.failures);
    const { ended, ...rest } = await endLoops(unit, findings);
    logEnded(log, accountId, ended);
    const left = new Set(findings.left);
    const changes = claimed.filter((change) => !left.has(change));
    await writeFindings(unit, rest, await wakesOf(unit, changes));
    await giveBackChanges(unit, findings.left);
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

/** Cut loops that one batch logs one by one. */
const ENDED_TOLD_MAX = 20;

function logEnded(log: Log, accountId: AccountId, ended: readonly EndedLoop[]): void {
  for (const each of ended.slice(0, ENDED_TOLD_MAX))
    log.warn({ accountId, ...each }, 'flows keep triggering each other: the record is not let in once more');
  if (ended.length > ENDED_TOLD_MAX)
    log.warn({ accountId, more: ended.length - ENDED_TOLD_MAX }, 'more loops of flows were ended');
}

/** Sets records that could not be evaluated aside with the reason; the others go on. A failure other than by cost is a bug. */
export function logUnasked(log: Log, accountId: AccountId, unasked: Findings['failures']): void {
  for (const { reader, ref, error } of unasked)
    log.error(
      { err: error, accountId, reader, objectTypeId: ref.objectTypeId, recordId: ref.id },
      'criteria could not be asked of a record',
    );
}
