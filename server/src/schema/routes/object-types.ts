import type { CrmSchema, ObjectType } from '@millrace/core/crm';
import { z } from 'zod';
import { changedEntry, definitionEntry } from '../../audit/index.ts';
import {
  type App,
  flag,
  invalid,
  noContent,
  notFound,
  refused,
  resultsOf,
  type Sql,
} from '../../platform/index.ts';
import { associationDefinitionAnswer, objectSchemaAnswer, objectTypeAnswer } from '../answers.ts';
import { associationEntry, defineAssociationTypes } from '../define-association-types.ts';
import { unknownObjectType } from '../errors.ts';
import { openObjectSchema } from '../object-access.ts';
import { checkNames } from '../object-types/check-names.ts';
import { createSchema } from '../object-types/create-schema.ts';
import { presentAssociationType, presentObjectType, presentSchema } from '../object-types/present.ts';
import { associationCreate, schemaCreate, schemaUpdate } from '../object-types/schema-input.ts';
import { deleteAssociationType } from '../queries/association-types.ts';
import { archiveObjectType, upsertObjectType } from '../queries/object-types.ts';
import { changeSchemaOf } from '../schema-unit.ts';
import type { Uses } from '../uses.ts';
import { viewOf } from '../view.ts';
import { batchOf, objectTypeParams } from './inputs.ts';
import { READS_DEFINITIONS } from './opens.ts';

const scopes = { read: ['crm.schemas.custom.read'], write: ['crm.schemas.custom.write'] };
const associationParams = objectTypeParams.extend({ associationIdentifier: z.string() });

/** Custom object types, at the path of their own API and at the one that older clients call. */
export function objectTypeRoutes(app: App, sql: Sql, uses: Uses): void {
  for (const path of ['/crm-object-schemas/v3/schemas', '/crm/v3/schemas']) {
    typeRoutes(app, sql, uses, path);
    associationRoutes(app, sql, uses, path);
  }
}

function typeRoutes(app: App, sql: Sql, uses: Uses, path: string): void {
  const list = {
    schema: {
      summary: 'List custom object types',
      querystring: z.object({ archived: flag }),
      response: { 200: resultsOf(objectSchemaAnswer) },
    },
    config: { scopes: scopes.read },
  };
  app.get(path, list, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const custom = schema.objectTypes.filter(
      (type) => type.custom && type.archived === request.query.archived,
    );
    return { results: custom.map((type) => presentSchema(schema, type)) };
  });

  const create = {
    summary: 'Define a custom object type',
    body: schemaCreate,
    response: { 201: objectSchemaAnswer },
  };
  app.post(path, { schema: create, config: { scopes: scopes.write } }, async (request, reply) => {
    const id = await changeSchemaOf(sql, request.caller, async (unit) => {
      const id = await createSchema(unit, request.body);
      await unit.note(definitionEntry('OBJECT_TYPE', 'CREATED', { id, name: request.body.name }));
      return id;
    });
    const { schema } = await viewOf(sql, request.caller);
    return reply.code(201).send(presentSchema(schema, customType(schema, id)));
  });

  const batch = {
    schema: {
      summary: 'Read many custom object types',
      body: batchOf(z.string()),
      response: { 200: resultsOf(objectSchemaAnswer) },
    },
    config: { scopes: scopes.read },
  };
  app.post(`${path}/batch/read`, batch, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const known = request.body.inputs.flatMap((name) => schema.objectType(name) ?? []);
    return { results: [...new Set(known)].map((type) => presentSchema(schema, type)) };
  });

  const read = {
    summary: 'Read an object type',
    params: objectTypeParams,
    response: { 200: objectSchemaAnswer },
  };
  app.get(`${path}/:objectType`, { config: READS_DEFINITIONS, schema: read }, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    return presentSchema(schema, openObjectSchema(schema, request.caller, request.params.objectType, 'read'));
  });

  const update = {
    schema: {
      summary: 'Change a custom object type',
      params: objectTypeParams,
      body: schemaUpdate,
      response: { 200: objectTypeAnswer },
    },
    config: { scopes: scopes.write },
  };
  app.patch(`${path}/:objectType`, update, async (request) => {
    const { clearDescription, ...changes } = request.body;
    const id = await changeSchemaOf(sql, request.caller, async (unit) => {
      const type = customType(unit.schema, request.params.objectType);
      const known = unit.schema.properties(type.id);
      const problems = checkNames(changes, (name) => known.has(name));
      if (problems.length > 0) throw invalid(problems);
      const changed = merged(type, changes);
      const description = clearDescription ? null : changed.description;
      await upsertObjectType(unit.tx, unit.accountId, { ...changed, description }, unit.now);
      const after = { ...type, ...changed, description };
      await unit.note(...changedEntry('OBJECT_TYPE', { id: type.id, name: type.name }, type, after));
      return type.id;
    });
    const { schema } = await viewOf(sql, request.caller);
    return presentObjectType(customType(schema, id));
  });

  const remove = {
    schema: { summary: 'Archive a custom object type', params: objectTypeParams, response: noContent },
    config: { scopes: scopes.write },
  };
  app.delete(`${path}/:objectType`, remove, async (request, reply) => {
    await changeSchemaOf(sql, request.caller, async (unit) => {
      const type = customType(unit.schema, request.params.objectType);
      if (await uses.hasRecords(unit.tx, unit.accountId, type.id)) {
        throw refused(
          'objectType',
          'OBJECT_TYPE_IN_USE',
          `The object type "${type.name}" has records; archive them first.`,
        );
      }
      await archiveObjectType(unit.tx, unit.accountId, type.id, unit.now);
      await unit.note(definitionEntry('OBJECT_TYPE', 'DELETED', { id: type.id, name: type.name }));
    });
    return reply.code(204).send();
  });
}

