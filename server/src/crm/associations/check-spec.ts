import type { Problem } from '@millrace/core/problem';
import type { AssociationKind } from '@millrace/core/record';
import type { AssociationType, CrmSchema, ObjectType } from '../schema.ts';

/** An association type as requests name it. */
export interface AssociationSpec {
  readonly associationCategory: AssociationKind['category'];
  readonly associationTypeId: number;
}

/** The association type that a request names, seen from records of type `from` (and leading to `to`, where that is given). */
export function checkSpec(
  schema: CrmSchema,
  spec: AssociationSpec,
  from: ObjectType,
  to: ObjectType | undefined,
  path: string,
): { readonly type: AssociationType } | { readonly problem: Problem } {
  const type = schema.associationType(spec.associationCategory, spec.associationTypeId);
  const named = `${spec.associationCategory} ${spec.associationTypeId}`;
  if (!type) {
    return {
      problem: {
        path,
        code: 'INVALID_ASSOCIATION_TYPE',
        message: `${path}: there is no association type ${named}.`,
      },
    };
  }
  if (type.fromObjectTypeId !== from.id || (to && type.toObjectTypeId !== to.id)) {
    const leads = `leads from ${nameOf(schema, type.fromObjectTypeId)} to ${nameOf(schema, type.toObjectTypeId)}`;
    const wanted = `not from ${from.name}${to ? ` to ${to.name}` : ''}`;
    return {
      problem: {
        path,
        code: 'INVALID_ASSOCIATION_TYPE',
        message: `${path}: the association type ${named} ${leads}, ${wanted}.`,
      },
    };
  }
  return { type };
}

function nameOf(schema: CrmSchema, objectTypeId: string): string {
  return schema.objectType(objectTypeId)?.name ?? objectTypeId;
}
