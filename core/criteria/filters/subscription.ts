import { z } from 'zod';
import type { Condition } from '../condition.ts';
import { id, ids, listOf } from '../members.ts';
import type { Operation } from '../operation.ts';
import type { FilterOf } from '../tree.ts';

const status = z.enum(['OPT_IN', 'OPT_OUT', 'NOT_OPTED']);

export const emailSubscriptionFilter = z.object({
  filterType: z.literal('EMAIL_SUBSCRIPTION'),
  acceptedStatuses: listOf(status, 1),
  subscriptionIds: ids,
  subscriptionType: z.string().nullish(),
});

export const communicationSubscriptionFilter = z.object({
  filterType: z.literal('COMMUNICATION_SUBSCRIPTION'),
  acceptedOptStates: listOf(status, 1),
  channel: z.string(),
  subscriptionIds: ids,
  subscriptionType: z.string().nullish(),
  businessUnitId: id.nullish(),
});

/** Any of the subscriptions in any of the accepted states. A state is a record's own property: "true" when opted out. */
export function subscriptionMeaning(
  filter: FilterOf<'EMAIL_SUBSCRIPTION'> | FilterOf<'COMMUNICATION_SUBSCRIPTION'>,
): Condition {
  const email = filter.filterType === 'EMAIL_SUBSCRIPTION' || filter.channel.toUpperCase() === 'EMAIL';
  const states =
    filter.filterType === 'EMAIL_SUBSCRIPTION' ? filter.acceptedStatuses : filter.acceptedOptStates;
  const channel = email ? 'email' : filter.channel.toLowerCase();
  const parts = filter.subscriptionIds.flatMap((id) =>
    states.map((state): Condition => {
      const property = `hs_${channel}_optout_${id}`;
      return { kind: 'PROPERTY', property, operation: stateOperation(state), path: filter.path, own: true };
    }),
  );
  return { kind: 'ANY', parts };
}

function stateOperation(state: 'OPT_IN' | 'OPT_OUT' | 'NOT_OPTED'): Operation {
  const includeObjectsWithNoValueSet = false;
  if (state === 'NOT_OPTED')
    return { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN', includeObjectsWithNoValueSet };
  const value = state === 'OPT_OUT' ? 'true' : 'false';
  return { operationType: 'STRING', operator: 'IS_EQUAL_TO', value, includeObjectsWithNoValueSet };
}
