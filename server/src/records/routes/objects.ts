import { z } from 'zod';
import type { Store } from '../../history/index.ts';
import { type App, flag, idNotTaken, noContent, page, pageOf, pagingQuery } from '../../platform/index.ts';
import {
  names,
  objectTypeParams,
  openObjectType,
  READS_RECORDS,
  requireProperties,
  viewOf,
  WRITES_RECORDS,
} from '../../schema/index.ts';
import { newRecordAnswer, recordAnswer } from '../answers.ts';
import { archiveRecords } from '../archive-records.ts';
import { recordCreator } from '../create-together.ts';
import { recordNotFound, recordNotFoundBy } from '../errors.ts';
import { findRecords } from '../find-records.ts';
import { requireHistoryBounds } from '../history-bounds.ts';
import { presentWritten } from '../present.ts';
import { selectPage } from '../queries/records.ts';
import { readRecords } from '../read-records.ts';
import { writeRecords } from '../unit.ts';
import { recordUpdater } from '../update-together.ts';
import { newRecord, propertyValues, recordParams } from './inputs.ts';
import { linksOf } from './links.ts';

const wanted = { properties: names, propertiesWithHistory: names, associations: names, archived: flag };
const idProperty = z.string().optional();

const PAGE_RECORDS = 10;
export const PAGE_RECORDS_MAX = 100;

/** `/crm/v3/objects/{objectType}`: records one at a time, and page by page. */
export function objectRoutes(app: App, store: Store): void {
  const path = '/crm/v3/objects/:objectType';
  const createRecord = recordCreator(store);
  const updateRecord = recordUpdater(store);

  const listQuery = z.object({ ...pagingQuery(PAGE_RECORDS_MAX, PAGE_RECORDS), ...wanted });
  const list = {
    summary: 'List records',
    params: objectTypeParams,
    querystring: listQuery,
    response: { 200: pageOf(recordAnswer) },
  };
  app.get(path, { config: READS_RECORDS, schema: list }, async (request) => {
    const view = await viewOf(store.sql, request.caller);
    const type = openObjectType(view.schema, request.caller, request.params.objectType, 'read');
    const { after, limit, archived, propertiesWithHistory } = request.query;
    requireHistoryBounds(propertiesWithHistory, limit, 'limit');
    const images = await selectPage(store.sql, view.account.id, type.id, {
      after,
      limit: limit + 1,
      archived,
    });
    const { results, ...paging } = page(images, limit, (image) => image.id, request);
    return { results: await readRecords(view, type, results, request.query, linksOf(request)), ...paging };
  });

  const create = {
    summary: 'Create a record',
    params: objectTypeParams,
    body: newRecord,
    response: { 201: newRecordAnswer },
  };
  app.post(path, { config: WRITES_RECORDS, schema: create }, async (request, reply) => {
    const { caller, body: input, params } = request;
    const { image, hidden } = await createRecord({ caller, objectType: params.objectType, input });
    return reply.code(201).send({
      ...presentWritten(image, Object.keys(input.properties), hidden, linksOf(request)),
      ...idNotTaken('id', input.id, image.id),
    });
  });

  const readQuery = z.object({ ...wanted, idProperty });
  const read = {
    summary: 'Read a record',
    params: recordParams,
    querystring: readQuery,
    response: { 200: recordAnswer },
  };
  app.get(`${path}/:objectId`, { config: READS_RECORDS, schema: read }, async (request) => {
    const view = await viewOf(store.sql, request.caller);
    const type = openObjectType(view.schema, request.caller, request.params.objectType, 'read');
    const { objectId } = request.params;
    requireProperties(view.schema, request.caller, type, [request.query.idProperty ?? ''], 'read');
    const place = { db: store.sql, accountId: view.account.id, schema: view.schema, type };
    const [image] = await findRecords(place, [objectId], request.query.idProperty);
    if (!image || (image.archivedAt !== null) !== request.query.archived)
      throw recordNotFoundBy(type, objectId, request.query.idProperty);
    const [record] = await readRecords(view, type, [image], request.query, linksOf(request));
    return record;
  });

  const update = {
    summary: 'Change properties of a record',
    params: recordParams,
    querystring: z.object({ idProperty }),
    body: z.object({ properties: propertyValues }),
    response: { 200: recordAnswer },
  };
  app.patch(`${path}/:objectId`, { config: WRITES_RECORDS, schema: update }, async (request) => {
    const { caller, query } = request;
    const { properties } = request.body;
    const { objectType, objectId } = request.params;
    const input = { id: objectId, properties };
    const { image, hidden } = await updateRecord({ caller, objectType, input, idProperty: query.idProperty });
    return presentWritten(image, Object.keys(properties), hidden, linksOf(request));
  });

  const archive = { summary: 'Archive a record', params: recordParams, response: noContent };
  app.delete(`${path}/:objectId`, { config: WRITES_RECORDS, schema: archive }, async (request, reply) => {
    const { objectType, objectId } = request.params;
    await writeRecords(store, request.caller, async (unit) => {
      const type = openObjectType(unit.schema, request.caller, objectType, 'write');
      const [image] = await archiveRecords(unit, type, [objectId]);
      if (!image) throw recordNotFound(type, objectId);
    });
    return reply.code(204).send();
  });
}
