import { z } from 'zod';
import { type Condition, equals, event, not } from '../condition.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { name } from '../members.ts';
import { refinements } from '../refine-by.ts';
import type { FilterOf } from '../tree.ts';

export const ctaFilter = z.object({
  filterType: z.literal('CTA'),
  operator: z.enum([
    'HAS_CLICKED_CTA',
    'HAS_NOT_CLICKED_CTA',
    'HAS_CLICKED_CTA_PLACEMENT',
    'HAS_NOT_CLICKED_CTA_PLACEMENT',
    'HAS_OPENED_CTA',
    'HAS_NOT_OPENED_CTA',
    'HAS_OPENED_CTA_PLACEMENT',
    'HAS_NOT_OPENED_CTA_PLACEMENT',
  ]),
  ctaName: name,
  ...refinements,
});

export function ctaMeaning(filter: FilterOf<'CTA'>): Condition {
  const { operator, ctaName, path } = filter;
  const eventType = operator.includes('CLICKED') ? EVENT_TYPES.CTA_CLICKED : EVENT_TYPES.CTA_VIEWED;
  const property = operator.endsWith('PLACEMENT') ? 'hs_cta_placement' : 'hs_cta_name';
  const refineBy = [filter.pruningRefineBy, filter.coalescingRefineBy];
  const happened = event(eventType, [equals(property, ctaName, path)], path, refineBy);
  return operator.startsWith('HAS_NOT') ? not(happened) : happened;
}
