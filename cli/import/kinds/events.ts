import type { Answer, Given } from '@millrace/client';
import { everyPage } from '../../support/every-page.ts';
import type { Target } from '../../target/target.ts';
import { bring, CannotBeTaken } from '../bring.ts';
import type { Importing } from '../importing.ts';
import { EVENT } from '../own-kinds.ts';

const PAGE = 100;

type EventType = Answer<'GET /events/v3/event-definitions'>['results'][number];
type Body = Given<'POST /events/v3/event-definitions'>['body'];

/** Custom events, as they are defined; what has happened is not told in one place. */
export async function bringEvents(importing: Importing): Promise<void> {
  const { source, target } = importing;
  const there = (await eventsOf(target)).map(({ objectTypeId, name }) => ({ id: objectTypeId, name }));
  for (const event of await eventsOf(source))
    await bring(importing, {
      choice: 'events',
      what: 'custom events',
      coming: { kind: EVENT, id: event.objectTypeId, name: event.name },
      there,
      make: async () =>
        (await target.call('POST /events/v3/event-definitions', { body: bodyOf(importing, event) }))
          .objectTypeId,
    });
}

function eventsOf(target: Target): Promise<readonly EventType[]> {
  return everyPage((after) =>
    target.call('GET /events/v3/event-definitions', {
      query: { limit: PAGE, after, includeProperties: true },
    }),
  );
}

function bodyOf({ state }: Importing, event: EventType): Body {
  const { labels, name, description, primaryObjectId = '0-1', properties = [], customMatchingId } = event;
  const type = primaryObjectId.startsWith('2-') ? state.idOf('objectType', primaryObjectId) : primaryObjectId;
  if (type === undefined)
    throw new CannotBeTaken(`it happens to the custom object ${primaryObjectId}, which has not been taken`);
  const own = properties.filter((property) => !property.name.startsWith('hs_'));
  return {
    label: labels.singular,
    name,
    ...(description ? { description } : {}),
    primaryObject: type,
    includeDefaultProperties: properties.some((property) => property.name.startsWith('hs_')),
    propertyDefinitions: own.map(definitionOf),
    ...(customMatchingId ? { customMatchingId } : {}),
  };
}

function definitionOf({ name, label, type, description, options = [] }: EventType['properties'][number]) {
  return {
    name,
    label,
    // What the target does not know it refuses by name.
    type: type as NonNullable<Body['propertyDefinitions']>[number]['type'],
    ...(description ? { description } : {}),
    ...(options.length === 0
      ? {}
      : {
          options: options.map(({ label, value, displayOrder, hidden }) => ({
            label,
            value,
            displayOrder,
            hidden,
          })),
        }),
  };
}
