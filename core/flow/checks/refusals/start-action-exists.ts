import { quote } from '../../../problem/index.ts';
import type { FlowCheck } from '../check.ts';

export const startActionExists: FlowCheck = ({ startActionId, actions }) => {
  const path = 'startActionId';
  const first = actions[0];
  if (startActionId === undefined) {
    if (!first) return [];
    const message = `startActionId is required when there are actions: name the one that runs first, such as ${quote(first.actionId)}.`;
    return [{ path, code: 'START_ACTION_MISSING', message }];
  }
  if (actions.some((action) => action.actionId === startActionId)) return [];
  const remedy = first
    ? 'Name the actionId of one of the actions.'
    : 'Add that action, or leave startActionId out.';
  const message = `startActionId ${quote(startActionId)} is not the actionId of any action. ${remedy}`;
  return [{ path, code: 'START_ACTION_NOT_FOUND', message }];
};
