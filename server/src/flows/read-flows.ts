import { loadSchema } from '../crm/index.ts';
import type { Caller, Db, Sql } from '../platform/index.ts';
import { type Access, requireAccess, scopesLacking } from './access.ts';
import { flowNotFound } from './errors.ts';
import { gathered } from './gather.ts';
import type { ReadFlow } from './queries/flow-row.ts';
import {
  type FlowKey,
  type FlowTouches,
  selectFlows,
  selectFlowsByKey,
  selectTouches,
  type Which,
} from './queries/read.ts';

/** The flow, for a caller who wants to do this with it. 404 when it is not there, 403 when it is closed to the caller. */
export async function readFlow(
  db: Db,
  caller: Caller,
  flowId: string,
  access: Access = 'read',
  which: Which = 'live',
): Promise<ReadFlow> {
  const [flow] = await selectFlows(db, caller.accountId, [flowId], which);
  return opened(db, caller, flowId, flow, access);
}

/** Reads a flow for a caller, as `readFlow` does, with those that others ask for at the same time. */
export type FlowReader = (caller: Caller, flowId: string) => Promise<ReadFlow>;

export function flowReader(sql: Sql): FlowReader {
  const load = gathered(async (keys: readonly string[]) => {
    const flows = await selectFlowsByKey(sql, keys.map(keyFrom));
    return new Map(flows.map((flow) => [`${flow.accountId}/${flow.id}`, flow]));
  });
  return async (caller, flowId) => {
    const flow = await load(`${caller.accountId}/${BigInt(flowId)}`);
    return opened(sql, caller, flowId, flow, 'read');
  };
}

function keyFrom(text: string): FlowKey {
  const [accountId, id] = text.split('/');
  return { accountId: accountId!, id: id! };
}

async function opened<Flow extends FlowTouches>(
  db: Db,
  caller: Caller,
  flowId: string,
  flow: Flow | undefined,
  access: Access,
): Promise<Flow> {
  if (!flow) throw flowNotFound(flowId);
  if (flow.touchedProperties.length > 0)
    requireAccess(await loadSchema(db, caller.accountId, flow.schemaVersion), caller, flow, access);
  return flow;
}

/**
 * Lets a caller through to what hangs on a flow: its enrollments and steps to read, enrolling to write. 404 and 403 as
 * for the flow itself.
 */
export async function requireFlow(
  db: Db,
  caller: Caller,
  flowId: string,
  access: Access,
  which: Which = 'live',
): Promise<void> {
  await opened(db, caller, flowId, await selectTouches(db, caller.accountId, flowId, which), access);
}

/** Those of the flows that there are and that the caller may see, by id. */
export async function readFlows(
  db: Db,
  caller: Caller,
  flowIds: readonly string[],
): Promise<ReadonlyMap<string, ReadFlow>> {
  const flows = await selectFlows(db, caller.accountId, flowIds);
  const [first] = flows;
  if (!first) return new Map();
  const schema = await loadSchema(db, caller.accountId, first.schemaVersion);
  const visible = flows.filter((flow) => scopesLacking(schema, caller, flow, 'read').length === 0);
  return new Map(visible.map((flow) => [flow.id, flow]));
}
