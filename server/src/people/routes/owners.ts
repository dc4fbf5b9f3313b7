import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, flag, noContent, page, pageOf, pagingQuery, pathName } from '../../platform/index.ts';
import { ownerAnswer } from '../answers.ts';
import { archiveOwner, changeOwner, createOwner, ownerNotFound } from '../owners/change-owners.ts';
import { presentOwner } from '../owners/owner.ts';
import { ownerCreate, ownerIdText, ownerUpdate } from '../owners/owner-input.ts';
import { selectOwner, selectOwners } from '../owners/queries.ts';

/** Owners on one page, at most. */
export const PAGE_OWNERS_MAX = 500;
/** Owners on one page, unless a request says. */
const PAGE_OWNERS = 100;

/** A caller who makes flows may see the owners that flows can give records to. */
const config = { anyScope: ['crm.objects.owners.read', 'automation'] } as const;

const params = z.object({ ownerId: ownerIdText() });

/** `/crm/v3/owners`, which only reads, and `/millrace/v1/owners`, which the original has nothing like. */
export function ownerRoutes(app: App, store: Store): void {
  const list = z.object({
    ...pagingQuery(PAGE_OWNERS_MAX, PAGE_OWNERS),
    email: pathName.optional(),
    archived: flag,
  });
  const listing = { summary: 'List owners', querystring: list, response: { 200: pageOf(ownerAnswer) } };
  app.get('/crm/v3/owners', { config, schema: listing }, async (request) => {
    const { limit, email } = request.query;
    const { after, archived } = request.query;
    const asked = { after, archived, limit: limit + 1, email: email || undefined };
    const owners = await selectOwners(store.sql, request.caller.accountId, asked);
    const { results, ...paging } = page(owners, limit, (owner) => owner.id, request);
    return { results: results.map(presentOwner), ...paging };
  });

  const read = z.object({ idProperty: z.enum(['id', 'userId']).default('id'), archived: flag });
  const one = { summary: 'Read an owner', params, querystring: read, response: { 200: ownerAnswer } };
  app.get('/crm/v3/owners/:ownerId', { config, schema: one }, async (request) => {
    const { idProperty, archived } = request.query;
    const { ownerId } = request.params;
    const owner = await selectOwner(store.sql, request.caller.accountId, idProperty, ownerId);
    if (!owner || (owner.archivedAt !== null) !== archived) throw ownerNotFound(ownerId);
    return presentOwner(owner);
  });

  ownerWriteRoutes(app, store);
}

function ownerWriteRoutes(app: App, store: Store): void {
  const config = { scopes: ['millrace.admin'] };
  const path = '/millrace/v1/owners';

  const create = { summary: 'Make an owner', body: ownerCreate, response: { 201: ownerAnswer } };
  app.post(path, { config, schema: create }, async (request, reply) =>
    reply.code(201).send(presentOwner(await createOwner(store, request.caller, request.body))),
  );

  const update = {
    summary: 'Change or restore an owner',
    params,
    body: ownerUpdate,
    response: { 200: ownerAnswer },
  };
  app.patch(`${path}/:ownerId`, { config, schema: update }, async (request) =>
    presentOwner(await changeOwner(store, request.caller, request.params.ownerId, request.body)),
  );

  const archive = { summary: 'Archive an owner', params, response: noContent };
  app.delete(`${path}/:ownerId`, { config, schema: archive }, async (request, reply) => {
    await archiveOwner(store, request.caller, request.params.ownerId);
    return reply.code(204).send();
  });
}
