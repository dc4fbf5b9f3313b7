import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import { type App, type Caller, flag, idNotTaken, noContent, whole } from '../../platform/index.ts';
import { loadSchema } from '../../schema/index.ts';
import { requireOpen, thoseOpen } from '../access.ts';
import { createdListAnswer, foundListsAnswer, listAnswer, listSizesAnswer } from '../answers.ts';
import { listNameNotFound, listNotFound, unknownObjectType } from '../errors.ts';
import type { ListService } from '../hooks.ts';
import { present, presentFound } from '../list.ts';
import { searchLists, selectListByName, selectLists } from '../queries/lists.ts';
import { createList, deleteList, renameList, restoreList, updateFilters } from '../save-list.ts';
import { creating, id, listParams, reading, writing } from './inputs.ts';

/** Lists that one search or one read answers at most. */
export const LISTS_PER_PAGE_MAX = 500;
const LISTS_PER_PAGE_USUAL = 20;
/** Characters of a list's name. */
export const LIST_NAME_CHARACTERS_MAX = 255;

const name = z.string().trim().min(1).max(LIST_NAME_CHARACTERS_MAX);
const processingType = z.enum(['MANUAL', 'SNAPSHOT', 'DYNAMIC']);
/** Read by the check of filters, which names the place inside. */
const filterBranch = z.unknown();

const newList = z.object({
  /** Not taken, and the answer says so. */
  listId: z.unknown().optional(),
  name,
  objectTypeId: z.string().min(1),
  processingType,
  filterBranch: filterBranch.optional().transform((value) => value ?? undefined),
  listFolderId: id.optional(),
  customProperties: z.record(z.string(), z.string()).optional(),
  membershipSettings: z.record(z.string(), z.unknown()).optional(),
  listPermissions: z.record(z.string(), z.unknown()).optional(),
});

const search = z.object({
  query: z.string().optional(),
  listIds: z.array(id).max(LISTS_PER_PAGE_MAX).optional(),
  objectTypeId: z.string().optional(),
  processingTypes: z.array(processingType).optional(),
  additionalProperties: z.array(z.string()).default([]),
  sort: z
    .string()
    .regex(/^-?(HS_LIST_SIZE|HS_CREATED_AT|HS_UPDATED_AT|HS_LIST_NAME)$/, 'must be a sort that is known here')
    .optional(),
  offset: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  count: whole(1, LISTS_PER_PAGE_MAX).default(LISTS_PER_PAGE_USUAL),
});

type Sort = 'HS_LIST_SIZE' | 'HS_CREATED_AT' | 'HS_UPDATED_AT' | 'HS_LIST_NAME';

const filters = (wanted: boolean) => (wanted ? 'with filters' : 'without filters');

