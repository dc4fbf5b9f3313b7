import type { AssociationKind, RecordRef } from '../../../record/index.ts';
import type { ApplyWrite } from './write-kind.ts';

/** Links two records, or cuts their link; `inverse` is the association seen from the other end. */
export interface ChangeLink {
  readonly kind: 'associate' | 'disassociate';
  readonly from: RecordRef;
  readonly to: RecordRef;
  readonly association: AssociationKind;
  readonly inverse: AssociationKind;
}

export const changeLink: ApplyWrite<ChangeLink> = (
  { world },
  { kind, from, to, association, inverse },
  cause,
) => {
  world[kind](from, to, association, inverse, cause);
};
