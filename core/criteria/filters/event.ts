import { z } from 'zod';
import { id } from '../members.ts';
import { refinements } from '../refine-by.ts';

export const eventFilter = z.object({
  filterType: z.literal('EVENT'),
  operator: z.enum(['HAS_EVENT', 'NOT_HAS_EVENT']),
  eventId: id,
  ...refinements,
});
