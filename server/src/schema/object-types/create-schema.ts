import type { CrmSchema } from '@millrace/core/crm';
import type { Problem } from '@millrace/core/problem';
import type { PropertyDefinition } from '@millrace/core/property';
import { ApiError, invalid, refused } from '../../platform/index.ts';
import { defineAssociationTypes, type NewAssociationType } from '../define-association-types.ts';
import { define } from '../properties/define.ts';
import { drawObjectTypeId, upsertObjectType } from '../queries/object-types.ts';
import { upsertProperties } from '../queries/properties.ts';
import type { SchemaUnit } from '../schema-unit.ts';
import { checkNames } from './check-names.ts';
import type { SchemaCreate } from './schema-input.ts';

/** Custom object types of one account. */
export const CUSTOM_OBJECT_TYPES_MAX = 100;

/** Every object type can be associated with the activities: communication, task, note, meeting, call, e-mail. */
const ACTIVITIES = ['0-18', '0-27', '0-46', '0-47', '0-48', '0-49'];

/** Defines an object type with its properties and its associations; answers its id. */
export async function createSchema(unit: SchemaUnit, input: SchemaCreate): Promise<string> {
  const { schema } = unit;
  if (schema.objectType(input.name)) throw nameTaken(input.name);
  if (schema.objectTypes.filter((type) => type.custom).length >= CUSTOM_OBJECT_TYPES_MAX) throw tooMany();
  const properties = defineAll(input);
  const names = new Set(properties.map((property) => property.name));
  const problems = checkNames(input, (name) => names.has(name) || isServerOwned(name));
  const others = associatedTypes(schema, input, problems);
  if (problems.length > 0) throw invalid(problems);
  const id = await drawObjectTypeId(unit.tx);
  await upsertObjectType(unit.tx, unit.accountId, { ...input, id }, unit.now);
  await upsertProperties(unit.tx, unit.accountId, id, properties, unit.now);
  await defineAssociationTypes(unit, plainAssociations(id, others, input.shouldCreateSameObjectAssociation));
  return id;
}

function defineAll(input: SchemaCreate): PropertyDefinition[] {
  const group = `${input.name}_information`;
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const definitions = input.properties.flatMap((property, index) => {
    const at = `properties[${index}]`;
    if (seen.has(property.name) || isServerOwned(property.name)) {
      problems.push({
        path: `${at}.name`,
        code: 'PROPERTY_EXISTS',
        message: `${at}.name "${property.name}" is there already.`,
      });
    }
    seen.add(property.name);
    const defined = define({ ...property, groupName: property.groupName ?? group }, new Set([group]));
    if (defined.ok) return [defined.value];
    problems.push(...defined.problems.map((problem) => ({ ...problem, path: `${at}.${problem.path}` })));
    return [];
  });
  if (problems.length > 0) throw invalid(problems);
  return definitions;
}

/** Names that the server's own properties have on every object type. */
function isServerOwned(name: string): boolean {
  return name.startsWith('hs_') || name.startsWith('hubspot_');
}

function associatedTypes(schema: CrmSchema, input: SchemaCreate, problems: Problem[]): string[] {
  return input.associatedObjects.flatMap((name, index) => {
    const type = schema.objectType(name);
    if (type) return [type.id];
    const path = `associatedObjects[${index}]`;
    problems.push({
      path,
      code: 'UNKNOWN_OBJECT_TYPE',
      message: `${path}: there is no object type "${name}".`,
    });
    return [];
  });
}

function plainAssociations(id: string, others: readonly string[], withItself: boolean): NewAssociationType[] {
  const all = new Set([...others, ...ACTIVITIES, ...(withItself ? [id] : [])]);
  return [...all].map((other) => ({ fromObjectTypeId: id, toObjectTypeId: other, name: '', label: null }));
}

function nameTaken(name: string): ApiError {
  return new ApiError({
    status: 409,
    category: 'OBJECT_ALREADY_EXISTS',
    message: `An object type named "${name}" already exists.`,
    context: { name: [name] },
  });
}

function tooMany(): ApiError {
  return refused(
    '',
    'LIMIT_EXCEEDED',
    `The account has ${CUSTOM_OBJECT_TYPES_MAX} custom object types already.`,
  );
}
