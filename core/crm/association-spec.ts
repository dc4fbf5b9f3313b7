import type { Problem } from '../problem/index.ts';
import type { AssociationKind } from '../record/index.ts';
import type { AssociationType } from './association-type.ts';
import type { ObjectType } from './object-type.ts';
import type { CrmSchema } from './schema.ts';

/** An association type as requests name it; the newest edition of the reference leaves the category out. */
export interface AssociationSpec {
  readonly associationCategory?: AssociationKind['category'] | null | undefined;
  readonly associationTypeId: number;
}

/** The association type that a request names, seen from records of type `from` (and leading to `to`, if given). */
export function checkSpec(
  schema: CrmSchema,
  spec: AssociationSpec,
  from: ObjectType,
  to: ObjectType | undefined,
  path: string,
): { readonly type: AssociationType } | { readonly problem: Problem } {
  const problem = (message: string) => ({
    problem: { path, code: 'INVALID_ASSOCIATION_TYPE', message: `${path}: ${message}` },
  });
  const fits = (type: AssociationType) =>
    type.fromObjectTypeId === from.id && (!to || type.toObjectTypeId === to.id);
  const found = candidates(schema, spec);
  const type = found.find(fits);
  if (type) return { type };
  const named = [spec.associationCategory ?? [], spec.associationTypeId].flat().join(' ');
  const [other] = found;
  if (!other) return problem(`there is no association type ${named}.`);
  const leads = `leads from ${nameOf(schema, other.fromObjectTypeId)} to ${nameOf(schema, other.toObjectTypeId)}`;
  return problem(
    `the association type ${named} ${leads}, not from ${from.name}${to ? ` to ${to.name}` : ''}.`,
  );
}

/** Categories to search, in order, for a type named by its number alone: the original's own numbers are widely known. */
export const CATEGORIES: readonly AssociationKind['category'][] = [
  'HUBSPOT_DEFINED',
  'USER_DEFINED',
  'INTEGRATOR_DEFINED',
  'WORK',
];

function candidates(schema: CrmSchema, spec: AssociationSpec): AssociationType[] {
  const categories = spec.associationCategory ? [spec.associationCategory] : CATEGORIES;
  return categories.flatMap((category) => schema.associationType(category, spec.associationTypeId) ?? []);
}

function nameOf(schema: CrmSchema, objectTypeId: string): string {
  return schema.objectType(objectTypeId)?.name ?? objectTypeId;
}
