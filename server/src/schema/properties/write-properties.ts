import type { ObjectType } from '@millrace/core/crm';
import type { PropertyDefinition } from '@millrace/core/property';
import { changedEntry, definitionEntry } from '../../audit/index.ts';
import { ApiError, invalid, notFound } from '../../platform/index.ts';
import { done, failed, type InputResult } from '../input-result.ts';
import { archiveProperties, upsertProperties } from '../queries/properties.ts';
import type { SchemaUnit } from '../schema-unit.ts';
import { define, redefine } from './define.ts';
import type { PropertyCreate, PropertyUpdate } from './definition-input.ts';

/** Custom properties of one object type. */
export const CUSTOM_PROPERTIES_MAX = 1_000;

/** Makes properties; one that cannot be made does not keep the others from being made. */
export async function createProperties(
  unit: SchemaUnit,
  type: ObjectType,
  inputs: readonly PropertyCreate[],
): Promise<InputResult<PropertyDefinition>[]> {
  const known = unit.schema.properties(type.id);
  const names = new Set(known.keys());
  let custom = [...known.values()].filter((property) => !property.hubspotDefined).length;
  const groups = new Set(unit.schema.groups(type.id).keys());
  const outcomes = inputs.map((input): InputResult<PropertyDefinition> => {
    if (names.has(input.name)) return failed(propertyExists(input.name));
    const archived = unit.schema.archivedProperties(type.id).find(({ name }) => name === input.name);
    if (archived && !canReturn(archived, input)) return failed(nameIsKept(archived));
    const defined = define(input, groups);
    if (!defined.ok) return failed(invalid(defined.problems));
    if (++custom > CUSTOM_PROPERTIES_MAX) return failed(tooMany(type));
    names.add(input.name);
    const { by } = unit;
    return done(withTimes({ ...defined.value, createdUserId: by, updatedUserId: by }, unit.now, unit.now));
  });
  const made = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  await upsertProperties(unit.tx, unit.accountId, type.id, made, unit.now);
  await unit.note(...made.map((property) => definitionEntry('PROPERTY', 'CREATED', entryOf(type, property))));
  return outcomes;
}

/** Defines properties that another feature keeps the values of, over what there is under their names. */
export async function defineByServer(
  unit: SchemaUnit,
  objectTypeId: string,
  definitions: readonly PropertyDefinition[],
): Promise<void> {
  await upsertProperties(unit.tx, unit.accountId, objectTypeId, definitions, unit.now);
}

/**
 * Changes a property. The type of a standard one stays what it is, as the product itself relies on it; a custom one
 * keeps the values that its records have.
 */
export async function updateProperty(
  unit: SchemaUnit,
  type: ObjectType,
  name: string,
  update: PropertyUpdate,
): Promise<PropertyDefinition> {
  const present = unit.schema.properties(type.id).get(name);
  if (!present) throw propertyNotFound(type, name);
  const problem = (member: string) => ({
    path: member,
    code: 'READ_ONLY_DEFINITION',
    message: `${member} of the standard property "${name}" cannot be changed.`,
  });
  const fixed = (['type', 'fieldType'] as const).filter(
    (member) => present.hubspotDefined && update[member] !== undefined && update[member] !== present[member],
  );
  if (fixed.length > 0) throw invalid(fixed.map(problem));
  const defined = redefine(present, update, new Set(unit.schema.groups(type.id).keys()));
  if (!defined.ok) throw invalid(defined.problems);
  const changed = { ...defined.value, updatedUserId: unit.by };
  await upsertProperties(unit.tx, unit.accountId, type.id, [changed], unit.now);
  await unit.note(...changedEntry('PROPERTY', entryOf(type, changed), present, changed));
  return withTimes(changed, undefined, unit.now);
}

/** Archives custom properties; names that none has are passed over. */
export async function archive(unit: SchemaUnit, type: ObjectType, names: readonly string[]): Promise<void> {
  const known = unit.schema.properties(type.id);
  const standard = names.filter((name) => known.get(name)?.hubspotDefined);
  if (standard.length > 0) {
    throw invalid(
      standard.map((name) => ({
        path: 'name',
        code: 'READ_ONLY_DEFINITION',
        message: `The standard property "${name}" cannot be archived.`,
      })),
    );
  }
  await archiveProperties(unit.tx, unit.accountId, type.id, names, unit.now);
  const archived = [...new Set(names)].flatMap((name) => known.get(name) ?? []);
  await unit.note(
    ...archived.map((property) => definitionEntry('PROPERTY', 'DELETED', entryOf(type, property))),
  );
}

/** Names of properties are only told apart within an object type. */
function entryOf(type: ObjectType, { name, label }: PropertyDefinition) {
  return { id: `${type.id}/${name}`, name: label };
}

export function propertyNotFound(type: ObjectType, name: string): ApiError {
  return notFound(`There is no property "${name}" of ${type.name} records.`, {
    propertyName: [name],
    objectType: [type.name],
  });
}

function propertyExists(name: string): ApiError {
  return new ApiError({
    status: 409,
    category: 'OBJECT_ALREADY_EXISTS',
    message: `A property named "${name}" already exists.`,
    subCategory: 'Properties.PROPERTY_EXISTS',
    context: { propertyName: [name] },
  });
}

/** Records keep the values of an archived property: only one of the same type may take its name, and none with unique values. */
function canReturn(archived: PropertyDefinition, input: PropertyCreate): boolean {
  return archived.type === input.type && !archived.hasUniqueValue && !input.hasUniqueValue;
}

function nameIsKept({ name, type }: PropertyDefinition): ApiError {
  return new ApiError({
    status: 409,
    category: 'OBJECT_ALREADY_EXISTS',
    message: `Records have values of an archived property named "${name}" of type "${type}"; take another name.`,
    subCategory: 'Properties.PROPERTY_EXISTS',
    context: { propertyName: [name] },
  });
}

function tooMany(type: ObjectType): ApiError {
  const message = `The object type ${type.name} has ${CUSTOM_PROPERTIES_MAX} custom properties already.`;
  return new ApiError({ status: 400, category: 'PROPERTY_LIMIT', message });
}

function withTimes(
  definition: PropertyDefinition,
  createdAt: number | undefined,
  updatedAt: number,
): PropertyDefinition {
  const created = createdAt === undefined ? {} : { createdAt: new Date(createdAt).toISOString() };
  return { ...definition, ...created, updatedAt: new Date(updatedAt).toISOString() };
}
