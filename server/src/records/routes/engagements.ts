import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, type Caller, noContent, requireScopes, whole } from '../../platform/index.ts';
import { type CrmView, openObjectType, READS_RECORDS, scopeFamily, viewOf } from '../../schema/index.ts';
import { engagementAnswer, engagementsAnswer } from '../answers.ts';
import { engagementCreate, engagementUpdate } from '../engagements/engagement-input.ts';
import { findEngagement, pageOfAssociated, pageOfEngagements } from '../engagements/find-engagements.ts';
import { presentEngagements } from '../engagements/read-engagements.ts';
import {
  type Authorise,
  archiveEngagement,
  changeEngagement,
  createEngagement,
} from '../engagements/write-engagements.ts';
import { writeRecords } from '../unit.ts';

/** Engagements on one page, at most, and unless a request says. */
export const PAGE_ENGAGEMENTS_MAX = 250;
const PAGE_ENGAGEMENTS = 100;

/** The scopes of contacts open activities. */
const READS = { scopes: ['crm.objects.contacts.read'] };
const WRITES = { scopes: ['crm.objects.contacts.write'] };

const PATH = '/engagements/v1/engagements';
const params = z.object({ engagementId: z.string() });
const offset = z
  .string()
  .regex(/^\d{1,18}$/, 'must be the offset of an earlier page')
  .default('0');
const querystring = z.object({
  limit: whole(1, PAGE_ENGAGEMENTS_MAX).default(PAGE_ENGAGEMENTS),
  offset,
});

/** `/engagements/v1`: calls, emails, meetings, notes and tasks, in the shape that older clients know. */
export function engagementRoutes(app: App, store: Store): void {
  const create = {
    summary: 'Make an engagement',
    body: engagementCreate,
    response: { 200: engagementAnswer },
  };
  app.post(PATH, { config: WRITES, schema: create }, async (request) => {
    const image = await writeRecords(store, request.caller, (unit) =>
      createEngagement(unit, request.body, writing(request.caller)),
    );
    return readOne(store, request.caller, image.id);
  });

  const list = { summary: 'List engagements', querystring, response: { 200: engagementsAnswer } };
  app.get(`${PATH}/paged`, { config: READS, schema: list }, async (request) => {
    const view = await viewOf(store.sql, request.caller);
    const { limit } = request.query;
    const found = await pageOfEngagements(view, request.query.offset, limit + 1);
    return pageOf(view, request.caller, found, limit);
  });

  const ofRecord = z.object({ objectType: z.string(), objectId: z.string() });
  const associated = {
    config: { ...READS, ...READS_RECORDS },
    schema: {
      summary: "List a record's engagements",
      params: ofRecord,
      querystring,
      response: { 200: engagementsAnswer },
    },
  };
  app.get(`${PATH}/associated/:objectType/:objectId/paged`, associated, async (request) => {
    const view = await viewOf(store.sql, request.caller);
    const { objectType, objectId } = request.params;
    const type = openObjectType(view.schema, request.caller, objectType.toLowerCase(), 'read');
    const { limit } = request.query;
    const found = await pageOfAssociated(view, type.id, objectId, request.query.offset, limit + 1);
    return pageOf(view, request.caller, found, limit);
  });

  const read = { summary: 'Read an engagement', params, response: { 200: engagementAnswer } };
  app.get(`${PATH}/:engagementId`, { config: READS, schema: read }, async (request) =>
    readOne(store, request.caller, request.params.engagementId),
  );

  const change = {
    summary: 'Change an engagement',
    params,
    body: engagementUpdate,
    response: { 200: engagementAnswer },
  };
  app.patch(`${PATH}/:engagementId`, { config: WRITES, schema: change }, async (request) => {
    const { engagementId } = request.params;
    await writeRecords(store, request.caller, (unit) =>
      changeEngagement(unit, engagementId, request.body, writing(request.caller)),
    );
    return readOne(store, request.caller, engagementId);
  });

  const archive = { summary: 'Archive an engagement', params, response: noContent };
  app.delete(`${PATH}/:engagementId`, { config: WRITES, schema: archive }, async (request, reply) => {
    await writeRecords(store, request.caller, (unit) =>
      archiveEngagement(unit, request.params.engagementId, writing(request.caller)),
    );
    return reply.code(204).send();
  });
}

async function readOne(store: Store, caller: Caller, id: string) {
  const view = await viewOf(store.sql, caller);
  const image = await findEngagement(view.db, view.account.id, id, 'none');
  const [engagement] = await presentEngagements(view, [image], reading(caller));
  return engagement!;
}

async function pageOf(
  view: CrmView,
  caller: Caller,
  found: Awaited<ReturnType<typeof pageOfEngagements>>,
  limit: number,
) {
  const shown = found.slice(0, limit);
  return {
    results: await presentEngagements(view, shown, reading(caller)),
    hasMore: found.length > limit,
    offset: Number(shown.at(-1)?.id ?? 0),
  };
}

function writing(caller: Caller): Authorise {
  return (objectTypeId) =>
    requireScopes(caller, [`crm.objects.${scopeFamily({ id: objectTypeId, custom: false })}.write`]);
}

function reading({ scopes }: Caller): (objectTypeId: string) => boolean {
  return (objectTypeId) => scopes.has(`crm.objects.${scopeFamily({ id: objectTypeId, custom: false })}.read`);
}
