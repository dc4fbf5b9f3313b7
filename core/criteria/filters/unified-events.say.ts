import { itemsOf } from '../../sentence/index.ts';
import { sayEvent } from '../say-event.ts';
import type { SayFilter } from '../wording.ts';

export const sayUnifiedEvents: SayFilter = (filter, wording) =>
  sayEvent(
    {
      eventTypeId: filter['eventTypeId'],
      isNegated: false,
      filters: itemsOf(filter['filterLines']),
      refinements: filter,
    },
    wording,
  );
