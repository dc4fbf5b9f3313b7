import { quote } from '../../../problem/index.ts';
import type { FlowCheck } from '../check.ts';

/** History tells steps apart by action id, over all revisions: a removed id stays taken. */
export const actionIdsAreNotReused: FlowCheck = (flow, previous) => {
  if (!previous) return [];
  const current = new Set(previous.definition.actions.map((action) => action.actionId));
  return flow.actions.flatMap(({ actionId }, index) => {
    if (current.has(actionId) || !previous.earlierActionIds.has(actionId)) return [];
    const path = `actions[${index}].actionId`;
    const message =
      `${path} ${quote(actionId)} belonged to an action of an earlier revision and cannot be used again. ` +
      `Give this action an id that the flow has never used, such as its nextAvailableActionId.`;
    return [{ path, code: 'ACTION_ID_REUSED', message }];
  });
};
