import type { Unit } from '../history/index.ts';
import type { Caller } from '../platform/index.ts';
import { requireAccess } from './access.ts';
import { flowNotFound } from './errors.ts';
import type { LockedFlow } from './queries/flow-row.ts';
import { lockFlow, lookAtFlow } from './queries/save.ts';

/** The flow, locked, for a caller who is about to change it. 404 when it is not there, 403 when it is closed to the caller. */
export async function openFlow(
  unit: Unit,
  caller: Caller,
  flowId: string,
  state: 'live' | 'deleted' = 'live',
): Promise<LockedFlow> {
  const flow = await lockFlow(unit.tx, unit.account.id, flowId, state);
  if (!flow) throw flowNotFound(flowId);
  requireAccess(unit.schema, caller, flow, 'write');
  return flow;
}

/** The same without a lock, for a caller who only wants to know what a change would do. */
export async function openFlowToLook(unit: Unit, caller: Caller, flowId: string): Promise<LockedFlow> {
  const flow = await lookAtFlow(unit.tx, unit.account.id, flowId);
  if (!flow) throw flowNotFound(flowId);
  requireAccess(unit.schema, caller, flow, 'write');
  return flow;
}
