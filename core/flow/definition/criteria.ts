/** Stands in for core/criteria until its schemas are there. */
import { z } from 'zod';

export type Criteria = { readonly filterBranchType: string };

export const filterBranchSchema: z.ZodType<Criteria> = z.looseObject({ filterBranchType: z.string() });
export const unifiedEventsBranchSchema: z.ZodType<Criteria> = z.looseObject({
  filterBranchType: z.literal('UNIFIED_EVENTS'),
  eventTypeId: z.string(),
});
