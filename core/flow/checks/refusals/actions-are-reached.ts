import { quote } from '../../../problem/index.ts';
import { type Action, connectionsOf } from '../../definition/index.ts';
import type { FlowCheck } from '../check.ts';

/** Says nothing while the start is missing or wrong: then every action would be out of reach. */
export const actionsAreReached: FlowCheck = ({ startActionId, actions }) => {
  const byId = new Map(actions.map((action) => [action.actionId, action]));
  if (startActionId === undefined || !byId.has(startActionId)) return [];
  const reached = reachedFrom(startActionId, byId);
  return actions.flatMap(({ actionId }, index) => {
    if (reached.has(actionId)) return [];
    const path = `actions[${index}]`;
    const message =
      `${path} (actionId ${quote(actionId)}) is not reached from the start, action ${quote(startActionId)}. ` +
      `Connect an action to it, or remove it.`;
    return [{ path, code: 'ACTION_NOT_REACHED', message }];
  });
};

function reachedFrom(startActionId: string, byId: ReadonlyMap<string, Action>): ReadonlySet<string> {
  const reached = new Set([startActionId]);
  // Walking a set also visits members added meanwhile, so this ends when nothing new is found.
  for (const id of reached) {
    const action = byId.get(id);
    if (!action) continue;
    for (const { connection } of connectionsOf(action)) reached.add(connection.nextActionId);
  }
  return reached;
}
