import { z } from 'zod';
import { id, name } from '../members.ts';
import { operationSchema } from '../operation.ts';
import { refinements } from '../refine-by.ts';

const filterLines = z.array(z.object({ property: name, operation: operationSchema })).default([]);

/** An event as a filter; as a branch it is the same with a verb. */
export const unifiedEventsFilter = z.object({
  filterType: z.literal('UNIFIED_EVENTS'),
  eventTypeId: id.nullish(),
  filterLines,
  ...refinements,
});

export const integrationEventFilter = z.object({
  filterType: z.literal('INTEGRATION_EVENT'),
  eventTypeId: id,
  filterLines,
});
