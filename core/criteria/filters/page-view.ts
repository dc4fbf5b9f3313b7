import { z } from 'zod';
import { type Condition, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { bool, name } from '../members.ts';
import type { Operation } from '../operation.ts';
import { refinements } from '../refine-by.ts';
import type { FilterOf } from '../tree.ts';

export const pageViewFilter = z.object({
  filterType: z.literal('PAGE_VIEW'),
  operator: z.enum([
    'HAS_PAGEVIEW_EQ',
    'NOT_HAS_PAGEVIEW_EQ',
    'HAS_PAGEVIEW_CONTAINS',
    'NOT_HAS_PAGEVIEW_CONTAINS',
    'HAS_PAGEVIEW_MATCHES_REGEX',
    'NOT_HAS_PAGEVIEW_MATCHES_REGEX',
  ]),
  pageUrl: name,
  enableTracking: bool.nullish(),
  ...refinements,
});

export function pageViewMeaning(filter: FilterOf<'PAGE_VIEW'>): Condition {
  const { operator, pageUrl, path } = filter;
  const url = { property: 'hs_url', operation: urlOperation(operator, pageUrl), path };
  const seen = event(EVENT_TYPES.PAGE_VISITED, [url], path, [
    filter.pruningRefineBy,
    filter.coalescingRefineBy,
  ]);
  return operator.startsWith('NOT_') ? not(seen) : seen;
}

function urlOperation(operator: string, url: string): Operation {
  const includeObjectsWithNoValueSet = false;
  if (operator.endsWith('_CONTAINS')) {
    return { operationType: 'STRING', operator: 'CONTAINS', value: url, includeObjectsWithNoValueSet };
  }
  if (operator.endsWith('_MATCHES_REGEX')) {
    const shared = { pattern: url, caseSensitive: false, includeObjectsWithNoValueSet };
    return { operationType: 'REGEX', operator: 'MATCHES_REGEX', ...shared };
  }
  // A page is the same with or without its scheme and a last slash.
  const bare = url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  const values = ['', 'http://', 'https://'].flatMap((scheme) => [scheme + bare, `${scheme}${bare}/`]);
  return { operationType: 'MULTISTRING', operator: 'IS_EQUAL_TO', values, includeObjectsWithNoValueSet };
}
