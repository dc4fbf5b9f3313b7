import type { CrmSchema } from '@millrace/core/crm';
import type { AssociationTarget } from '@millrace/core/flow';

/** Whose properties stand behind an association, by the account's association types. */
export function associationTarget(schema: CrmSchema): AssociationTarget {
  return ({ associationCategory, associationTypeId }) =>
    schema.associationType(associationCategory, associationTypeId)?.toObjectTypeId;
}
