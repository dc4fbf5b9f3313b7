import type { SingleConnectionAction } from '../../definition/index.ts';
import { type ActionType, external } from '../action-type.ts';
import type { GoneAppAction } from '../app-action.ts';
import { sayOther } from '../say-other.ts';
import { outcomeOfReceiver } from './outcome-of-receiver.ts';

/**
 * Stands in for a type of action that the account had: every run of it fails with the reason, and the enrollment goes on. What was
 * asked for before counts.
 */
export function goneActionType(id: string, { reason, message }: GoneAppAction): ActionType {
  return external({
    id,
    name: id,
    says: message,
    say: sayOther,
    summary: message,
    icon: 'unplug',
    group: 'OTHER',
    reasons: { [reason]: message },
    fields: {},
    compile: (_, { connection }: SingleConnectionAction) => ({
      request: () => ({ kind: 'failed', reason, message }),
      finish: (results) => outcomeOfReceiver(results, connection),
    }),
    foresee: () => [{ path: 'actionTypeId', code: reason, message: `actionTypeId: ${message}` }],
    examples: [],
  });
}
