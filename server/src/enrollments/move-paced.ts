import type { PoliciesDocument } from '@millrace/core/flow';
import type { PoliciesHook } from '../flows/index.ts';
import { forgetPaces, makeFlowDue, makeHeldDue } from '../passages/index.ts';

/**
 * The effect of a save of policies on those who are held, who may go on by it, and on those who wait for their turn: a turn that was given stays, whatever the new pace; where the pace is
 * gone, all go on at once.
 */
export const movePaced: PoliciesHook = async (unit, { flowId, flow, previous, next }) => {
  if (passedOf(previous) !== passedOf(next)) await makeHeldDue(unit, [flowId]);
  if (flow.actions.every(({ actionId }) => isPaced(next, actionId) || !isPaced(previous, actionId))) return;
  if (!hasPaces(next)) await forgetPaces(unit, flowId);
  const freed = flow.actions.filter(({ actionId }) => !isPaced(next, actionId));
  await makeFlowDue(
    unit,
    flowId,
    freed.map(({ actionId }) => actionId),
  );
};

/** What becomes of dates that have passed, action by action. */
function passedOf(policies: PoliciesDocument | null): string {
  const told = Object.entries(policies?.actions ?? {}).map(([actionId, { datePassed }]) => [
    actionId,
    datePassed,
  ]);
  return JSON.stringify(told.filter(([, datePassed]) => datePassed !== undefined));
}

function isPaced(policies: PoliciesDocument | null, actionId: string): boolean {
  return (policies?.actions[actionId]?.pace ?? policies?.pace) !== undefined;
}

function hasPaces(policies: PoliciesDocument | null): boolean {
  return (
    policies !== null &&
    (policies.pace !== undefined || Object.values(policies.actions).some(({ pace }) => pace))
  );
}
