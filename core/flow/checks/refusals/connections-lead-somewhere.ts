import { type Problem, quote } from '../../../problem/index.ts';
import { connectionsOf } from '../../definition/index.ts';
import type { FlowCheck } from '../check.ts';

export const connectionsLeadSomewhere: FlowCheck = ({ actions }) => {
  const ids = new Set(actions.map((action) => action.actionId));
  return actions.flatMap((action, index) =>
    connectionsOf(action)
      .filter(({ connection }) => !ids.has(connection.nextActionId))
      .map(({ member, connection }) => dangling(`actions[${index}].${member}`, connection.nextActionId)),
  );
};

function dangling(connection: string, nextActionId: string): Problem {
  const path = `${connection}.nextActionId`;
  const message =
    `${path} ${quote(nextActionId)} is not the actionId of any action. ` +
    `Name an action that exists, or leave the connection out to end the path there.`;
  return { path, code: 'CONNECTION_LEADS_NOWHERE', message };
}
