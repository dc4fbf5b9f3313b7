import { type VisibleFlow, visibleFlows } from '../../flows/index.ts';
import { type Caller, type Db, notFound } from '../../platform/index.ts';

/** Flows that a caller may see, by id. */
export type Flows = ReadonlyMap<string, VisibleFlow>;

/** The flows that a caller asks about: all that are open to them, or the one that is named. 404 when that is not among them. */
export async function chosenFlows(db: Db, caller: Caller, flowId: string | undefined): Promise<Flows> {
  const flows = await visibleFlows(db, caller);
  if (flowId === undefined) return flows;
  const flow = flows.get(flowId);
  if (!flow) throw notFound(`There is no flow ${flowId}.`);
  return new Map([[flowId, flow]]);
}

/** Those of them whose records are open to the caller, too. */
export function withOpenRecords(flows: Flows): Flows {
  return new Map([...flows].filter(([, { recordsOpen }]) => recordsOpen));
}
