import { operator, STATES, SUBSCRIPTION_TYPE, SUBSCRIPTIONS } from './fields.ts';
import type { FilterForm } from './filter-form.ts';

/** Of subscriptions and consent. */
export const CONSENT: readonly FilterForm[] = [
  {
    filterType: 'EMAIL_SUBSCRIPTION',
    name: 'Email subscription',
    hint: 'gets emails of a type, or has opted out',
    group: 'Consent',
    start: { acceptedStatuses: ['OPT_IN'], subscriptionIds: [] },
    fields: [
      SUBSCRIPTIONS,
      { kind: 'choices', member: 'acceptedStatuses', label: 'Has', choices: STATES },
      SUBSCRIPTION_TYPE,
    ],
  },
  {
    filterType: 'COMMUNICATION_SUBSCRIPTION',
    name: 'Subscription on a channel',
    hint: 'by email, text message, …',
    group: 'Consent',
    start: { acceptedOptStates: ['OPT_IN'], channel: 'EMAIL', subscriptionIds: [] },
    fields: [
      { kind: 'text', member: 'channel', label: 'Channel', isCode: true },
      SUBSCRIPTIONS,
      { kind: 'choices', member: 'acceptedOptStates', label: 'Has', choices: STATES },
      SUBSCRIPTION_TYPE,
      { kind: 'text', member: 'businessUnitId', label: 'Business unit', isOptional: true, isRare: true },
    ],
  },
  {
    filterType: 'PRIVACY',
    name: 'Privacy consent',
    hint: 'was given, or was not',
    group: 'Consent',
    start: { operator: 'PRIVACY_CONSENT_GRANTED', privacyName: '' },
    fields: [
      operator({
        PRIVACY_CONSENT_GRANTED: 'has consented to',
        PRIVACY_CONSENT_NOT_GRANTED: 'has not consented to',
      }),
      { kind: 'text', member: 'privacyName', label: 'Notice' },
    ],
  },
];
