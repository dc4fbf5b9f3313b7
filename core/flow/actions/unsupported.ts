import { elsewhere } from '../catalogue/index.ts';
import type { Action, SingleConnectionAction } from '../definition/index.ts';
import { type ActionType, internal } from './action-type.ts';
import { outcomeOfReceiver } from './app-actions/outcome-of-receiver.ts';
import { hold } from './parts/wait-until.ts';
import { sayOther } from './say-other.ts';

/** Fields of waits only: an action of an unknown type with one of them counts as a wait. */
const FIELDS_OF_WAITS = ['delta', 'time_unit', 'time_of_day', 'days_of_week', 'expiration_minutes'];

/**
 * Stands in for an action type that does not run here: skipped, visibly, and the enrollment goes on. A wait holds it
 * instead: to go on would skip the wait.
 */
export function unsupported(action: Action): ActionType {
  const id = action.type === 'SINGLE_CONNECTION' ? action.actionTypeId : action.type;
  const { name, why, helps, waits = false } = elsewhere(id);
  const message = `${name} (${id}) does not run here: ${why}. ${helps}`;
  const isWait = action.type === 'SINGLE_CONNECTION' && (waits || hasFieldsOfWait(action));
  const reason = 'ACTION_NOT_SUPPORTED';
  const standIn = internal({
    id,
    name,
    says: message,
    say: sayOther,
    summary: message,
    icon: 'circle-help',
    group: 'OTHER',
    isFlowControl: isWait,
    waits: isWait,
    fields: {},
    staysWithRecord: () => true,
    compile: () => (run) => (isWait ? hold(run, { reason, message }) : { kind: 'skipped', reason, message }),
    examples: [],
  });
  const connection = 'connection' in action ? action.connection : undefined;
  return {
    ...standIn,
    isStandIn: true,
    bind: (...given) => ({
      ...standIn.bind(...given),
      // While an adapter was there its receiver was asked; what it told counts.
      finish: (results) => outcomeOfReceiver(results, connection),
    }),
  };
}

function hasFieldsOfWait({ fields }: SingleConnectionAction): boolean {
  return FIELDS_OF_WAITS.some((field) => field in fields);
}
