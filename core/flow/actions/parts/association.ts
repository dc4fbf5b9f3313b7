import type { AssociationType, CrmSchema } from '../../../crm/index.ts';
import { quote } from '../../../problem/index.ts';
import type { AssociationSpec } from '../../definition/index.ts';

const ACTIVITIES: ReadonlySet<string> = new Set(['0-27', '0-46', '0-47', '0-48', '0-49']);
/** The older API's numbers for any activity and a contact, company, deal or ticket: the original's sample of a task has one. */
const OF_ACTIVITIES: Readonly<Record<number, string>> = {
  7: '0-2',
  8: '0-2',
  9: '0-1',
  10: '0-1',
  11: '0-3',
  12: '0-3',
  17: '0-5',
  18: '0-5',
};

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
  if (!named && spec.associationCategory === 'HUBSPOT_DEFINED' && ACTIVITIES.has(from)) {
    const other = OF_ACTIVITIES[spec.associationTypeId];
    return other === undefined ? undefined : schema.defaultAssociationType(from, other);
  }
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
