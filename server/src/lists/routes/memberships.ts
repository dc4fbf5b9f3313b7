import { iso } from '@millrace/core/time';
import { z } from 'zod';
import { readAccount } from '../../accounts/index.ts';
import type { Store } from '../../history/index.ts';
import {
  type AnswerOf,
  type App,
  batchAnswer,
  batchAnswerOf,
  type Caller,
  type Db,
  invalid,
  linkTo,
  noContent,
  whole,
} from '../../platform/index.ts';
import { thoseOpen } from '../access.ts';
import {
  listMembersAnswer,
  membersChangedAnswer,
  membershipAnswer,
  membershipsOfRecordAnswer,
} from '../answers.ts';
import { addMembersFrom, changeMembers, type MembersChanged, removeAllMembers } from '../change-members.ts';
import { listNotFound } from '../errors.ts';
import { listsOfRecords } from '../lists-of-records.ts';
import { pageOfMembers } from '../members-page.ts';
import { selectLists } from '../queries/lists.ts';
import type { RecordMembership } from '../queries/memberships.ts';
import { id, listParams, reading, recordIds, writing } from './inputs.ts';

/** Members that one page shows. */
export const MEMBERS_PER_PAGE_MAX = 250;
const MEMBERS_PER_PAGE_USUAL = 100;
/** Records whose memberships one batch reads. */
export const RECORDS_PER_BATCH_MAX = 1_000;

/** Members of lists: who is in, who joins and leaves by hand, and which lists a record is in. */
export function membershipRoutes(app: App, store: Store): void {
  const url = '/crm/v3/lists/:listId/memberships';

  const pageQuery = z.object({
    limit: whole(1, MEMBERS_PER_PAGE_MAX).default(MEMBERS_PER_PAGE_USUAL),
    after: z.string().optional(),
    before: z.string().optional(),
  });
  for (const [path, order] of [
    [url, 'ID'],
    [`${url}/join-order`, 'JOINING'],
  ] as const) {
    app.get(
      path,
      {
        config: reading,
        schema: {
          summary:
            order === 'ID'
              ? 'List the members of a list'
              : 'List the members of a list in the order of joining',
          params: listParams,
          querystring: pageQuery,
          response: { 200: listMembersAnswer },
        },
      },
      async (request) => {
        const { listId } = request.params;
        const [list] = await selectLists(store.sql, request.caller.accountId, [listId]);
        if (!list) throw listNotFound(listId);
        return pageOfMembers(store.sql, request.caller.accountId, list, {
          ...request.query,
          order,
          linkTo: (params) => linkTo(request, params),
        });
      },
    );
  }

  const response = { 200: membersChangedAnswer };
  const ids = { params: listParams, body: recordIds, response };
  app.put(
    `${url}/add`,
    { config: writing, schema: { summary: 'Put records into a list', ...ids } },
    async (request) => {
      const { listId } = request.params;
      return answer(await changeMembers(store, request.caller, listId, { add: request.body }));
    },
  );

  app.put(
    `${url}/remove`,
    { config: writing, schema: { summary: 'Take records out of a list', ...ids } },
    async (request) => {
      const { listId } = request.params;
      return answer(await changeMembers(store, request.caller, listId, { remove: request.body }));
    },
  );

  const both = z.object({ recordIdsToAdd: recordIds.default([]), recordIdsToRemove: recordIds.default([]) });
  app.put(
    `${url}/add-and-remove`,
    {
      config: writing,
      schema: { summary: 'Put records in and take others out', params: listParams, body: both, response },
    },
    async (request) => {
      const { recordIdsToAdd: add, recordIdsToRemove: remove } = request.body;
      const twice = add.find((each) => remove.includes(each));
      if (twice !== undefined) {
        const message = `The record ${twice} stands in recordIdsToAdd and in recordIdsToRemove.`;
        throw invalid([{ path: 'recordIdsToRemove', code: 'ADDED_AND_REMOVED', message }]);
      }
      return answer(await changeMembers(store, request.caller, request.params.listId, { add, remove }));
    },
  );

  const from = z.object({ listId: id, sourceListId: id });
  app.put(
    `${url}/add-from/:sourceListId`,
    {
      config: writing,
      schema: { summary: 'Put the members of another list in', params: from, response: noContent },
    },
    async (request, reply) => {
      await addMembersFrom(store, request.caller, request.params.listId, request.params.sourceListId);
      return reply.code(204).send();
    },
  );

  const empty = { summary: 'Take every member out of a list', params: listParams, response: noContent };
  app.delete(url, { config: writing, schema: empty }, async (request, reply) => {
    await removeAllMembers(store, request.caller, request.params.listId);
    return reply.code(204).send();
  });

  const record = z.object({ objectTypeId: z.string(), recordId: id });
  app.get(
    '/crm/v3/lists/records/:objectTypeId/:recordId/memberships',
    {
      config: reading,
      schema: {
        summary: 'List the lists of a record',
        params: record,
        response: { 200: z.strictObject({ results: z.array(membershipAnswer), total: z.int() }) },
      },
    },
    async (request) => {
      const { objectTypeId, recordId } = request.params;
      const ref = { objectTypeId, id: recordId };
      const [all = []] = await listsOfRecords(store.sql, request.caller.accountId, [ref]);
      const found = await membershipsOpen(store.sql, request.caller, all);
      return { results: found.map(presentMembership), total: found.length };
    },
  );

  const batch = z.object({
    inputs: z.array(z.object({ objectTypeId: z.string(), recordId: id })).max(RECORDS_PER_BATCH_MAX),
  });
  app.post(
    '/crm/v3/lists/records/memberships/batch/read',
    {
      config: reading,
      schema: {
        summary: 'List the lists of many records',
        body: batch,
        response: { 200: batchAnswerOf(membershipsOfRecordAnswer) },
      },
    },
    async (request) => {
      const { inputs } = request.body;
      const { accountId } = request.caller;
      const [{ now }, all] = await Promise.all([
        readAccount(store.sql, accountId),
        listsOfRecords(
          store.sql,
          accountId,
          inputs.map(({ objectTypeId, recordId }) => ({ objectTypeId, id: recordId })),
        ),
      ]);
      const open = new Set(await membershipsOpen(store.sql, request.caller, all.flat()));
      const results = inputs.map((input, index) => ({
        ...input,
        recordListMemberships: all[index]!.filter((one) => open.has(one)).map(presentMembership),
      }));
      return batchAnswer(now, results);
    },
  );
}

/** The memberships in lists that are open to the caller. */
async function membershipsOpen(
  db: Db,
  caller: Caller,
  all: readonly RecordMembership[],
): Promise<RecordMembership[]> {
  const ids = [...new Set(all.map(({ listId }) => listId))];
  const open = await thoseOpen(db, caller, await selectLists(db, caller.accountId, ids));
  const openIds = new Set(open.map(({ id }) => id));
  return all.filter(({ listId }) => openIds.has(listId));
}

/** `recordsIdsAdded` is spelled as the original spells it. */
function answer({ added, removed, missing }: MembersChanged): AnswerOf<typeof membersChangedAnswer> {
  return { recordsIdsAdded: added, recordIdsRemoved: removed, recordIdsMissing: missing };
}

function presentMembership({
  listId,
  listVersion,
  joinedAt,
}: RecordMembership): AnswerOf<typeof membershipAnswer> {
  const at = iso(joinedAt);
  return { listId, listVersion, firstAddedTimestamp: at, lastAddedTimestamp: at };
}
