import type { CrmSchema } from '@millrace/core/crm';
import { iso } from '@millrace/core/time';
import type { KeptEvent, Store } from '../../history/index.ts';
import { type AnswerOf, type App, pageTwoWays } from '../../platform/index.ts';
import { READS_ANY_RECORDS as config } from '../../schema/index.ts';
import { type eventAnswer, eventsAnswer, eventTypeNamesAnswer } from '../answers.ts';
import { eventTypeNames } from '../definitions.ts';
import { eventsQuery, keyText } from '../events-query.ts';
import { hiddenAnswers } from '../hidden-answers.ts';
import { listEvents } from '../list-events.ts';
import { nameOfStandard } from '../standard-types.ts';
import { visibleEventTypes } from '../visible-event-types.ts';

/** `/events/v3/events`: what has happened, and the names under which it can have. */
export function occurrenceRoutes(app: App, store: Store): void {
  const path = '/events/v3/events';

  const list = {
    summary: 'List the events of records',
    querystring: eventsQuery,
    response: { 200: eventsAnswer },
  };
  app.get(path, { config, schema: list }, async (request) => {
    const { caller, query } = request;
    const wanted = (name: string) => query.properties?.has(name) ?? true;
    const { schema, events } = await listEvents(store, caller, query);
    const names = await eventTypeNames(store.sql, caller.accountId);
    const isHidden = hiddenAnswers(schema, caller);
    const { items, ...paging } = pageTwoWays(events, query, keyText, request);
    return {
      results: items.map((event) =>
        present(schema, names, event, (name) => wanted(name) && !isHidden(event.eventTypeId, name)),
      ),
      ...paging,
    };
  });

  const names = { summary: 'List the names of event types', response: { 200: eventTypeNamesAnswer } };
  app.get(`${path}/event-types`, { config, schema: names }, async ({ caller }) => ({
    eventTypes: await visibleEventTypes(store, caller),
  }));
}

function present(
  schema: CrmSchema,
  names: ReadonlyMap<string, string>,
  { ref, eventTypeId, properties, occurredAt, id }: KeptEvent,
  isShown: (name: string) => boolean,
): AnswerOf<typeof eventAnswer> {
  const type = schema.objectType(ref.objectTypeId);
  return {
    objectType:
      type === undefined || type.custom
        ? (type?.fullyQualifiedName ?? ref.objectTypeId)
        : type.name.toUpperCase(),
    objectId: ref.id,
    eventType: names.get(eventTypeId) ?? nameOfStandard(eventTypeId),
    occurredAt: iso(occurredAt),
    id: keyText({ occurredAt, id }),
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => isShown(name))),
  };
}
