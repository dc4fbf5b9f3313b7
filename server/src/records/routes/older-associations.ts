import type { AssociationType } from '@millrace/core/crm';
import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import {
  type App,
  batchAnswerOf,
  idText,
  noContent,
  page,
  pagingQuery,
  resultsOf,
} from '../../platform/index.ts';
import { answerBatch, done, only, READS_RECORDS, viewOf, WRITES_RECORDS } from '../../schema/index.ts';
import {
  associatedOfAnswer,
  associatedPageAnswer,
  namedLinkAnswer,
  namedTypeAnswer,
  recordAnswer,
} from '../answers.ts';
import { linkPairs, type PairWithTypes, unlinkLabels, unlinkPairs } from '../associations/change-links.ts';
import { isOfThePair, namedTypes, typeNamed } from '../associations/named-types.ts';
import { presentAssociations } from '../associations/present.ts';
import { readAssociatedPages } from '../associations/read-pages.ts';
import { recordNotFound } from '../errors.ts';
import { findRecords } from '../find-records.ts';
import { openDirection } from '../open-records.ts';
import { selectAssociated } from '../queries/associations.ts';
import { readRecords } from '../read-records.ts';
import { type CrmUnit, writeRecords } from '../unit.ts';
import { BATCH_PAIRS_MAX, BATCH_READ_ASSOCIATIONS_MAX } from './association-batches.ts';
import { PAGE_ASSOCIATED_MAX } from './associations.ts';
import { objectId } from './inputs.ts';
import { linksOf } from './links.ts';

/** Associated records that a batch read of the older API answers for one record. */
const READ_ASSOCIATED_MAX = 100;

const fromRecord = z.object({ objectType: z.string(), objectId: z.string(), toObjectType: z.string() });
const between = fromRecord.extend({ toObjectId: z.string(), associationType: z.string() });
const pairOfTypes = z.object({ fromObjectType: z.string(), toObjectType: z.string() });
const pairs = z.object({
  inputs: z.array(z.object({ from: objectId, to: objectId, type: idText() })).max(BATCH_PAIRS_MAX),
});

