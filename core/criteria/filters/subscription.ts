import { z } from 'zod';
import { id, ids } from '../members.ts';

const status = z.enum(['OPT_IN', 'OPT_OUT', 'NOT_OPTED']);

export const emailSubscriptionFilter = z.object({
  filterType: z.literal('EMAIL_SUBSCRIPTION'),
  acceptedStatuses: z.array(status).min(1),
  subscriptionIds: ids,
  subscriptionType: z.string().nullish(),
});

export const communicationSubscriptionFilter = z.object({
  filterType: z.literal('COMMUNICATION_SUBSCRIPTION'),
  acceptedOptStates: z.array(status).min(1),
  channel: z.string(),
  subscriptionIds: ids,
  subscriptionType: z.string().nullish(),
  businessUnitId: id.nullish(),
});
