import { unknown } from '../condition.ts';
import { filterLines, linesMeaning } from '../filter-lines.ts';
import { id } from '../members.ts';
import { refinements } from '../refine-by.ts';
import { filterKind } from './shape.ts';
import { sayUnifiedEvents } from './unified-events.say.ts';

/** An event as a filter; as a branch it is the same with a verb. */
export const unifiedEvents = filterKind({
  filterType: 'UNIFIED_EVENTS',
  members: { eventTypeId: id.nullish(), filterLines, ...refinements },
  meaning(filter) {
    if (filter.eventTypeId) return linesMeaning(filter.eventTypeId, filter);
    return unknown('REQUIRED', 'eventTypeId is needed to know the events', filter.path);
  },
  say: sayUnifiedEvents,
  cases: [
    {
      says: 'of the type',
      sentence: 'The contact has completed the event 6-2',
      filter: { eventTypeId: '6-2' },
      contact: { events: [['6-2', {}]] },
      met: true,
    },
    {
      says: 'not as often',
      filter: { eventTypeId: '6-2', coalescingRefineBy: { type: 'NUM_OCCURRENCES', minOccurrences: 2 } },
      contact: { events: [['6-2', {}]] },
      met: false,
    },
    { says: 'of a type that is not said', filter: {}, met: false, fault: 'REQUIRED' },
  ],
});