function associationRoutes(app: App, sql: Sql, uses: Uses, path: string): void {
  const create = {
    schema: {
      summary: 'Let two object types be associated',
      params: objectTypeParams,
      body: associationCreate,
      response: { 201: associationDefinitionAnswer },
    },
    config: { scopes: scopes.write },
  };
  app.post(`${path}/:objectType/associations`, create, async (request, reply) => {
    const answer = await changeSchemaOf(sql, request.caller, async (unit) => {
      customType(unit.schema, request.params.objectType);
      const from = knownType(unit.schema, request.body.fromObjectTypeId);
      const to = knownType(unit.schema, request.body.toObjectTypeId);
      const present = unit.schema.defaultAssociationType(from.id, to.id);
      const name = request.body.name ?? '';
      const wanted = { fromObjectTypeId: from.id, toObjectTypeId: to.id, name, label: present ? name : null };
      if (present && name === '') return presentAssociationType(unit.schema, present);
      const [type] = await defineAssociationTypes(unit, [wanted]);
      await unit.note(definitionEntry('ASSOCIATION_TYPE', 'CREATED', associationEntry(type!)));
      return presentAssociationType(unit.schema, type!);
    });
    return reply.code(201).send(answer);
  });

  const remove = {
    schema: {
      summary: 'Stop two object types from being associated',
      params: associationParams,
      response: noContent,
    },
    config: { scopes: scopes.write },
  };
  app.delete(`${path}/:objectType/associations/:associationIdentifier`, remove, async (request, reply) => {
    const { objectType, associationIdentifier } = request.params;
    await changeSchemaOf(sql, request.caller, async (unit) => {
      customType(unit.schema, objectType);
      const type = unit.schema.associationType('USER_DEFINED', Number(associationIdentifier));
      if (!type)
        throw notFound(
          `There is no association ${JSON.stringify(associationIdentifier)} of the account's own.`,
        );
      if (await uses.areAssociatedBy(unit.tx, unit.accountId, type)) {
        throw refused(
          'associationIdentifier',
          'ASSOCIATION_TYPE_IN_USE',
          'Records are associated by it; take these apart first.',
        );
      }
      await deleteAssociationType(unit.tx, unit.accountId, type);
      await unit.note(definitionEntry('ASSOCIATION_TYPE', 'DELETED', associationEntry(type)));
    });
    return reply.code(204).send();
  });
}

/** An object type of the account's own. 404 for the standard ones, which cannot be changed. */
function customType(schema: CrmSchema, name: string): ObjectType {
  const type = schema.objectType(name);
  if (!type?.custom)
    throw notFound(`There is no custom object type ${JSON.stringify(name)}.`, { objectType: [name] });
  return type;
}

function knownType(schema: CrmSchema, name: string): ObjectType {
  const type = schema.objectType(name);
  if (!type) throw unknownObjectType(name);
  return type;
}

function merged(type: ObjectType, changes: Omit<z.output<typeof schemaUpdate>, 'clearDescription'>) {
  return {
    id: type.id,
    name: type.name,
    labels: { ...type.labels, ...changes.labels },
    description: changes.description ?? type.description,
    primaryDisplayProperty: changes.primaryDisplayProperty ?? type.primaryDisplayProperty,
    secondaryDisplayProperties: changes.secondaryDisplayProperties ?? type.secondaryDisplayProperties,
    searchableProperties: changes.searchableProperties ?? type.searchableProperties,
    requiredProperties: changes.requiredProperties ?? type.requiredProperties,
  };
}
