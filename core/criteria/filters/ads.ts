import { z } from 'zod';
import { text } from '../members.ts';
import { refineBy } from '../refine-by.ts';

export const adsSearchFilter = z.object({
  filterType: z.literal('ADS_SEARCH'),
  operator: z.enum(['CONTAINS', 'IS_EQUAL_TO', 'STARTS_WITH', 'ENDS_WITH', 'IS_KNOWN']),
  entityType: z.string(),
  searchTermType: z.string(),
  searchTerms: z.array(text).default([]),
  adNetwork: z.string(),
});

export const adsTimeFilter = z.object({ filterType: z.literal('ADS_TIME'), pruningRefineBy: refineBy });
