import { sayEvent } from '../say-event.ts';
import type { SayFilter } from '../wording.ts';

export const sayEventFilter: SayFilter = (filter, wording) =>
  sayEvent(
    {
      eventTypeId: filter['eventId'],
      isNegated: filter['operator'] === 'NOT_HAS_EVENT',
      filters: [],
      refinements: filter,
    },
    wording,
  );
