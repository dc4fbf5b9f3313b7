import type { Target } from '../target/target.ts';
import type { Choice, Importing } from './importing.ts';
import { typesOfRecords } from './record-types.ts';

const STANDARD = ['contacts', 'companies', 'deals', 'tickets'];

/** The smallest question of each part: what it needs is known from its refusal, before anything is written. */
export const PROBES: Readonly<Record<Choice, (importing: Pick<Importing, 'source'>) => Promise<void>>> = {
  types: async ({ source }) => {
    await source.call('GET /crm-object-schemas/v3/schemas', { query: {} });
  },
  properties: ({ source }) =>
    each(STANDARD, (objectType) =>
      source.call('GET /crm/v3/properties/{objectType}/groups', { path: { objectType } }),
    ),
  pipelines: ({ source }) =>
    each(['deals', 'tickets'], (objectType) =>
      source.call('GET /crm/v3/pipelines/{objectType}', { path: { objectType } }),
    ),
  labels: ({ source }) => labelsProbe(source),
  people: async ({ source }) => {
    await source.call('GET /crm/v3/owners', { query: { limit: 1 } });
    await source.call('GET /settings/v3/users', { query: { limit: 1 } });
    await source.call('GET /settings/v3/users/teams');
  },
  subscriptions: async ({ source }) => {
    await source.call('GET /communication-preferences/v4/definitions');
  },
  events: async ({ source }) => {
    await source.call('GET /events/v3/event-definitions', { query: { limit: 1 } });
  },
  forms: async ({ source }) => {
    await source.call('GET /marketing/v3/forms', { query: { limit: 1 } });
  },
  emails: async ({ source }) => {
    await source.call('GET /marketing/v3/emails', { query: { limit: 1 } });
  },
  lists: async ({ source }) => {
    await source.call('POST /crm/v3/lists/search', {
      body: { offset: 0, count: 1, additionalProperties: [] },
    });
  },
  records: async () => undefined,
  flows: async ({ source }) => {
    await source.call('GET /automation/v4/flows', { query: { limit: 1 } });
  },
};

/** The same of the records of each type, which have scopes of their own; asked once the types are known. */
export async function probeRecords(importing: Importing): Promise<void> {
  const types = await typesOfRecords(importing);
  await each(types, ({ sourceId }) =>
    importing.source.call('GET /crm/v3/objects/{objectType}', {
      path: { objectType: sourceId },
      query: { limit: 1 },
    }),
  );
}

async function labelsProbe(source: Target): Promise<void> {
  const path = { fromObjectType: 'contacts', toObjectType: 'companies' };
  await source.call('GET /crm/associations/v4/{fromObjectType}/{toObjectType}/labels', { path });
}

async function each<T>(items: readonly T[], ask: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) await ask(item);
}
