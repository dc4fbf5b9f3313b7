import { z } from 'zod';
import { type Condition, event, unknown } from '../condition.ts';
import { id, listOf, name } from '../members.ts';
import { operationSchema } from '../operation.ts';
import { refinements } from '../refine-by.ts';
import type { FilterOf } from '../tree.ts';

const filterLines = listOf(z.object({ property: name, operation: operationSchema })).default([]);

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

export function unifiedEventsMeaning(
  filter: FilterOf<'UNIFIED_EVENTS'> | FilterOf<'INTEGRATION_EVENT'>,
): Condition {
  const { eventTypeId, path } = filter;
  if (!eventTypeId) return unknown('REQUIRED', 'eventTypeId is needed to know the events', path);
  const lines = filter.filterLines.map((line, index) => ({ ...line, path: `${path}.filterLines[${index}]` }));
  const refineBy =
    filter.filterType === 'UNIFIED_EVENTS' ? [filter.pruningRefineBy, filter.coalescingRefineBy] : [];
  return event(eventTypeId, lines, path, refineBy);
}
