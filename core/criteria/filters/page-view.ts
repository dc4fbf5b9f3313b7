import * as z from 'zod';
import { event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { bool, name } from '../members.ts';
import type { Operation } from '../operation.ts';
import { refinements } from '../refine-by.ts';
import { sayPageView } from './page-view.say.ts';
import { filterKind } from './shape.ts';

const seen = { events: [[EVENT_TYPES.PAGE_VISITED, { hs_url: 'http://A.io/x' }]] } as const;

/** A page was seen, or was not. */
export const pageView = filterKind({
  filterType: 'PAGE_VIEW',
  members: {
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
  },
  meaning(filter) {
    const { operator, pageUrl, path } = filter;
    const url = { property: 'hs_url', operation: urlOperation(operator, pageUrl), path };
    const happened = event(EVENT_TYPES.PAGE_VISITED, [url], filter);
    return operator.startsWith('NOT_') ? not(happened) : happened;
  },
  say: sayPageView,
  cases: [
    {
      says: 'whatever its scheme, case and last slash',
      sentence: 'The contact has visited the page https://a.io/x/',
      filter: { operator: 'HAS_PAGEVIEW_EQ', pageUrl: 'https://a.io/x/' },
      contact: seen,
      met: true,
    },
    {
      says: 'another page',
      sentence: 'The contact has not visited the page https://a.io/y',
      filter: { operator: 'NOT_HAS_PAGEVIEW_EQ', pageUrl: 'https://a.io/y' },
      contact: seen,
      met: true,
    },
    {
      says: 'a part',
      sentence: 'The contact has visited a page whose URL contains a.io',
      filter: { operator: 'HAS_PAGEVIEW_CONTAINS', pageUrl: 'a.io' },
      contact: seen,
      met: true,
    },
    {
      says: 'a part',
      sentence: 'The contact has not visited a page whose URL contains a.io',
      filter: { operator: 'NOT_HAS_PAGEVIEW_CONTAINS', pageUrl: 'a.io' },
      contact: seen,
      met: false,
    },
    {
      says: 'a pattern',
      sentence: 'The contact has visited a page whose URL matches the pattern /x$',
      filter: { operator: 'HAS_PAGEVIEW_MATCHES_REGEX', pageUrl: '/x$' },
      contact: seen,
      met: true,
    },
    {
      says: 'a pattern',
      sentence: 'The contact has not visited a page whose URL matches the pattern /x$',
      filter: { operator: 'NOT_HAS_PAGEVIEW_MATCHES_REGEX', pageUrl: '/x$' },
      contact: seen,
      met: false,
    },
  ],
});

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
