import * as z from 'zod';
import { ids } from '../members.ts';
import { optStates, subscribed } from '../subscriptions.ts';
import { sayEmailSubscription } from './email-subscription.say.ts';
import { filterKind } from './shape.ts';

/** Some subscription to mails is in one of the accepted states. */
export const emailSubscription = filterKind({
  filterType: 'EMAIL_SUBSCRIPTION',
  members: { acceptedStatuses: optStates, subscriptionIds: ids, subscriptionType: z.string().nullish() },
  meaning: ({ acceptedStatuses, subscriptionIds, path }) =>
    subscribed('email', subscriptionIds, acceptedStatuses, path),
  say: sayEmailSubscription,
  cases: [
    {
      says: 'opted out of it',
      sentence: 'The contact is unsubscribed from 5',
      filter: { acceptedStatuses: ['OPT_OUT'], subscriptionIds: [5] },
      contact: { properties: { hs_email_optout_5: 'true' } },
      met: true,
    },
    {
      says: 'one of two, in one of two states',
      filter: { acceptedStatuses: ['OPT_IN', 'OPT_OUT'], subscriptionIds: [5, 6] },
      contact: { properties: { hs_email_optout_6: 'false' } },
      met: true,
    },
    {
      says: 'never said anything',
      filter: { acceptedStatuses: ['OPT_IN'], subscriptionIds: [5] },
      met: false,
    },
    {
      says: 'never said anything',
      filter: { acceptedStatuses: ['NOT_OPTED'], subscriptionIds: [5] },
      met: true,
    },
  ],
});
