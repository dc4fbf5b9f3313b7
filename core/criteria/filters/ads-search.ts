import * as z from 'zod';
import { equals, event } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { listOf, text } from '../members.ts';
import type { Operation } from '../operation.ts';
import { sayAdsSearch } from './ads-search.say.ts';
import { filterKind } from './shape.ts';

const operator = z.enum(['CONTAINS', 'IS_EQUAL_TO', 'STARTS_WITH', 'ENDS_WITH', 'IS_KNOWN']);

const summer = { entityType: 'CAMPAIGN', searchTermType: 'NAME', adNetwork: 'ALL' };
const seen = {
  events: [[EVENT_TYPES.AD_INTERACTION, { hs_campaign_name: 'Summer', hs_ad_network: 'GOOGLE' }]],
} as const;

/** An interaction with an ad whose entity (ad, group, campaign, keyword) has one of the terms as its id, name or type. */
export const adsSearch = filterKind({
  filterType: 'ADS_SEARCH',
  members: {
    operator,
    entityType: z.string(),
    searchTermType: z.string(),
    searchTerms: listOf(text).default([]),
    adNetwork: z.string(),
  },
  meaning(filter) {
    const { entityType, searchTermType, searchTerms, adNetwork, path } = filter;
    const property = `hs_${entityType}_${searchTermType}`.toLowerCase();
    const network = adNetwork === 'ALL' ? null : equals('hs_ad_network', adNetwork, path);
    const operation = termOperation(filter.operator, searchTerms);
    return event(EVENT_TYPES.AD_INTERACTION, [{ property, operation, path }, network], filter);
  },
  say: sayAdsSearch,
  cases: [
    {
      says: 'a part of the name',
      sentence: 'The contact has interacted with an ad whose campaign name contains umm',
      filter: { ...summer, operator: 'CONTAINS', searchTerms: ['umm'] },
      contact: seen,
      met: true,
    },
    {
      says: 'the name, whatever its case',
      sentence: 'The contact has interacted with an ad whose campaign name is summer',
      filter: { ...summer, operator: 'IS_EQUAL_TO', searchTerms: ['summer'] },
      contact: seen,
      met: true,
    },
    {
      says: 'the beginning of the name',
      sentence: 'The contact has interacted with an ad whose campaign name starts with Win or Sum',
      filter: { ...summer, operator: 'STARTS_WITH', searchTerms: ['Win', 'Sum'] },
      contact: seen,
      met: true,
    },
    {
      says: 'not the end of the name',
      sentence: 'The contact has interacted with an ad whose campaign name ends with Sum',
      filter: { ...summer, operator: 'ENDS_WITH', searchTerms: ['Sum'] },
      contact: seen,
      met: false,
    },
    {
      says: 'any name',
      sentence: 'The contact has interacted with an ad whose campaign name is known',
      filter: { ...summer, operator: 'IS_KNOWN' },
      contact: seen,
      met: true,
    },
    {
      says: 'an ad of another network',
      filter: { ...summer, operator: 'IS_KNOWN', adNetwork: 'LINKEDIN' },
      contact: seen,
      met: false,
    },
  ],
});

function termOperation(given: z.output<typeof operator>, values: readonly string[]): Operation {
  const includeObjectsWithNoValueSet = false;
  if (given === 'IS_KNOWN')
    return { operationType: 'ALL_PROPERTY', operator: given, includeObjectsWithNoValueSet };
  return { operationType: 'MULTISTRING', operator: given, values: [...values], includeObjectsWithNoValueSet };
}
