import { type AssociationKind, associationKey, type RecordRef } from '../../../record/index.ts';
import type { AskKind } from './ask-kind.ts';

/** The ids of a record's associated records, by kind of association. */
export interface AssociatedAsk {
  readonly kind: 'associated';
  readonly from: RecordRef;
  readonly association: AssociationKind;
}

export const associated: AskKind<AssociatedAsk, readonly string[]> = {
  kind: 'associated',
  key: ({ from, association }) => associationKey(from, association),
  known: ({ world }, { from, association }) => world.associated(from, association),
  keep: ({ world }, { from, association }, ids) => world.loadAssociated(from, association, ids),
  nothing: () => [],
};
