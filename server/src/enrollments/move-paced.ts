import type { PoliciesDocument } from '@millrace/core/flow';
import type { PoliciesHook } from '../flows/index.ts';
import { forgetPaces, makeFlowDue } from '../passages/index.ts';

/**
 * The effect of a save of policies on those who wait for their turn: a turn that was given stays, whatever the new pace; where the pace is
 * gone, all go on at once.
 */
export const movePaced: PoliciesHook = async (unit, { flowId, flow, previous, next }) => {
  if (flow.actions.every(({ actionId }) => isPaced(next, actionId) || !isPaced(previous, actionId))) return;
  if (!hasPaces(next)) await forgetPaces(unit, flowId);
  const freed = flow.actions.filter(({ actionId }) => !isPaced(next, actionId));
  await makeFlowDue(
    unit,
    flowId,
    freed.map(({ actionId }) => actionId),
  );
};

function isPaced(policies: PoliciesDocument | null, actionId: string): boolean {
  return (policies?.actions[actionId]?.pace ?? policies?.pace) !== undefined;
}

function hasPaces(policies: PoliciesDocument | null): boolean {
  return (
    policies !== null &&
    (policies.pace !== undefined || Object.values(policies.actions).some(({ pace }) => pace))
  );
}
