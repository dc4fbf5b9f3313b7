import type { AssociationType, CrmSchema } from '@millrace/core/crm';
import { z } from 'zod';
import { changedEntry, definitionEntry } from '../../audit/index.ts';
import {
  type AnswerOf,
  ApiError,
  type App,
  type Caller,
  noContent,
  notFound,
  refused,
  resultsOf,
  type Sql,
  whole,
} from '../../platform/index.ts';
import { associationTypeAnswer } from '../answers.ts';
import { associationEntry, defineAssociationTypes } from '../define-association-types.ts';
import { type Access, openObjectSchema } from '../object-access.ts';
import { label } from '../properties/definition-input.ts';
import { deleteAssociationType, updateAssociationLabel } from '../queries/association-types.ts';
import { changeSchemaOf } from '../schema-unit.ts';
import type { Uses } from '../uses.ts';
import { viewOf } from '../view.ts';
import { READS_DEFINITIONS, WRITES_DEFINITIONS } from './opens.ts';

/** Labels that an account may define between two object types. */
export const LABELS_OF_A_PAIR_MAX = 50;

const params = z.object({ fromObjectType: z.string(), toObjectType: z.string() });
const typeParams = params.extend({ associationTypeId: whole(1, 2 ** 31 - 1) });
const create = z.object({
  label,
  name: z
    .string()
    .max(100)
    .regex(
      /^[A-Za-z][A-Za-z0-9_]*$/,
      'must begin with a letter and have only letters, digits and underscores',
    ),
  inverseLabel: label.optional(),
});
const update = z.object({
  associationTypeId: z.int32(),
  label,
  inverseLabel: label.optional(),
});

/** `…/{fromObjectType}/{toObjectType}/labels`, at its present path and at the one that older clients call. */
export function associationLabelRoutes(app: App, sql: Sql, uses: Uses): void {
  for (const base of ['/crm/associations/v4', '/crm/v4/associations']) {
    labelRoutes(app, sql, uses, `${base}/:fromObjectType/:toObjectType/labels`);
  }
}

function labelRoutes(app: App, sql: Sql, uses: Uses, path: string): void {
  const list = {
    summary: 'List association types',
    params,
    response: { 200: resultsOf(associationTypeAnswer) },
  };
  app.get(path, { config: READS_DEFINITIONS, schema: list }, async (request) => {
    const { schema } = await viewOf(sql, request.caller);
    const { from, to } = openPair(schema, request.caller, request.params, 'read');
    return { results: schema.associationTypes(from.id, to.id).map(present) };
  });

  const define = {
    summary: 'Define an association label',
    params,
    body: create,
    response: { 200: resultsOf(associationTypeAnswer) },
  };
  app.post(path, { config: WRITES_DEFINITIONS, schema: define }, async (request) => {
    const { name, label, inverseLabel } = request.body;
    const types = await changeSchemaOf(sql, request.caller, async (unit) => {
      const { from, to } = openPair(unit.schema, request.caller, request.params, 'write');
      const present = unit.schema.associationTypes(from.id, to.id);
      if (present.some((type) => type.name === name)) throw labelExists(name);
      if (present.filter((type) => type.category === 'USER_DEFINED').length >= LABELS_OF_A_PAIR_MAX)
        throw tooMany();
      const wanted = { fromObjectTypeId: from.id, toObjectTypeId: to.id, name, label, inverseLabel };
      const types = await defineAssociationTypes(unit, [wanted]);
      await unit.note(definitionEntry('ASSOCIATION_TYPE', 'CREATED', associationEntry(types[0]!)));
      return types;
    });
    return { results: types.map(present) };
  });

  const rename = { summary: 'Rename an association label', params, body: update, response: noContent };
  app.put(path, { config: WRITES_DEFINITIONS, schema: rename }, async (request, reply) => {
    const { associationTypeId, label, inverseLabel = label } = request.body;
    await changeSchemaOf(sql, request.caller, async (unit) => {
      const { from, to } = openPair(unit.schema, request.caller, request.params, 'write');
      const type = labelOf(unit.schema, from.id, to.id, associationTypeId);
      const inverse = unit.schema.inverseOf(type);
      await updateAssociationLabel(unit.tx, unit.accountId, { ...type, label });
      if (inverse !== type)
        await updateAssociationLabel(unit.tx, unit.accountId, { ...inverse, label: inverseLabel });
      const [before, after] = [
        { label: type.label, inverseLabel: inverse.label },
        { label, inverseLabel },
      ];
      await unit.note(
        ...changedEntry('ASSOCIATION_TYPE', associationEntry({ ...type, label }), before, after),
      );
    });
    return reply.code(204).send();
  });

  const remove = { summary: 'Delete an association label', params: typeParams, response: noContent };
  app.delete(
    `${path}/:associationTypeId`,
    { config: WRITES_DEFINITIONS, schema: remove },
    async (request, reply) => {
      await changeSchemaOf(sql, request.caller, async (unit) => {
        const { from, to } = openPair(unit.schema, request.caller, request.params, 'write');
        const type = labelOf(unit.schema, from.id, to.id, request.params.associationTypeId);
        if (await uses.areAssociatedBy(unit.tx, unit.accountId, type)) throw inUse(type);
        await deleteAssociationType(unit.tx, unit.accountId, type);
        await unit.note(definitionEntry('ASSOCIATION_TYPE', 'DELETED', associationEntry(type)));
      });
      return reply.code(204).send();
    },
  );
}

function present({ category, typeId, label }: AssociationType): AnswerOf<typeof associationTypeAnswer> {
  return { category, typeId, label };
}

function openPair(schema: CrmSchema, caller: Caller, names: z.output<typeof params>, access: Access) {
  return {
    from: openObjectSchema(schema, caller, names.fromObjectType, access),
    to: openObjectSchema(schema, caller, names.toObjectType, access),
  };
}

/** A label that the account has defined itself; the standard ones cannot be changed. */
function labelOf(schema: CrmSchema, from: string, to: string, typeId: number): AssociationType {
  const type = schema.associationType('USER_DEFINED', typeId);
  if (type && type.label !== null && type.fromObjectTypeId === from && type.toObjectTypeId === to)
    return type;
  throw notFound(`There is no label ${typeId} of the account's own from ${from} to ${to}.`, {
    associationTypeId: [String(typeId)],
  });
}

function labelExists(name: string): ApiError {
  const message = `An association label named "${name}" already exists between these object types.`;
  return new ApiError({ status: 409, category: 'OBJECT_ALREADY_EXISTS', message, context: { name: [name] } });
}

function tooMany(): ApiError {
  return refused(
    '',
    'LIMIT_EXCEEDED',
    `There are ${LABELS_OF_A_PAIR_MAX} labels between these object types already.`,
  );
}

function inUse(type: AssociationType): ApiError {
  return refused(
    'associationTypeId',
    'ASSOCIATION_TYPE_IN_USE',
    `Records are associated by the label "${type.label}"; remove it from them first.`,
  );
}
