import { filterLines, linesMeaning } from '../filter-lines.ts';
import { id } from '../members.ts';
import { sayIntegrationEvent } from './integration-event.say.ts';
import { filterKind } from './shape.ts';

const line = { property: 'a', operation: { operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: true } };

/** An event that an integration has sent. */
export const integrationEvent = filterKind({
  filterType: 'INTEGRATION_EVENT',
  members: { eventTypeId: id, filterLines },
  meaning: (filter) => linesMeaning(filter.eventTypeId, filter),
  say: sayIntegrationEvent,
  cases: [
    {
      says: 'with such a value',
      sentence: 'The contact has completed the event 55 where a is Yes',
      filter: { eventTypeId: 55, filterLines: [line] },
      contact: { events: [['55', { a: 'true' }]] },
      met: true,
    },
    {
      says: 'with another value',
      filter: { eventTypeId: 55, filterLines: [line] },
      contact: { events: [['55', { a: 'false' }]] },
      met: false,
    },
    { says: 'with any value', filter: { eventTypeId: 55 }, contact: { events: [['55', {}]] }, met: true },
  ],
});
