import type { AssociationType, CrmSchema } from '@millrace/core/crm';
import { quote } from '@millrace/core/problem';
import { invalidAssociationType } from '../errors.ts';
import type { Direction } from './change-links.ts';
import { typeName } from './present.ts';

/** An association type as the older API lists it. */
export interface NamedType {
  readonly id: string;
  readonly name: string;
}

/** The association types from the one object type to the other, by the names that the older API has for them. */
export function namedTypes(schema: CrmSchema, { from, to }: Direction): NamedType[] {
  return schema
    .associationTypes(from.id, to.id)
    .map((type) => ({ id: String(type.typeId), name: typeName(schema, from, to, type) }));
}

/** The association type that the older API names, by its name or its id. 400 when the two object types have none such. */
export function typeNamed(
  schema: CrmSchema,
  { from, to }: Direction,
  name: string,
  path: string,
): AssociationType {
  const all = schema.associationTypes(from.id, to.id);
  const plain = schema.defaultAssociationType(from.id, to.id);
  const wanted = name.toLowerCase();
  const found =
    all.find((type) => String(type.typeId) === wanted) ??
    all.find((type) => typeName(schema, from, to, type).toLowerCase() === wanted) ??
    (plain && wanted === `${from.name}_to_${to.name}`.toLowerCase() ? plain : undefined);
  if (found) return found;
  const known = namedTypes(schema, { from, to }).map((type) => `${type.name} (${type.id})`);
  const there = known.length > 0 ? `there are ${known.join(', ')}` : 'there are none';
  throw invalidAssociationType([
    {
      path,
      code: 'INVALID_ASSOCIATION_TYPE',
      message: `${path}: ${quote(name)} is not an association type from ${from.name} to ${to.name}; ${there}.`,
    },
  ]);
}

/** Whether the type stands for the association of a pair as a whole, as the older API sees it: all but the account's labels. */
export function isOfThePair(type: AssociationType): boolean {
  return type.label === null || type.category === 'HUBSPOT_DEFINED';
}
