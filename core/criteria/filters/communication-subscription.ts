import * as z from 'zod';
import { id, ids } from '../members.ts';
import { optStates, subscribed } from '../subscriptions.ts';
import { sayCommunicationSubscription } from './communication-subscription.say.ts';
import { filterKind } from './shape.ts';

/** Some subscription of a channel is in one of the accepted states. */
export const communicationSubscription = filterKind({
  filterType: 'COMMUNICATION_SUBSCRIPTION',
  members: {
    acceptedOptStates: optStates,
    channel: z.string(),
    subscriptionIds: ids,
    subscriptionType: z.string().nullish(),
    businessUnitId: id.nullish(),
  },
  meaning: ({ acceptedOptStates, channel, subscriptionIds, path }) =>
    subscribed(channel, subscriptionIds, acceptedOptStates, path),
  say: sayCommunicationSubscription,
  cases: [
    {
      says: 'of a channel of its own',
      sentence: 'The contact is subscribed to 5 (sms)',
      filter: { acceptedOptStates: ['OPT_IN'], channel: 'SMS', subscriptionIds: [5] },
      contact: { properties: { hs_sms_optout_5: 'false' } },
      met: true,
    },
    {
      says: 'another channel',
      filter: { acceptedOptStates: ['OPT_IN'], channel: 'EMAIL', subscriptionIds: [5] },
      contact: { properties: { hs_sms_optout_5: 'false' } },
      met: false,
    },
  ],
});