/** `/crm/v3/objects/{objectType}/{objectId}/associations/…` and `/crm/v3/associations/…`: associations, each by one name. */
export function olderAssociationRoutes(app: App, store: Store): void {
  const below = '/crm/v3/objects/:objectType/:objectId/associations/:toObjectType';
  const batch = '/crm/v3/associations/:fromObjectType/:toObjectType';
  const found = batchAnswerOf(associatedOfAnswer);
  const linked = batchAnswerOf(namedLinkAnswer);

  const list = {
    summary: 'List associated records',
    params: fromRecord,
    querystring: z.object(pagingQuery(PAGE_ASSOCIATED_MAX)),
    response: { 200: associatedPageAnswer },
  };
  app.get(below, { config: READS_RECORDS, schema: list }, async (request) => {
    const { objectType, objectId, toObjectType } = request.params;
    const { after, limit } = request.query;
    const view = await viewOf(store.sql, request.caller);
    const direction = openDirection(view.schema, request.caller, [objectType, toObjectType], 'read');
    const { from, to } = direction;
    const place = { db: store.sql, accountId: view.account.id, schema: view.schema, type: from };
    const [image] = await findRecords(place, [objectId], undefined);
    if (!image || image.archivedAt !== null) throw recordNotFound(from, objectId);
    const rows = await selectAssociated(
      store.sql,
      view.account.id,
      from.id,
      to.id,
      [{ id: image.id, after }],
      limit + 1,
    );
    const { results } = presentAssociations(view.schema, from, to, image.id, rows, limit, linksOf(request));
    const { paging } = page([...new Set(rows.map((row) => row.toId))], limit, (id) => id, request);
    return paging ? { results, paging } : { results };
  });

  const put = {
    summary: 'Associate two records by a named type',
    params: between,
    response: { 200: recordAnswer },
  };
  app.put(
    `${below}/:toObjectId/:associationType`,
    { config: WRITES_RECORDS, schema: put },
    async (request) => {
      const { objectType, objectId, toObjectType, toObjectId, associationType } = request.params;
      await writeRecords(store, request.caller, async (unit) => {
        const direction = openDirection(unit.schema, request.caller, [objectType, toObjectType], 'write');
        const type = typeNamed(unit.schema, direction, associationType, 'associationType');
        only(await linkPairs(unit, direction, [{ from: objectId, to: toObjectId, types: [specOf(type)] }]));
      });
      const view = await viewOf(store.sql, request.caller);
      const { from } = openDirection(view.schema, request.caller, [objectType, toObjectType], 'write');
      const place = { db: store.sql, accountId: view.account.id, schema: view.schema, type: from };
      const images = (await findRecords(place, [objectId], undefined)).flatMap((image) => image ?? []);
      const wanted = { properties: [], propertiesWithHistory: [], associations: [toObjectType] };
      const [record] = await readRecords(view, from, images, wanted, linksOf(request));
      if (!record) throw recordNotFound(from, objectId);
      return record;
    },
  );

  const remove = { summary: 'Remove the association of two records', params: between, response: noContent };
  app.delete(
    `${below}/:toObjectId/:associationType`,
    { config: WRITES_RECORDS, schema: remove },
    async (request, reply) => {
      const { objectType, objectId, toObjectType, toObjectId, associationType } = request.params;
      await writeRecords(store, request.caller, async (unit) => {
        const direction = openDirection(unit.schema, request.caller, [objectType, toObjectType], 'write');
        const type = typeNamed(unit.schema, direction, associationType, 'associationType');
        await part(unit, direction, [{ from: objectId, to: toObjectId, type }]);
      });
      return reply.code(204).send();
    },
  );

  const types = {
    summary: 'List the names of association types',
    params: pairOfTypes,
    response: { 200: resultsOf(namedTypeAnswer) },
  };
  app.get(`${batch}/types`, { config: READS_RECORDS, schema: types }, async (request) => {
    const view = await viewOf(store.sql, request.caller);
    const { fromObjectType, toObjectType } = request.params;
    const direction = openDirection(view.schema, request.caller, [fromObjectType, toObjectType], 'read');
    return { results: namedTypes(view.schema, direction) };
  });

  const read = {
    summary: 'Read the associations of many records',
    params: pairOfTypes,
    body: z.object({ inputs: z.array(objectId).max(BATCH_READ_ASSOCIATIONS_MAX) }),
    response: { 200: found, 207: found },
  };
  app.post(`${batch}/batch/read`, { config: READS_RECORDS, schema: read }, async (request, reply) => {
    const view = await viewOf(store.sql, request.caller);
    const { fromObjectType, toObjectType } = request.params;
    const direction = openDirection(view.schema, request.caller, [fromObjectType, toObjectType], 'read');
    const { from, to } = direction;
    const links = linksOf(request);
    const asked = request.body.inputs.map(({ id }) => ({ id, after: undefined }));
    const pages = await readAssociatedPages(view, direction, asked, READ_ASSOCIATED_MAX + 1);
    const answers = pages.map((outcome) => {
      if (!outcome.ok) return outcome;
      const { id, rows } = outcome.value;
      const { results, ...paging } = presentAssociations(
        view.schema,
        from,
        to,
        id,
        rows,
        READ_ASSOCIATED_MAX,
        links,
      );
      return done({ from: { id }, to: results, ...paging });
    });
    return answerBatch(reply, 200, view.account.now, answers, () => ({}));
  });

  const written = {
    summary: 'Associate many pairs by named types',
    params: pairOfTypes,
    body: pairs,
    response: { 201: linked, 207: linked },
  };
  app.post(`${batch}/batch/create`, { config: WRITES_RECORDS, schema: written }, async (request, reply) => {
    const { inputs } = request.body;
    const { fromObjectType, toObjectType } = request.params;
    const { answers, now } = await writeRecords(store, request.caller, async (unit) => {
      const direction = openDirection(unit.schema, request.caller, [fromObjectType, toObjectType], 'write');
      const wanted = inputs.map(({ from, to, type }, index): PairWithTypes => {
        const named = typeNamed(unit.schema, direction, type, `inputs[${index}].type`);
        return { from: from.id, to: to.id, types: [specOf(named)] };
      });
      const outcomes = await linkPairs(unit, direction, wanted);
      const made = outcomes.map((outcome, index) =>
        outcome.ok
          ? done({
              from: { id: outcome.value.from },
              to: { id: outcome.value.to },
              type: inputs[index]!.type,
            })
          : outcome,
      );
      return { answers: made, now: unit.account.now };
    });
    return answerBatch(reply, 201, now, answers, (index) => ({
      fromObjectId: [inputs[index]!.from.id],
      toObjectId: [inputs[index]!.to.id],
    }));
  });

  const apart = { ...written, summary: 'Remove the associations of many pairs', response: noContent };
  app.post(`${batch}/batch/archive`, { config: WRITES_RECORDS, schema: apart }, async (request, reply) => {
    const { fromObjectType, toObjectType } = request.params;
    await writeRecords(store, request.caller, async (unit) => {
      const direction = openDirection(unit.schema, request.caller, [fromObjectType, toObjectType], 'write');
      const wanted = request.body.inputs.map(({ from, to, type }, index) => ({
        from: from.id,
        to: to.id,
        type: typeNamed(unit.schema, direction, type, `inputs[${index}].type`),
      }));
      await part(unit, direction, wanted);
    });
    return reply.code(204).send();
  });
}

/** The plain name, or the primary one, parts a pair as a whole; a label of the account's own goes alone. */
async function part(
  unit: CrmUnit,
  direction: ReturnType<typeof openDirection>,
  wanted: readonly { readonly from: string; readonly to: string; readonly type: AssociationType }[],
): Promise<void> {
  const [pairs, labelled] = [
    wanted.filter(({ type }) => isOfThePair(type)),
    wanted.filter(({ type }) => !isOfThePair(type)),
  ];
  if (pairs.length > 0) await unlinkPairs(unit, direction, pairs);
  if (labelled.length === 0) return;
  await unlinkLabels(
    unit,
    direction,
    labelled.map(({ from, to, type }) => ({ from, to, types: [specOf(type)] })),
  );
}

function specOf({ category, typeId }: AssociationType) {
  return { associationCategory: category, associationTypeId: typeId };
}
