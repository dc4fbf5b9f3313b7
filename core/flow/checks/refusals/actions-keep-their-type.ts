import { quote } from '../../../problem/index.ts';
import type { FlowCheck } from '../check.ts';

/** Enrollments stand at an action id: it must keep its kind of node. */
export const actionsKeepTheirType: FlowCheck = (flow, previous) => {
  if (!previous) return [];
  const typeBefore = new Map(previous.definition.actions.map((action) => [action.actionId, action.type]));
  return flow.actions.flatMap(({ actionId, type }, index) => {
    const before = typeBefore.get(actionId);
    if (before === undefined || before === type) return [];
    const path = `actions[${index}].type`;
    const message =
      `${path} is ${quote(type)}, but the action with actionId ${quote(actionId)} is ${quote(before)} and keeps its type. ` +
      `Give the new action an id that the flow has never used.`;
    return [{ path, code: 'ACTION_TYPE_CHANGED', message }];
  });
};
