import type { RecordImage } from '@millrace/core/record';
import { type EpochMillis, iso } from '@millrace/core/time';
import type { AnswerOf } from '../platform/index.ts';
import { statusAnswer, type wideStatusAnswer } from './answers.ts';
import { OPTED_OUT_OF_ALL, optOutProperty, type SubscriptionType } from './subscription-type.ts';

export type State = AnswerOf<typeof statusAnswer>['status'];
export const STATES: readonly State[] = statusAnswer.shape.status.options;

/** What became of a wish to change a status. */
export type SuccessReason =
  | 'NO_STATUS_CHANGE'
  | 'REQUESTED_CHANGE_OCCURRED'
  | 'RESUBSCRIBE_OCCURRED'
  | 'UNSUBSCRIBE_FROM_ALL_OCCURRED';

/** Stands for all subscriptions at once. */
export const ALL_SUBSCRIPTIONS = '0';

/** Why a contact's status is what it is, if a request set it. */
export interface Reason {
  readonly recordId: string;
  readonly subscriptionId: string;
  readonly status: State;
  readonly source: string;
  readonly legalBasis: string | null;
  readonly legalBasisExplanation: string | null;
  readonly at: EpochMillis;
}

type Properties = Readonly<Record<string, string>>;

export function isOutOfAll(properties: Properties): boolean {
  return properties[OPTED_OUT_OF_ALL] === 'true';
}

/** Whether a contact receives what belongs to a subscription. Who is out of all is out of each. */
export function stateOf(properties: Properties, subscriptionId: string): State {
  if (isOutOfAll(properties)) return 'UNSUBSCRIBED';
  return stateOfValue(properties[optOutProperty(subscriptionId)]);
}

export function valueOfState(state: State): string | null {
  switch (state) {
    case 'SUBSCRIBED':
      return 'false';
    case 'UNSUBSCRIBED':
      return 'true';
    case 'NOT_SPECIFIED':
      return null;
  }
}

/** A contact's status as the API answers it. */
export function presentStatus(
  contact: RecordImage,
  type: SubscriptionType,
  reasons: readonly Reason[],
  outcome?: SuccessReason,
): AnswerOf<typeof statusAnswer> {
  const status = stateOf(contact.properties, type.id);
  const known = reasonFor(
    contact,
    isOutOfAll(contact.properties) ? ALL_SUBSCRIPTIONS : type.id,
    status,
    reasons,
  );
  return {
    subscriberIdString: contact.properties['email'] ?? '',
    channel: 'EMAIL',
    subscriptionId: Number(type.id),
    subscriptionName: type.name,
    status,
    source: known?.source ?? 'CRM property',
    timestamp: iso(known?.at ?? contact.updatedAt),
    businessUnitId: 0,
    ...(known?.legalBasis ? { legalBasis: known.legalBasis } : {}),
    ...(known?.legalBasisExplanation ? { legalBasisExplanation: known.legalBasisExplanation } : {}),
    ...(outcome === undefined ? {} : { setStatusSuccessReason: outcome }),
  };
}

/** Whether a contact is out of all email, as the API answers it. */
export function presentWideStatus(
  contact: RecordImage,
  reasons: readonly Reason[],
): AnswerOf<typeof wideStatusAnswer> {
  const status = stateOfValue(contact.properties[OPTED_OUT_OF_ALL]);
  const known = reasonFor(contact, ALL_SUBSCRIPTIONS, status, reasons);
  return {
    subscriberIdString: contact.properties['email'] ?? '',
    channel: 'EMAIL',
    wideStatusType: 'PORTAL_WIDE',
    status,
    timestamp: iso(known?.at ?? contact.updatedAt),
    businessUnitId: 0,
  };
}

function stateOfValue(value: string | undefined): State {
  return value === 'true' ? 'UNSUBSCRIBED' : value === 'false' ? 'SUBSCRIBED' : 'NOT_SPECIFIED';
}

/** The reason that was kept, unless the property was changed since. */
function reasonFor(
  contact: RecordImage,
  subscriptionId: string,
  status: State,
  reasons: readonly Reason[],
): Reason | undefined {
  return reasons.find(
    (each) =>
      each.recordId === contact.id && each.subscriptionId === subscriptionId && each.status === status,
  );
}
