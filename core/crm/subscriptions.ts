import type { PropertyValues } from './property-values.ts';

/** Whether somebody receives what belongs to a subscription. */
export type SubscriptionState = 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SPECIFIED';

/** What becomes of a wish to change the status of one subscription. */
export type SubscriptionOutcome = 'NO_STATUS_CHANGE' | 'REQUESTED_CHANGE_OCCURRED' | 'RESUBSCRIBE_OCCURRED';

type Properties = Readonly<Record<string, string>>;

/** Says of a contact that they are out of all email: "true". */
export const OPTED_OUT_OF_ALL = 'hs_email_optout';

/** The property of a contact that says whether they are out ("true"), in ("false"), or have not said. */
export function optOutProperty(subscriptionId: string): string {
  return `${OPTED_OUT_OF_ALL}_${subscriptionId}`;
}

/** Whether a property of a contact says that they are out of a subscription, or of all. */
export function isOptOut(property: string): boolean {
  return property === OPTED_OUT_OF_ALL || property.startsWith(optOutProperty(''));
}

export function isOutOfAll(properties: Properties): boolean {
  return properties[OPTED_OUT_OF_ALL] === 'true';
}

/** Who is out of all is out of each. */
export function subscriptionState(properties: Properties, subscriptionId: string): SubscriptionState {
  if (isOutOfAll(properties)) return 'UNSUBSCRIBED';
  const value = properties[optOutProperty(subscriptionId)];
  return value === 'true' ? 'UNSUBSCRIBED' : value === 'false' ? 'SUBSCRIBED' : 'NOT_SPECIFIED';
}

const VALUES: Readonly<Record<SubscriptionState, string | null>> = {
  SUBSCRIBED: 'false',
  UNSUBSCRIBED: 'true',
  NOT_SPECIFIED: null,
};

/** The values that give a contact a status, and what becomes of it. `all` are the ids of all subscriptions. */
export function subscriptionChange(
  properties: Properties,
  all: readonly string[],
  subscriptionId: string,
  state: SubscriptionState,
): { readonly values: PropertyValues; readonly outcome: SubscriptionOutcome } {
  const present = subscriptionState(properties, subscriptionId);
  const returns = isOutOfAll(properties) && state === 'SUBSCRIBED';
  // A contact that was out of all and comes back to one stays out of the others.
  const others = returns ? all.map((id) => [optOutProperty(id), VALUES.UNSUBSCRIBED] as const) : [];
  return {
    values: {
      ...Object.fromEntries(others),
      ...(returns ? { [OPTED_OUT_OF_ALL]: 'false' } : {}),
      [optOutProperty(subscriptionId)]: VALUES[state],
    },
    outcome: outcomeOf(present, state),
  };
}

function outcomeOf(present: SubscriptionState, wished: SubscriptionState): SubscriptionOutcome {
  if (present === wished) return 'NO_STATUS_CHANGE';
  return present === 'UNSUBSCRIBED' && wished === 'SUBSCRIBED'
    ? 'RESUBSCRIBE_OCCURRED'
    : 'REQUESTED_CHANGE_OCCURRED';
}
