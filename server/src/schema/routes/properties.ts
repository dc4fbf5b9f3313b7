import { z } from 'zod';
import { type App, batchAnswerOf, flag, noContent, resultsOf, type Sql } from '../../platform/index.ts';
import { propertyAnswer } from '../answers.ts';
import { done, failed, type InputResult, only } from '../input-result.ts';
import { openForDefining, openObjectSchema } from '../object-access.ts';
import { propertyCreate, propertyUpdate } from '../properties/definition-input.ts';
import { presentProperty } from '../properties/present.ts';
import {
  archive,
  createProperties,
  propertyNotFound,
  updateProperty,
} from '../properties/write-properties.ts';
import { changeSchemaOf } from '../schema-unit.ts';
import { viewOf } from '../view.ts';
import { answerBatch } from './batch-answer.ts';
import { batchOf, names, objectTypeParams } from './inputs.ts';
import { READS_DEFINITIONS, WRITES_DEFINITIONS } from './opens.ts';

/** Only properties of this sensitivity; the plain ones unless a request says, as in the original. */
const dataSensitivity = z.enum(['non_sensitive', 'sensitive', 'highly_sensitive']).default('non_sensitive');

const propertyParams = z.object({ objectType: z.string(), propertyName: z.string() });
const batchNames = batchOf(z.object({ name: z.string() }));

/** `/crm/v3/properties/{objectType}`: what the records of an object type can hold. */
export function propertyRoutes(app: App, sql: Sql): void {
  const path = '/crm/v3/properties/:objectType';

  const listQuery = z.object({ archived: flag, properties: names, dataSensitivity });
  const list = {
    summary: 'List properties',
    params: objectTypeParams,
    querystring: listQuery,
    response: { 200: resultsOf(propertyAnswer) },
  };
  app.get(path, { config: READS_DEFINITIONS, schema: list }, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const type = openObjectSchema(schema, request.caller, request.params.objectType, 'read');
    const { archived, properties, dataSensitivity: sensitivity } = request.query;
    const all = archived ? schema.archivedProperties(type.id) : [...schema.properties(type.id).values()];
    const wanted = all.filter(
      (property) =>
        (properties.length === 0 || properties.includes(property.name)) &&
        property.dataSensitivity === sensitivity,
    );
    return { results: wanted.map(presentProperty) };
  });

  const create = {
    summary: 'Create a property',
    params: objectTypeParams,
    body: propertyCreate,
    response: { 201: propertyAnswer },
  };
  app.post(path, { config: WRITES_DEFINITIONS, schema: create }, async (request, reply) => {
    const made = await changeSchemaOf(sql, request.caller, async (unit) => {
      const type = openForDefining(unit.schema, request.caller, request.params.objectType, [request.body]);
      return only(await createProperties(unit, type, [request.body]));
    });
    return reply.code(201).send(presentProperty(made));
  });

  const readQuery = z.object({ archived: flag });
  const read = {
    summary: 'Read a property',
    params: propertyParams,
    querystring: readQuery,
    response: { 200: propertyAnswer },
  };
  app.get(`${path}/:propertyName`, { config: READS_DEFINITIONS, schema: read }, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const type = openObjectSchema(schema, request.caller, request.params.objectType, 'read');
    const { propertyName } = request.params;
    const property = request.query.archived
      ? schema.archivedProperties(type.id).find(({ name }) => name === propertyName)
      : schema.properties(type.id).get(propertyName);
    if (!property) throw propertyNotFound(type, propertyName);
    return presentProperty(property);
  });

  const update = {
    summary: 'Change a property',
    params: propertyParams,
    body: propertyUpdate,
    response: { 200: propertyAnswer },
  };
  app.patch(`${path}/:propertyName`, { config: WRITES_DEFINITIONS, schema: update }, async (request) => {
    const { objectType, propertyName } = request.params;
    const changed = await changeSchemaOf(sql, request.caller, (unit) => {
      const type = openForDefining(unit.schema, request.caller, objectType, [{ name: propertyName }]);
      return updateProperty(unit, type, propertyName, request.body);
    });
    return presentProperty(changed);
  });

  const remove = { summary: 'Archive a property', params: propertyParams, response: noContent };
  app.delete(
    `${path}/:propertyName`,
    { config: WRITES_DEFINITIONS, schema: remove },
    async (request, reply) => {
      const { objectType, propertyName } = request.params;
      await changeSchemaOf(sql, request.caller, async (unit) => {
        const type = openForDefining(unit.schema, request.caller, objectType, [{ name: propertyName }]);
        if (!unit.schema.properties(type.id).has(propertyName)) throw propertyNotFound(type, propertyName);
        await archive(unit, type, [propertyName]);
      });
      return reply.code(204).send();
    },
  );

  propertyBatchRoutes(app, sql, path);
}

function propertyBatchRoutes(app: App, sql: Sql, path: string): void {
  const properties = batchAnswerOf(propertyAnswer);
  const create = {
    summary: 'Create many properties',
    params: objectTypeParams,
    body: batchOf(propertyCreate),
    response: { 201: properties, 207: properties },
  };
  app.post(`${path}/batch/create`, { config: WRITES_DEFINITIONS, schema: create }, async (request, reply) => {
    const { inputs } = request.body;
    const { outcomes, now } = await changeSchemaOf(sql, request.caller, async (unit) => {
      const type = openForDefining(unit.schema, request.caller, request.params.objectType, inputs);
      return { outcomes: await createProperties(unit, type, inputs), now: unit.now };
    });
    const answers = outcomes.map((outcome) => (outcome.ok ? done(presentProperty(outcome.value)) : outcome));
    return answerBatch(reply, 201, now, answers, (index) => ({ name: [inputs[index]?.name ?? ''] }));
  });

  const read = {
    summary: 'Read many properties',
    params: objectTypeParams,
    body: batchNames.extend({ archived: z.boolean().default(false) }),
    response: { 200: properties, 207: properties },
  };
  app.post(`${path}/batch/read`, { config: READS_DEFINITIONS, schema: read }, async (request, reply) => {
    const { schema, account } = await viewOf(sql, request.caller);
    const type = openObjectSchema(schema, request.caller, request.params.objectType, 'read');
    const { inputs, archived } = request.body;
    const live = schema.properties(type.id);
    const gone = new Map(schema.archivedProperties(type.id).map((property) => [property.name, property]));
    const outcomes = inputs.map(({ name }): InputResult<ReturnType<typeof presentProperty>> => {
      const property = (archived ? gone : live).get(name);
      return property ? done(presentProperty(property)) : failed(propertyNotFound(type, name));
    });
    return answerBatch(reply, 200, account.now, outcomes, (index) => ({ name: [inputs[index]?.name ?? ''] }));
  });

  const remove = {
    summary: 'Archive many properties',
    params: objectTypeParams,
    body: batchNames,
    response: noContent,
  };
  app.post(
    `${path}/batch/archive`,
    { config: WRITES_DEFINITIONS, schema: remove },
    async (request, reply) => {
      await changeSchemaOf(sql, request.caller, (unit) => {
        const type = openForDefining(
          unit.schema,
          request.caller,
          request.params.objectType,
          request.body.inputs,
        );
        return archive(
          unit,
          type,
          request.body.inputs.map(({ name }) => name),
        );
      });
      return reply.code(204).send();
    },
  );
}
