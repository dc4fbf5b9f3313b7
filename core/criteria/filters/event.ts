import { z } from 'zod';
import { type Condition, event, not } from '../condition.ts';
import { id } from '../members.ts';
import { refinements } from '../refine-by.ts';
import type { FilterOf } from '../tree.ts';

export const eventFilter = z.object({
  filterType: z.literal('EVENT'),
  operator: z.enum(['HAS_EVENT', 'NOT_HAS_EVENT']),
  eventId: id,
  ...refinements,
});

export function eventMeaning({ eventId, operator, path, ...filter }: FilterOf<'EVENT'>): Condition {
  const happened = event(eventId, [], path, [filter.pruningRefineBy, filter.coalescingRefineBy]);
  return operator === 'HAS_EVENT' ? happened : not(happened);
}
