import { z } from 'zod';
import { bool, name } from '../members.ts';
import { refinements } from '../refine-by.ts';

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
