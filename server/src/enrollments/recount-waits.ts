import { walkedIn, wallClockWaits } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import { flowsBehind, loadPrograms } from '../flows/index.ts';
import type { Store, Unit, WallClockHook } from '../history/index.ts';
import {
  askRecount,
  claimRecount,
  keepRecount,
  makeWallClockDue,
  type RecountPlace,
  type WallClockWaits,
} from '../passages/index.ts';

/** Enrollments looked at in one transaction. */
export const RECOUNTED_AT_ONCE = 2_000;
/** Flows whose definitions are looked at together. */
const FLOWS_AT_ONCE = 200;

/** The effect of another zone or other holidays on the enrollments inside: those in waits of the wall clock are due, chunk by chunk. */
export const recountWaits: WallClockHook = (unit) => askRecount(unit);

/**
 * Makes the next enrollments due that wait by the wall clock; their batches then find out until when. Answers how many were looked at, and
 * at least 1 while more is to be done; 0 without a recount, or while so many are due that more would keep others waiting.
 */
export function recountNext(store: Store, accountId: AccountId): Promise<number> {
  return store.write(accountId, async (unit) => {
    const place = await claimRecount(unit);
    if (!place) return 0;
    const waits = await nextWaits(unit, place);
    if (waits.kind !== 'waits') {
      await keepRecount(
        unit,
        waits.kind === 'none' ? null : { flowId: waits.lastFlowId, recordId: LAST_RECORD },
      );
      return 1;
    }
    const behind = waits.of.flowId === place.flowId ? place.recordId : '0';
    const { lastRecordId, looked } = await makeWallClockDue(unit, waits.of, behind, RECOUNTED_AT_ONCE);
    const isThrough = lastRecordId === null || looked < RECOUNTED_AT_ONCE;
    await keepRecount(unit, { flowId: waits.of.flowId, recordId: isThrough ? LAST_RECORD : lastRecordId });
    return Math.max(1, looked);
  });
}

/** Behind all records: the flow is done. */
const LAST_RECORD = '9223372036854775807';

type Next =
  | { readonly kind: 'waits'; readonly of: WallClockWaits }
  | { readonly kind: 'page'; readonly lastFlowId: string }
  | { readonly kind: 'none' };

/** The first flow from the place on that has waits of the wall clock. */
async function nextWaits(unit: Unit, { flowId, recordId }: RecountPlace): Promise<Next> {
  const flowIds = await flowsBehind(
    unit.tx,
    unit.account.id,
    recordId === LAST_RECORD ? flowId : before(flowId),
    FLOWS_AT_ONCE,
  );
  if (flowIds.length === 0) return { kind: 'none' };
  const programs = await loadPrograms(unit.tx, unit.account, flowIds);
  for (const id of flowIds) {
    const program = programs.get(id);
    if (!program) continue;
    const waits = walkedIn(program).map(({ definition }) => wallClockWaits(definition));
    const actionIds = [...new Set(waits.flatMap((each) => each.actionIds))];
    const hours = wallClockWaits(program.definition).hours;
    if (actionIds.length > 0 || hours) return { kind: 'waits', of: { flowId: id, actionIds, hours } };
  }
  return { kind: 'page', lastFlowId: flowIds.at(-1)! };
}

function before(flowId: string): string {
  return String(BigInt(flowId) - 1n);
}
