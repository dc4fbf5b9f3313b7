import { event } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { refineBy } from '../refine-by.ts';
import { sayAdsTime } from './ads-time.say.ts';
import { filterKind } from './shape.ts';

const lastDays = (amount: number) => ({
  pruningRefineBy: {
    type: 'RELATIVE_COMPARATIVE',
    comparison: 'AFTER',
    timeOffset: { amount, timeUnit: 'DAYS', offsetDirection: 'PAST' },
  },
});

/** An interaction with any ad within a time. */
export const adsTime = filterKind({
  filterType: 'ADS_TIME',
  members: { pruningRefineBy: refineBy },
  meaning: (filter) => event(EVENT_TYPES.AD_INTERACTION, [], filter),
  say: sayAdsTime,
  cases: [
    {
      says: 'in the last two days',
      sentence: 'The contact has interacted with an ad in the last 2 days',
      filter: lastDays(2),
      contact: { events: [[EVENT_TYPES.AD_INTERACTION, {}]] },
      met: true,
    },
    {
      says: 'longer ago than that',
      filter: lastDays(0),
      contact: { events: [[EVENT_TYPES.AD_INTERACTION, {}]] },
      met: false,
    },
  ],
});
