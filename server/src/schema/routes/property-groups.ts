import type { CrmSchema, ObjectType, PropertyGroup } from '@millrace/core/crm';
import { z } from 'zod';
import { changedEntry, definitionEntry } from '../../audit/index.ts';
import {
  type AnswerOf,
  ApiError,
  type App,
  noContent,
  notFound,
  refused,
  resultsOf,
  type Sql,
} from '../../platform/index.ts';
import { propertyGroupAnswer } from '../answers.ts';
import { openObjectSchema } from '../object-access.ts';
import { internalName, label } from '../properties/definition-input.ts';
import { archiveGroup, upsertGroup } from '../queries/properties.ts';
import { changeSchemaOf } from '../schema-unit.ts';
import { viewOf } from '../view.ts';
import { objectTypeParams } from './inputs.ts';
import { READS_DEFINITIONS, WRITES_DEFINITIONS } from './opens.ts';

const groupParams = z.object({ objectType: z.string(), groupName: z.string() });
const displayOrder = z.int32();
const groupCreate = z.object({ name: internalName, label, displayOrder: displayOrder.default(-1) });
const groupUpdate = z.object({ label, displayOrder }).partial();

/** `/crm/v3/properties/{objectType}/groups`: how the properties of an object type are sorted. */
export function propertyGroupRoutes(app: App, sql: Sql): void {
  const path = '/crm/v3/properties/:objectType/groups';

  const list = {
    summary: 'List property groups',
    params: objectTypeParams,
    response: { 200: resultsOf(propertyGroupAnswer) },
  };
  app.get(path, { config: READS_DEFINITIONS, schema: list }, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const type = openObjectSchema(schema, request.caller, request.params.objectType, 'read');
    return { results: [...schema.groups(type.id).values()].map(present) };
  });

  const create = {
    summary: 'Create a property group',
    params: objectTypeParams,
    body: groupCreate,
    response: { 201: propertyGroupAnswer },
  };
  app.post(path, { config: WRITES_DEFINITIONS, schema: create }, async (request, reply) => {
    const group = request.body;
    await changeSchemaOf(sql, request.caller, async (unit) => {
      const type = openObjectSchema(unit.schema, request.caller, request.params.objectType, 'write');
      if (unit.schema.groups(type.id).has(group.name)) throw groupExists(group.name);
      await upsertGroup(unit.tx, unit.accountId, type.id, group);
      await unit.note(definitionEntry('PROPERTY_GROUP', 'CREATED', entryOf(type, group)));
    });
    return reply.code(201).send(present(group));
  });

  const read = {
    summary: 'Read a property group',
    params: groupParams,
    response: { 200: propertyGroupAnswer },
  };
  app.get(`${path}/:groupName`, { config: READS_DEFINITIONS, schema: read }, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const type = openObjectSchema(schema, request.caller, request.params.objectType, 'read');
    return present(groupOf(schema, type, request.params.groupName));
  });

  const update = {
    summary: 'Change a property group',
    params: groupParams,
    body: groupUpdate,
    response: { 200: propertyGroupAnswer },
  };
  app.patch(`${path}/:groupName`, { config: WRITES_DEFINITIONS, schema: update }, async (request) => {
    const changed = await changeSchemaOf(sql, request.caller, async (unit) => {
      const type = openObjectSchema(unit.schema, request.caller, request.params.objectType, 'write');
      const present = groupOf(unit.schema, type, request.params.groupName);
      const group = {
        name: present.name,
        label: request.body.label ?? present.label,
        displayOrder: request.body.displayOrder ?? present.displayOrder,
      };
      await upsertGroup(unit.tx, unit.accountId, type.id, group);
      await unit.note(...changedEntry('PROPERTY_GROUP', entryOf(type, group), present, group));
      return group;
    });
    return present(changed);
  });

  const remove = { summary: 'Archive a property group', params: groupParams, response: noContent };
  app.delete(`${path}/:groupName`, { config: WRITES_DEFINITIONS, schema: remove }, async (request, reply) => {
    const { objectType, groupName } = request.params;
    await changeSchemaOf(sql, request.caller, async (unit) => {
      const type = openObjectSchema(unit.schema, request.caller, objectType, 'write');
      const group = groupOf(unit.schema, type, groupName);
      const { name } = group;
      const inside = [...unit.schema.properties(type.id).values()].find(
        (property) => property.groupName === name,
      );
      if (inside) {
        throw refused(
          'groupName',
          'PROPERTY_GROUP_IN_USE',
          `The group "${name}" has properties, "${inside.name}" among them.`,
        );
      }
      await archiveGroup(unit.tx, unit.accountId, type.id, name, unit.now);
      await unit.note(definitionEntry('PROPERTY_GROUP', 'DELETED', entryOf(type, group)));
    });
    return reply.code(204).send();
  });
}

function present({ name, label, displayOrder }: PropertyGroup): AnswerOf<typeof propertyGroupAnswer> {
  return { archived: false, name, label, displayOrder };
}

function entryOf(type: ObjectType, { name, label }: PropertyGroup) {
  return { id: `${type.id}/${name}`, name: label };
}

function groupOf(schema: CrmSchema, type: ObjectType, name: string): PropertyGroup {
  const group = schema.groups(type.id).get(name);
  if (!group)
    throw notFound(`There is no property group "${name}" of ${type.name} records.`, { groupName: [name] });
  return group;
}

function groupExists(name: string): ApiError {
  return new ApiError({
    status: 409,
    category: 'OBJECT_ALREADY_EXISTS',
    message: `A property group named "${name}" already exists.`,
    context: { groupName: [name] },
  });
}
