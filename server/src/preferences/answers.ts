/** What the routes of communication preferences answer. */
import { z } from 'zod';
import { instantAnswer } from '../platform/index.ts';

const state = z.enum(['SUBSCRIBED', 'UNSUBSCRIBED', 'NOT_SPECIFIED']);

export const subscriptionTypeAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    purpose: z.string().optional(),
    communicationMethod: z.string().optional(),
    isActive: z.boolean(),
    isDefault: z.boolean(),
    isInternal: z.boolean(),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
    businessUnitId: z.int(),
  })
  .meta({ id: 'SubscriptionType' });

export const statusAnswer = z
  .strictObject({
    subscriberIdString: z.string(),
    channel: z.literal('EMAIL'),
    subscriptionId: z.int(),
    subscriptionName: z.string(),
    status: state,
    source: z.string(),
    timestamp: instantAnswer,
    businessUnitId: z.int(),
    legalBasis: z.string().optional(),
    legalBasisExplanation: z.string().optional(),
    setStatusSuccessReason: z
      .enum([
        'NO_STATUS_CHANGE',
        'REQUESTED_CHANGE_OCCURRED',
        'RESUBSCRIBE_OCCURRED',
        'UNSUBSCRIBE_FROM_ALL_OCCURRED',
      ])
      .optional(),
  })
  .meta({ id: 'SubscriptionStatus' });

/** Whether a contact is out of all email. */
export const wideStatusAnswer = z
  .strictObject({
    subscriberIdString: z.string(),
    channel: z.literal('EMAIL'),
    wideStatusType: z.literal('PORTAL_WIDE'),
    status: state,
    timestamp: instantAnswer,
    businessUnitId: z.int(),
  })
  .meta({ id: 'WideStatus' });

export const statusesOfAnswer = z.strictObject({
  subscriberIdString: z.string(),
  statuses: z.array(statusAnswer),
});

export const wideStatusesOfAnswer = z.strictObject({
  subscriberIdString: z.string(),
  wideStatuses: z.array(wideStatusAnswer),
});

/** Statuses only where they are asked for. */
export const unsubscribedAnswer = statusesOfAnswer.partial({ statuses: true });

/** The same for older clients. */
export const olderStatusAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    status: z.enum(['SUBSCRIBED', 'NOT_SUBSCRIBED']),
    sourceOfStatus: z.enum(['PORTAL_WIDE_STATUS', 'SUBSCRIPTION_STATUS']),
    preferenceGroupName: z.string().optional(),
    legalBasis: z.string().optional(),
    legalBasisExplanation: z.string().optional(),
  })
  .meta({ id: 'OlderSubscriptionStatus' });

export const olderStatusesAnswer = z.strictObject({
  recipient: z.string(),
  subscriptionStatuses: z.array(olderStatusAnswer),
});

export const olderDefinitionsAnswer = z.strictObject({
  subscriptionDefinitions: z.array(subscriptionTypeAnswer),
});

export const generatedLinksAnswer = z
  .strictObject({
    subscriberIdString: z.string(),
    managePreferencesUrl: z.string(),
    unsubscribeAllUrl: z.string(),
    unsubscribeSingleUrl: z.string().optional().describe('Where the request names a subscription type'),
  })
  .meta({ id: 'PreferenceLinks' });
