/** An older filter's conditions on an event's properties, a line each. */
import * as z from 'zod';
import { type EventCondition, event, type Refined } from './condition.ts';
import { listOf, name } from './members.ts';
import { operationSchema } from './operation.ts';

export const filterLines = listOf(z.object({ property: name, operation: operationSchema })).default([]);

export function linesMeaning(
  eventTypeId: string,
  filter: Refined & { readonly filterLines: z.output<typeof filterLines> },
): EventCondition {
  const lines = filter.filterLines.map((line, index) => ({
    ...line,
    path: `${filter.path}.filterLines[${index}]`,
  }));
  return event(eventTypeId, lines, filter);
}
