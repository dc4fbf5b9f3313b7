import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import type { Store } from '../../history/index.ts';
import { type App, type Caller, flag, noContent, page, pageOf, pagingQuery } from '../../platform/index.ts';
import { loadSchema, presentProperty, propertyAnswer } from '../../schema/index.ts';
import { eventTypeAnswer } from '../answers.ts';
import {
  addProperty,
  archiveDefinition,
  changeDefinition,
  changeProperty,
  createDefinition,
  removeProperty,
} from '../change-definitions.ts';
import { definitionChange, definitionCreate, propertyChange, propertyCreate } from '../definition-input.ts';
import { findEventTypes, listEventTypes } from '../definitions.ts';
import { eventNotFound } from '../errors.ts';
import { type EventType, presentEventType } from '../event-type.ts';

/** Event types on one page, by default and at most. */
export const PAGE_EVENT_TYPES_MAX = 100;

const config = { scopes: ['behavioral_events.event_definitions.read_write'] };
const params = z.object({ eventName: z.string().regex(/^[^\0]*$/, 'has characters that are in no name') });
const propertyParams = params.extend({ propertyName: z.string() });

/** `/events/v3/event-definitions`: what can happen to records. */
export function definitionRoutes(app: App, store: Store): void {
  const path = '/events/v3/event-definitions';

  const list = z.object({
    ...pagingQuery(PAGE_EVENT_TYPES_MAX),
    includeProperties: flag,
    searchString: z.string().optional(),
    sortOrder: z.enum(['ASC', 'DESC', 'asc', 'desc']).default('ASC'),
  });
  const listing = {
    summary: 'List event types',
    querystring: list,
    response: { 200: pageOf(eventTypeAnswer).extend({ total: z.int() }) },
  };
  app.get(path, { config, schema: listing }, async (request) => {
    const { limit, after = '0', includeProperties, searchString = '', sortOrder } = request.query;
    const present = await presenter(store, request.caller);
    const all = await listEventTypes(store.sql, request.caller.accountId);
    const wanted = searchString.toLowerCase();
    const found = all.filter(({ name, label }) => `${name}\n${label}`.toLowerCase().includes(wanted));
    if (sortOrder.toUpperCase() === 'DESC') found.reverse();
    const offset = Number(after);
    const items = found.slice(offset, offset + limit + 1);
    const { results, ...paging } = page(items, limit, () => String(offset + limit), request);
    const whole = includeProperties ? 'WITH_PROPERTIES' : 'WITHOUT_PROPERTIES';
    return { total: found.length, results: results.map((type) => present(type, whole)), ...paging };
  });

  const create = {
    summary: 'Define an event type',
    body: definitionCreate,
    response: { 201: eventTypeAnswer },
  };
  app.post(path, { config, schema: create }, async (request, reply) => {
    const made = await createDefinition(store, request.caller, request.body);
    return reply.code(201).send((await presenter(store, request.caller))(made));
  });

  const read = { summary: 'Read an event type', params, response: { 200: eventTypeAnswer } };
  app.get(`${path}/:eventName`, { config, schema: read }, async (request) => {
    const { eventName } = request.params;
    const [type] = await findEventTypes(store.sql, request.caller.accountId, [eventName]);
    if (!type) throw eventNotFound(eventName);
    return (await presenter(store, request.caller))(type);
  });

  const change = {
    config,
    schema: {
      summary: 'Change an event type',
      params,
      body: definitionChange,
      response: { 201: eventTypeAnswer },
    },
  };
  app.patch(`${path}/:eventName`, change, async (request, reply) => {
    const changed = await changeDefinition(store, request.caller, request.params.eventName, request.body);
    return reply.code(201).send((await presenter(store, request.caller))(changed));
  });

  const archive = { summary: 'Take an event type out of use', params, response: noContent };
  app.delete(`${path}/:eventName`, { config, schema: archive }, async (request, reply) => {
    await archiveDefinition(store, request.caller, request.params.eventName);
    return reply.code(204).send();
  });

  definitionPropertyRoutes(app, store, `${path}/:eventName/property`);
}

function definitionPropertyRoutes(app: App, store: Store, path: string): void {
  const add = {
    summary: 'Add a property to an event type',
    params,
    body: propertyCreate,
    response: { 201: propertyAnswer },
  };
  app.post(path, { config, schema: add }, async (request, reply) => {
    const made = await addProperty(store, request.caller, request.params.eventName, request.body);
    return reply.code(201).send(presentProperty(made));
  });

  const change = {
    config,
    schema: {
      summary: 'Change a property of an event type',
      params: propertyParams,
      body: propertyChange,
      response: { 201: propertyAnswer },
    },
  };
  app.patch(`${path}/:propertyName`, change, async (request, reply) => {
    const { eventName, propertyName } = request.params;
    const changed = await changeProperty(store, request.caller, eventName, propertyName, request.body);
    return reply.code(201).send(presentProperty(changed));
  });

  const remove = {
    summary: 'Remove a property of an event type',
    params: propertyParams,
    response: noContent,
  };
  app.delete(`${path}/:propertyName`, { config, schema: remove }, async (request, reply) => {
    const { eventName, propertyName } = request.params;
    await removeProperty(store, request.caller, eventName, propertyName);
    return reply.code(204).send();
  });
}

/** Presents event types of the caller's account. */
async function presenter(store: Store, caller: Caller) {
  const account = await readAccount(store.sql, caller.accountId);
  const schema = await loadSchema(store.sql, account.id, account.schemaVersion);
  return (type: EventType, properties: Parameters<typeof presentEventType>[3] = 'WITH_PROPERTIES') =>
    presentEventType(account.id, schema, type, properties);
}