export function definitionRoutes(app: App, service: ListService): void {
  const { sql } = service.store;
  const referencesOf = ({ accountId }: Caller) => service.references(sql, accountId);
  const include = z.object({ includeFilters: flag });

  const create = { summary: 'Create a list', body: newList, response: { 200: createdListAnswer } };
  app.post('/crm/v3/lists', { config: creating, schema: create }, async (request) => {
    const { caller } = request;
    const { objectTypeId, filterBranch } = request.body;
    await requireOpen(sql, caller, [{ objectTypeId, filterBranch }]);
    const list = await createList(service, caller, request.body);
    return {
      list: present(list, await referencesOf(caller), 'with filters'),
      ...idNotTaken('listId', request.body.listId, list.id),
    };
  });

  const several = include.extend({
    listIds: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((value) => [value].flat().flatMap((text) => text.split(',')))
      .transform((ids) => ids.filter((text) => text !== ''))
      .pipe(z.array(z.string().regex(/^\d{1,18}$/, 'must be the id of a list')).max(LISTS_PER_PAGE_MAX)),
  });
  const read = {
    summary: 'Read many lists',
    querystring: several,
    response: { 200: z.strictObject({ lists: z.array(listAnswer) }) },
  };
  app.get('/crm/v3/lists', { config: reading, schema: read }, async (request) => {
    const { listIds, includeFilters } = request.query;
    const [all, references] = await Promise.all([
      selectLists(sql, request.caller.accountId, listIds),
      referencesOf(request.caller),
    ]);
    const lists = await thoseOpen(sql, request.caller, all);
    return { lists: lists.map((list) => present(list, references, filters(includeFilters))) };
  });

  const find = { summary: 'Search lists', body: search, response: { 200: foundListsAnswer } };
  app.post('/crm/v3/lists/search', { config: reading, schema: find }, async (request) => {
    const { sort, offset, count, additionalProperties, query, listIds, objectTypeId, processingTypes } =
      request.body;
    const references = await referencesOf(request.caller);
    const { lists, total } = await searchLists(sql, request.caller.accountId, {
      query,
      listIds,
      objectTypeId,
      processingTypes,
      offset,
      count,
      sort: sort?.replace('-', '') as Sort | undefined,
      descending: sort?.startsWith('-') ? 'yes' : 'no',
    });
    const open = await thoseOpen(sql, request.caller, lists);
    return {
      lists: open.map((list) => presentFound(list, references, additionalProperties)),
      offset: offset + lists.length,
      hasMore: offset + lists.length < total,
      total,
    };
  });

  const response = { 200: z.strictObject({ list: listAnswer }) };
  const byName = {
    summary: 'Read a list by its name',
    params: z.object({ objectTypeId: z.string(), listName: z.string() }),
    querystring: include,
    response,
  };
  app.get(
    '/crm/v3/lists/object-type-id/:objectTypeId/name/:listName',
    { config: reading, schema: byName },
    async (request) => {
      const { id: accountId, schemaVersion } = await readAccount(sql, request.caller.accountId);
      const { objectTypeId, listName } = request.params;
      const type = (await loadSchema(sql, accountId, schemaVersion)).objectType(objectTypeId);
      if (!type) throw unknownObjectType(objectTypeId);
      const list = await selectListByName(sql, accountId, type.id, listName);
      if (!list) throw listNameNotFound(type.id, listName);
      await requireOpen(sql, request.caller, [list]);
      return {
        list: present(list, await referencesOf(request.caller), filters(request.query.includeFilters)),
      };
    },
  );

  const one = { summary: 'Read a list', params: listParams, querystring: include, response };
  app.get('/crm/v3/lists/:listId', { config: reading, schema: one }, async (request) => {
    const { listId } = request.params;
    const [list] = await selectLists(sql, request.caller.accountId, [listId]);
    if (!list) throw listNotFound(listId);
    return { list: present(list, await referencesOf(request.caller), filters(request.query.includeFilters)) };
  });

  const remove = { summary: 'Delete a list', params: listParams, response: noContent };
  app.delete('/crm/v3/lists/:listId', { config: writing, schema: remove }, async (request, reply) => {
    await deleteList(service, request.caller, request.params.listId);
    return reply.code(204).send();
  });

  const restore = {
    config: writing,
    schema: { summary: 'Restore a deleted list', params: listParams, response: noContent },
  };
  app.put('/crm/v3/lists/:listId/restore', restore, async (request, reply) => {
    await restoreList(service, request.caller, request.params.listId);
    return reply.code(204).send();
  });

  const updated = { 200: z.strictObject({ updatedList: listAnswer }) };
  const update = {
    summary: 'Change the filters of a list',
    params: listParams,
    body: z.object({ filterBranch: filterBranch.refine((value) => value !== undefined, 'is required') }),
    // Whether flows that are entered by joining the list let in the records that join by this change.
    querystring: z.object({ enrollObjectsInWorkflows: flag }),
    response: updated,
  };
  app.put(
    '/crm/v3/lists/:listId/update-list-filters',
    { config: writing, schema: update },
    async (request) => {
      const { listId } = request.params;
      const { filterBranch } = request.body;
      const { enrollObjectsInWorkflows: enrolls } = request.query;
      const [before] = await selectLists(sql, request.caller.accountId, [listId]);
      if (before) await requireOpen(sql, request.caller, [{ ...before, filterBranch }]);
      const list = await updateFilters(service, request.caller, listId, { filterBranch, enrolls });
      return { updatedList: present(list, await referencesOf(request.caller), 'with filters') };
    },
  );

  const rename = {
    summary: 'Rename a list',
    params: listParams,
    querystring: include.extend({ listName: name }),
    response: updated,
  };
  app.put('/crm/v3/lists/:listId/update-list-name', { config: writing, schema: rename }, async (request) => {
    const { listName, includeFilters } = request.query;
    const list = await renameList(service, request.caller, request.params.listId, listName);
    return { updatedList: present(list, await referencesOf(request.caller), filters(includeFilters)) };
  });

  const between = {
    summary: 'Read the sizes and edits of a list over time',
    params: listParams,
    querystring: z.object({ startDate: z.string().optional(), endDate: z.string().optional() }),
    response: { 200: listSizesAnswer },
  };
  const history = '/crm/v3/lists/:listId/size-and-edits-history/between';
  app.get(history, { config: reading, schema: between }, async (request) => {
    const { accountId } = request.caller;
    const { listId } = request.params;
    const [[list], { now }] = await Promise.all([
      selectLists(sql, accountId, [listId]),
      readAccount(sql, accountId),
    ]);
    if (!list) throw listNotFound(listId);
    const start = Date.parse(request.query.startDate ?? '') || Number.NEGATIVE_INFINITY;
    const end = Date.parse(request.query.endDate ?? '') || Number.POSITIVE_INFINITY;
    const inside = (at: number) => at >= start && at <= end;
    // Sizes of the past are not kept: only the present one is known.
    return {
      editHistory: list.editedAt.filter(inside).map(iso),
      sizeHistory: inside(now) ? [{ timestamp: iso(now), size: list.size }] : [],
    };
  });
}
