import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, batchAnswerOf, noContent, page, pageOf, pagingQuery } from '../../platform/index.ts';
import { answerBatch, done, only, READS_RECORDS, viewOf, WRITES_RECORDS } from '../../schema/index.ts';
import { defaultLinkAnswer, labelledAnswer, linkedAnswer } from '../answers.ts';
import { linkByDefault, linkPairs, unlinkPairs } from '../associations/change-links.ts';
import { presentDefault, presentLabelled, presentLinked } from '../associations/present.ts';
import { recordNotFound } from '../errors.ts';
import { findRecords } from '../find-records.ts';
import { openDirection } from '../open-records.ts';
import { selectAssociated } from '../queries/associations.ts';
import { writeRecords } from '../unit.ts';
import { associationSpec } from './inputs.ts';

/** Associated records on one page. */
export const PAGE_ASSOCIATED_MAX = 500;

const fromRecord = z.object({ objectType: z.string(), objectId: z.string(), toObjectType: z.string() });
const between = fromRecord.extend({ toObjectId: z.string() });

/** `/crm/v4/objects/{objectType}/{objectId}/associations/…`: what one record is associated with. */
export function associationRoutes(app: App, store: Store): void {
  const path = '/crm/v4/objects/:objectType/:objectId/associations';

  const list = {
    summary: 'List associated records',
    params: fromRecord,
    querystring: z.object(pagingQuery(PAGE_ASSOCIATED_MAX)),
    response: { 200: pageOf(labelledAnswer) },
  };
  app.get(`${path}/:toObjectType`, { config: READS_RECORDS, schema: list }, async (request) => {
    const { objectId } = request.params;
    const { after, limit } = request.query;
    const view = await viewOf(store.sql, request.caller);
    const { from, to } = openDirection(view.schema, request.caller, typesIn(request.params), 'read');
    const place = { db: store.sql, accountId: view.account.id, schema: view.schema, type: from };
    const [image] = await findRecords(place, [objectId], undefined);
    if (!image || image.archivedAt !== null) throw recordNotFound(from, objectId);
    const asked = [{ id: image.id, after }];
    const rows = await selectAssociated(store.sql, view.account.id, from.id, to.id, asked, limit + 1);
    return page(presentLabelled(view.schema, rows), limit, (one) => String(one.toObjectId), request);
  });

  const put = {
    summary: 'Associate two records by given types',
    params: between,
    body: z.array(associationSpec).min(1),
    response: { 201: linkedAnswer },
  };
  app.put(
    `${path}/:toObjectType/:toObjectId`,
    { config: WRITES_RECORDS, schema: put },
    async (request, reply) => {
      const answer = await writeRecords(store, request.caller, async (unit) => {
        const direction = openDirection(unit.schema, request.caller, typesIn(request.params), 'write');
        const { objectId, toObjectId } = request.params;
        const pair = { from: objectId, to: toObjectId, types: request.body };
        return presentLinked(direction, only(await linkPairs(unit, direction, [pair])));
      });
      return reply.code(201).send(answer);
    },
  );

  const byDefault = {
    summary: 'Associate two records by the default type',
    params: between,
    response: { 200: batchAnswerOf(defaultLinkAnswer), 207: batchAnswerOf(defaultLinkAnswer) },
  };
  app.put(
    `${path}/default/:toObjectType/:toObjectId`,
    { config: WRITES_RECORDS, schema: byDefault },
    async (request, reply) => {
      const { answers, now } = await writeRecords(store, request.caller, async (unit) => {
        const direction = openDirection(unit.schema, request.caller, typesIn(request.params), 'write');
        const pair = { from: request.params.objectId, to: request.params.toObjectId };
        const linked = only(await linkByDefault(unit, direction, [pair]));
        return { answers: presentDefault(unit.schema, linked), now: unit.account.now };
      });
      return answerBatch(reply, 200, now, answers.map(done), () => ({}));
    },
  );

  const remove = { summary: 'Remove every association of two records', params: between, response: noContent };
  app.delete(
    `${path}/:toObjectType/:toObjectId`,
    { config: WRITES_RECORDS, schema: remove },
    async (request, reply) => {
      await writeRecords(store, request.caller, (unit) => {
        const direction = openDirection(unit.schema, request.caller, typesIn(request.params), 'write');
        return unlinkPairs(unit, direction, [
          { from: request.params.objectId, to: request.params.toObjectId },
        ]);
      });
      return reply.code(204).send();
    },
  );
}

function typesIn({ objectType, toObjectType }: z.output<typeof fromRecord>): [string, string] {
  return [objectType, toObjectType];
}
