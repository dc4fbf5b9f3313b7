import { EVENT_TYPES, KNOWN_EVENT_TYPES } from '@millrace/core/criteria';
import { EVENT_PROPERTY_WORDS, EVENT_WORDS } from '@millrace/core/sentences';
import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, resultsOf } from '../../platform/index.ts';
import { listEventTypes } from '../definitions.ts';
import { fullyQualifiedName } from '../event-type.ts';

const config = { scopes: ['automation'] };

const eventTypeAnswer = z
  .strictObject({
    id: z.string(),
    name: z
      .string()
      .nullable()
      .describe('As clients that send events call it; null for those that the server raises'),
    label: z.string(),
    objectTypeId: z.string().describe('Of the records that it happens to'),
    isOwn: z.boolean().describe('Whether the account has defined it'),
    properties: z.array(z.strictObject({ name: z.string(), label: z.string(), type: z.string() })),
  })
  .meta({ id: 'KnownEventType' });

/** `/millrace/v1/event-types`: everything that filters can ask for having happened, built-in and the account's own. */
export function eventTypeRoutes(app: App, { sql }: Store): void {
  const list = {
    summary: 'List the types of events, built-in and own, with their properties',
    response: { 200: resultsOf(eventTypeAnswer) },
  };
  app.get('/millrace/v1/event-types', { config, schema: list }, async ({ caller: { accountId } }) => {
    const own = await listEventTypes(sql, accountId);
    return {
      results: [
        ...BUILT_IN,
        ...own.map(({ id, name, label, primaryObjectTypeId, properties }) => ({
          id,
          label,
          objectTypeId: primaryObjectTypeId,
          isOwn: true,
          name: fullyQualifiedName(accountId, name),
          properties: properties.map((property) => ({
            name: property.name,
            label: property.label,
            type: property.type,
          })),
        })),
      ],
    };
  });
}

const CONTACT = '0-1';

const BUILT_IN = Object.entries(EVENT_TYPES).map(([key, id]) => {
  const { name = null, properties = [] } = KNOWN_EVENT_TYPES.get(id)!;
  const words = EVENT_WORDS[id];
  return {
    id,
    name,
    label: words
      ? sentence(`${words.did} ${words.what}${words.end ?? ''}`)
      : sentence(spaced(key.toLowerCase())),
    objectTypeId: CONTACT,
    isOwn: false,
    properties: properties.map((property) => ({
      name: property,
      label: sentence(EVENT_PROPERTY_WORDS[property]?.[0] ?? spaced(property.replace(/^hs_/, ''))),
      type: 'string',
    })),
  };
});

function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
