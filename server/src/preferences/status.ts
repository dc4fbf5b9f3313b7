import {
  isOutOfAll,
  OPTED_OUT_OF_ALL,
  type SubscriptionOutcome,
  subscriptionState as stateOf,
} from '@millrace/core/crm';
import type { SubscriptionReason as Reason, RecordImage } from '@millrace/core/record';
import { iso } from '@millrace/core/time';
import type { AnswerOf } from '../platform/index.ts';
import { statusAnswer, type wideStatusAnswer } from './answers.ts';
import type { SubscriptionType } from './subscription-type.ts';

export type State = AnswerOf<typeof statusAnswer>['status'];
export const STATES: readonly State[] = statusAnswer.shape.status.options;

/** What became of a wish to change a status. */
export type SuccessReason = SubscriptionOutcome | 'UNSUBSCRIBE_FROM_ALL_OCCURRED';

/** Stands for all subscriptions at once. */
export const ALL_SUBSCRIPTIONS = '0';

export type { SubscriptionReason as Reason } from '@millrace/core/record';
export { isOutOfAll, stateOf };

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
