import type { AssociationType, CrmSchema } from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import type { AssociationSpec } from '../../definition/index.ts';

/**
 * The association type that a spec names, seen from records of `from`. Sources disagree on the direction of an id,
 * so the id of either direction is accepted.
 */
export function associationFrom(
  schema: CrmSchema,
  spec: AssociationSpec,
  from: string,
): AssociationType | undefined {
  const named = schema.associationType(spec.associationCategory, spec.associationTypeId);
  if (!named || named.fromObjectTypeId === from) return named;
  return named.toObjectTypeId === from ? schema.inverseOf(named) : undefined;
}

export function unknownAssociation(spec: AssociationSpec, from: string, path: string) {
  const { associationCategory, associationTypeId } = spec;
  return {
    path,
    code: 'UNKNOWN_ASSOCIATION_TYPE',
    message: `${path} ${quote({ associationCategory, associationTypeId })} is not an association type of the object type ${from}.`,
  };
}
