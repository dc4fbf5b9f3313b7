import { z } from 'zod';
import { type Condition, equals, event } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { listOf, text } from '../members.ts';
import type { Operation } from '../operation.ts';
import { refineBy } from '../refine-by.ts';
import type { FilterOf } from '../tree.ts';

export const adsSearchFilter = z.object({
  filterType: z.literal('ADS_SEARCH'),
  operator: z.enum(['CONTAINS', 'IS_EQUAL_TO', 'STARTS_WITH', 'ENDS_WITH', 'IS_KNOWN']),
  entityType: z.string(),
  searchTermType: z.string(),
  searchTerms: listOf(text).default([]),
  adNetwork: z.string(),
});

export const adsTimeFilter = z.object({ filterType: z.literal('ADS_TIME'), pruningRefineBy: refineBy });

/** An interaction with an ad whose entity (ad, group, campaign, keyword) has one of the terms as its id, name or type. */
export function adsSearchMeaning(filter: FilterOf<'ADS_SEARCH'>): Condition {
  const { entityType, searchTermType, searchTerms, adNetwork, path } = filter;
  const property = `hs_${entityType}_${searchTermType}`.toLowerCase();
  const network = adNetwork === 'ALL' ? null : equals('hs_ad_network', adNetwork, path);
  const operation = termOperation(filter.operator, searchTerms);
  return event(EVENT_TYPES.AD_INTERACTION, [{ property, operation, path }, network], path);
}

export function adsTimeMeaning({ pruningRefineBy, path }: FilterOf<'ADS_TIME'>): Condition {
  return event(EVENT_TYPES.AD_INTERACTION, [], path, [pruningRefineBy]);
}

function termOperation(operator: FilterOf<'ADS_SEARCH'>['operator'], values: readonly string[]): Operation {
  const includeObjectsWithNoValueSet = false;
  if (operator === 'IS_KNOWN')
    return { operationType: 'ALL_PROPERTY', operator, includeObjectsWithNoValueSet };
  return { operationType: 'MULTISTRING', operator, values: [...values], includeObjectsWithNoValueSet };
}
