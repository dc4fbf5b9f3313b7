import { quote } from '@millrace/core/problem';
import { noteAudit } from '../audit/index.ts';
import { deletePins, requireFlow, selectPins } from '../flows/index.ts';
import type { Store } from '../history/index.ts';
import { insideUpTo, makeRangesDue } from '../passages/index.ts';
import { type Caller, notFound } from '../platform/index.ts';
import { releasedPins } from './audited.ts';

/** Those who go through an earlier revision. */
export interface PinnedTo {
  readonly revisionId: string;
  readonly inside: number;
}

/** Who is pinned, by revision, the oldest first. 404 without the flow. */
export async function pinnedIn(store: Store, caller: Caller, flowId: string): Promise<PinnedTo[]> {
  await requireFlow(store.sql, caller, flowId, 'read');
  return store.read(caller.accountId, async (unit) => {
    const pins = await selectPins(unit.tx, unit.account.id, flowId);
    const inside = await insideUpTo(unit, flowId, pins);
    const byRevision = Map.groupBy(pins, ({ revisionId }) => revisionId);
    return [...byRevision]
      .map(([revisionId, each]) => ({
        revisionId,
        inside: each.reduce((sum, { upToId }) => sum + inside.get(upToId)!, 0),
      }))
      .filter((each) => each.inside > 0)
      .toSorted((a, b) => Number(BigInt(a.revisionId) - BigInt(b.revisionId)));
  });
}

/**
 * Lets pinned passages, all or those of one revision, follow the flow from now on, as if it had been saved for them just now. Returns how
 * many. 404 without the flow, or when nobody is pinned to the revision.
 */
export async function releasePins(
  store: Store,
  caller: Caller,
  flowId: string,
  revisionId: string | undefined,
): Promise<number> {
  await requireFlow(store.sql, caller, flowId, 'write');
  return store.writeFlows(caller.accountId, async (unit) => {
    const pins = (await selectPins(unit.tx, unit.account.id, flowId)).filter(
      (pin) => revisionId === undefined || pin.revisionId === revisionId,
    );
    if (pins.length === 0 && revisionId !== undefined)
      throw notFound(`Nobody in the flow ${flowId} is pinned to the revision ${quote(revisionId)}.`);
    await deletePins(unit, flowId, pins);
    const released = await makeRangesDue(unit, flowId, pins);
    await noteAudit(unit, caller, ...releasedPins(flowId, released, revisionId));
    return released;
  });
}
