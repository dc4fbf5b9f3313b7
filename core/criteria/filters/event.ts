import * as z from 'zod';
import { event as happening, not } from '../condition.ts';
import { id } from '../members.ts';
import { refinements } from '../refine-by.ts';
import { sayEventFilter } from './event.say.ts';
import { filterKind } from './shape.ts';

/** An event of a type, whatever its properties. */
export const event = filterKind({
  filterType: 'EVENT',
  members: { operator: z.enum(['HAS_EVENT', 'NOT_HAS_EVENT']), eventId: id, ...refinements },
  meaning(filter) {
    const happened = happening(filter.eventId, [], filter);
    return filter.operator === 'HAS_EVENT' ? happened : not(happened);
  },
  say: sayEventFilter,
  cases: [
    {
      says: 'it has',
      sentence: 'The contact has completed the event 6-1',
      filter: { operator: 'HAS_EVENT', eventId: '6-1' },
      contact: { events: [['6-1', {}]] },
      met: true,
    },
    {
      says: 'not as often',
      filter: {
        operator: 'HAS_EVENT',
        eventId: '6-1',
        coalescingRefineBy: { type: 'NUM_OCCURRENCES', minOccurrences: 2 },
      },
      contact: { events: [['6-1', {}]] },
      met: false,
    },
    {
      says: 'another one',
      sentence: 'The contact has not completed the event 6-1',
      filter: { operator: 'NOT_HAS_EVENT', eventId: '6-1' },
      contact: { events: [['6-2', {}]] },
      met: true,
    },
  ],
});
