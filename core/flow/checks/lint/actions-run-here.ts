import { quote } from '../../../problem/index.ts';
import type { Finding, Lint } from './finding.ts';

/** Actions of types that do not run here are skipped, and the enrollment goes on. */
export const actionsRunHere: Lint = ({ flow, world }) =>
  flow.actions.flatMap((action, index): Finding[] => {
    const [typeId, member] =
      action.type === 'SINGLE_CONNECTION' ? [action.actionTypeId, 'actionTypeId'] : [action.type, 'type'];
    if (world.runs(typeId)) return [];
    const path = `actions[${index}].${member}`;
    return [
      {
        severity: 'error',
        code: 'ACTION_NOT_SUPPORTED',
        path,
        message: `${path} ${quote(typeId)} does not run here: every record skips this action.`,
        fix: 'Map the action type to an address of yours with an action adapter, or use another action.',
      },
    ];
  });
