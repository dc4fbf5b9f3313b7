import { type EpochMillis, iso } from '@millrace/core/time';
import type { AnswerOf } from '../platform/index.ts';
import type { subscriptionTypeAnswer } from './answers.ts';

/** Something that people can subscribe to. */
export interface SubscriptionType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly purpose: string | null;
  readonly communicationMethod: string | null;
  readonly isActive: boolean;
  readonly createdAt: EpochMillis;
  readonly updatedAt: EpochMillis;
}

/** What every account has; their properties are in the catalogue of the contact. */
export const STANDARD_SUBSCRIPTION_TYPES: readonly SubscriptionType[] = [
  standard('1', 'Marketing Information', 'Marketing offers and updates.', 'Marketing'),
  standard('2', 'One to One', 'One to one emails.', 'Sales'),
];

export { OPTED_OUT_OF_ALL, optOutProperty } from '@millrace/core/crm';

/** A subscription type as the API answers it. */
export function presentSubscriptionType(type: SubscriptionType): AnswerOf<typeof subscriptionTypeAnswer> {
  const { id, name, description, purpose, communicationMethod, isActive, createdAt, updatedAt } = type;
  return {
    id,
    name,
    description,
    ...(purpose === null ? {} : { purpose }),
    ...(communicationMethod === null ? {} : { communicationMethod }),
    isActive,
    isDefault: STANDARD_SUBSCRIPTION_TYPES.some((each) => each.id === id),
    isInternal: false,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    businessUnitId: 0,
  };
}

function standard(id: string, name: string, description: string, purpose: string): SubscriptionType {
  const times = { createdAt: 0, updatedAt: 0 };
  return { id, name, description, purpose, communicationMethod: 'Email', isActive: true, ...times };
}
