import type { AccountId } from '../accounts/index.ts';
import type { Store, Unit } from '../history/index.ts';
import type { Log } from '../platform/index.ts';
import {
  CHANGES_PER_BATCH,
  claimChanges,
  type MatchedFlow,
  matchChanges,
  takeLane,
} from '../triggers/index.ts';
import { type Admission, insertEnrollments, loadStandings, makeRecordsDue } from './queries.ts';
import { unenrollPairs } from './unenroll.ts';

/** Changes made by flows that were triggered by changes of flows, one by one: beyond this a loop is taken for one and ended. */
export const CHANGE_DEPTH_MAX = 100;

/**
 * Looks at the oldest pending changes of an account: lets records into the flows whose criteria they have come to meet,
 * and out of those they no longer meet. Returns how many changes there were; none when another lane is at it.
 */
export function lookAtChanges(
  { store, log }: { readonly store: Store; readonly log: Log },
  accountId: AccountId,
): Promise<number> {
  return store.write(accountId, async (unit) => {
    if (!(await takeLane(unit))) return 0;
    const changes = await claimChanges(unit, CHANGES_PER_BATCH);
    if (changes.length === 0) return 0;
    if (changes.length === CHANGES_PER_BATCH) unit.wake('changes');
    const deep = changes.filter((change) => change.depth > CHANGE_DEPTH_MAX);
    if (deep.length > 0)
      log.warn(
        { accountId, changes: deep.length },
        'flows keep triggering each other; these changes are not looked at',
      );
    const matched = await matchChanges(
      unit,
      changes.filter((change) => change.depth <= CHANGE_DEPTH_MAX),
    );
    await leave(unit, matched);
    await admit(unit, matched);
    await makeRecordsDue(
      unit,
      changes.filter((change) => change.kind === 'archived').map((change) => change.ref),
    );
    return changes.length;
  });
}

/** Admits in the order of the changes; a record comes into a flow once, by the first change that lets it in. */
async function admit(unit: Unit, matched: readonly MatchedFlow[]): Promise<void> {
  const wanting = matched.filter(({ match }) => match.first || match.again);
  const pairs = wanting.map(({ program, change }) => ({ flowId: program.flowId, recordId: change.ref.id }));
  const standings = await loadStandings(unit.tx, unit.account.id, pairs);
  const admissions = new Map<string, Admission>();
  for (const { change, program, match } of wanting) {
    const key = `${program.flowId}/${change.ref.id}`;
    const standing = standings.get(key);
    const trigger = standing ? match.again : match.first;
    if (!trigger || standing?.active || admissions.has(key)) continue;
    admissions.set(key, {
      flowId: program.flowId,
      revisionId: program.revisionId,
      startActionId: program.startActionId ?? null,
      ref: change.ref,
      trigger,
      depth: change.depth,
      at: change.at,
    });
  }
  await insertEnrollments(unit, [...admissions.values()]);
}

async function leave(unit: Unit, matched: readonly MatchedFlow[]): Promise<void> {
  const leaving = matched.filter(({ match }) => match.leaves);
  await unenrollPairs(
    unit,
    leaving.map(({ program, change }) => ({ flowId: program.flowId, recordId: change.ref.id })),
    'CRITERIA_NO_LONGER_MET',
  );
}
