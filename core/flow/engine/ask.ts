import type { AssociationKind, RecordRef } from '../../record/index.ts';

/**
 * What a step turns out to need and the workspace does not hold yet. Asks are data: the batch gathers those of all its
 * enrollments and answers each kind with one statement.
 */
export type Ask =
  /** A record to read, or, with `toWrite`, to write to as well. */
  | { readonly kind: 'record'; readonly ref: RecordRef; readonly toWrite: boolean }
  | { readonly kind: 'associated'; readonly from: RecordRef; readonly association: AssociationKind }
  /** The values that a property has had. */
  | { readonly kind: 'history'; readonly ref: RecordRef; readonly property: string }
  /** What has happened to a record, of one type. */
  | { readonly kind: 'events'; readonly ref: RecordRef; readonly eventTypeId: string }
  /** Whether a record is in a list, by the key that criteria have for it. */
  | { readonly kind: 'membership'; readonly ref: RecordRef; readonly list: string }
  /** What a list is, by its id. */
  | { readonly kind: 'list'; readonly list: string }
  /** One id for a record to be made. */
  | { readonly kind: 'recordId' }
  /** Who holds a value of a unique property. */
  | {
      readonly kind: 'uniqueValue';
      readonly objectTypeId: string;
      readonly property: string;
      readonly value: string;
    }
  /** What came of an effect, by its idempotency key. */
  | { readonly kind: 'effectResult'; readonly key: string };
