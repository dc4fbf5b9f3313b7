import type { AssociationType, CrmSchema, ObjectType } from '@millrace/core/crm';
import { iso } from '@millrace/core/time';
import type { AnswerOf } from '../../platform/index.ts';
import type { associationDefinitionAnswer, objectSchemaAnswer, objectTypeAnswer } from '../answers.ts';
import { presentProperty } from '../properties/present.ts';

/** An object type with its properties and associations, as the API answers it. */
export function presentSchema(schema: CrmSchema, type: ObjectType): AnswerOf<typeof objectSchemaAnswer> {
  const associations = schema.objectTypes.flatMap((other) => [
    ...schema.associationTypes(type.id, other.id),
    ...(other.id === type.id ? [] : schema.associationTypes(other.id, type.id)),
  ]);
  return {
    ...presentObjectType(type),
    properties: [...schema.properties(type.id).values()].map(presentProperty),
    associations: associations.map((one) => presentAssociationType(schema, one)),
  };
}

/** An object type by itself. */
export function presentObjectType(type: ObjectType): AnswerOf<typeof objectTypeAnswer> {
  const { labels, name, fullyQualifiedName, primaryDisplayProperty, description } = type;
  return {
    id: type.id.replace(/^\d+-/, ''),
    objectTypeId: type.id,
    name,
    labels,
    fullyQualifiedName,
    ...(description === null ? {} : { description }),
    ...(primaryDisplayProperty === null ? {} : { primaryDisplayProperty }),
    secondaryDisplayProperties: type.secondaryDisplayProperties,
    searchableProperties: type.searchableProperties,
    requiredProperties: type.requiredProperties,
    archived: type.archived,
    ...(type.createdAt === null ? {} : { createdAt: iso(type.createdAt) }),
    ...(type.updatedAt === null ? {} : { updatedAt: iso(type.updatedAt) }),
  };
}

export function presentAssociationType(
  schema: CrmSchema,
  type: AssociationType,
): AnswerOf<typeof associationDefinitionAnswer> {
  const from = schema.objectType(type.fromObjectTypeId)?.name ?? type.fromObjectTypeId;
  const to = schema.objectType(type.toObjectTypeId)?.name ?? type.toObjectTypeId;
  return {
    id: String(type.typeId),
    fromObjectTypeId: type.fromObjectTypeId,
    toObjectTypeId: type.toObjectTypeId,
    name: type.name === '' ? `${from}_to_${to}` : type.name,
  };
}
