import type { AssociationKind } from '../record/index.ts';

/** A kind of association, seen from one end; the inverse is the same association seen from the other. */
export interface AssociationType extends AssociationKind {
  readonly inverseTypeId: number;
  readonly fromObjectTypeId: string;
  readonly toObjectTypeId: string;
  /** Internal name; empty for the plain association of a pair. */
  readonly name: string;
  readonly label: string | null;
}

/** Whether the type marks the one that counts most: at most one a record. */
export function isPrimary(type: AssociationType): boolean {
  return type.category === 'HUBSPOT_DEFINED' && type.label === 'Primary';
}
