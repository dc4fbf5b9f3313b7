import { quote } from '../../../problem/index.ts';
import { runsHere } from '../../actions/index.ts';
import { elsewhere } from '../../catalogue/index.ts';
import type { Finding, Lint } from './finding.ts';

/** Actions of types that do not run here are skipped, and the enrollment goes on; waits hold it. */
export const actionsRunHere: Lint = ({ flow, world }) =>
  flow.actions.flatMap((action, index): Finding[] => {
    const type = world.typeOf(action);
    if (runsHere(type)) return [];
    const path = `actions[${index}].${action.type === 'SINGLE_CONNECTION' ? 'actionTypeId' : 'type'}`;
    const { name, why, helps } = elsewhere(type.id);
    const what = `${path} ${quote(type.id)} (${name}) does not run here, since ${why}`;
    const said = type.waits
      ? {
          code: 'WAIT_NOT_SUPPORTED',
          message: `${what}: it waits, so what comes to it is held until it is replaced or the wait is skipped.`,
          fix: 'Wait for a time (0-1), until a date (0-35) or for an event (0-29) instead, or give the type to a receiver with an action adapter.',
        }
      : {
          code: 'ACTION_NOT_SUPPORTED',
          message: `${what}: every record skips this action and goes on.`,
          fix: `${helps} Or use an action that runs here, or take it out; GET /automation/2026-09-beta/action-types lists them.`,
        };
    return [{ severity: 'error', path, ...said }];
  });
