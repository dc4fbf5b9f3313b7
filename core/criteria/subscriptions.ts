/** Shared by filters on subscriptions: a subscription's states, which are properties of the record itself. */
import * as z from 'zod';
import type { Condition } from './condition.ts';
import { listOf } from './members.ts';
import type { Operation } from './operation.ts';

export const optStates = listOf(z.enum(['OPT_IN', 'OPT_OUT', 'NOT_OPTED']), 1);
type OptState = z.output<typeof optStates>[number];

/** Any of the subscriptions in any of the accepted states: "true" when opted out, "false" when opted in. */
export function subscribed(
  channel: string,
  subscriptionIds: readonly string[],
  states: readonly OptState[],
  path: string,
): Condition {
  const parts = subscriptionIds.flatMap((id) =>
    states.map((state): Condition => {
      const property = `hs_${channel.toLowerCase()}_optout_${id}`;
      return { kind: 'PROPERTY', property, operation: stateOperation(state), path, own: true };
    }),
  );
  return { kind: 'ANY', parts };
}

function stateOperation(state: OptState): Operation {
  const includeObjectsWithNoValueSet = false;
  if (state === 'NOT_OPTED')
    return { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN', includeObjectsWithNoValueSet };
  const value = state === 'OPT_OUT' ? 'true' : 'false';
  return { operationType: 'STRING', operator: 'IS_EQUAL_TO', value, includeObjectsWithNoValueSet };
}
