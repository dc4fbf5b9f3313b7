import { z } from 'zod';
import { name } from '../members.ts';
import { refinements } from '../refine-by.ts';

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
