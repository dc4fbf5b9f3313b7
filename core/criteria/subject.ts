import type { AssociationCategory } from '../record/index.ts';
import type { EpochMillis } from '../time/index.ts';

/** A bearer of properties: a record, or one occurrence of an event. No value: the property is absent. */
export interface Bearer {
  readonly properties: Readonly<Record<string, string>>;
  /** The values that a property has had, newest first; null where it was cleared. */
  history?(property: string): readonly PastValue[];
}

export interface PastValue {
  readonly value: string | null;
  readonly at: EpochMillis;
}

/** A record with the criteria's `reads` already loaded. */
export interface Subject extends Bearer {
  readonly objectTypeId: string;
  readonly id: string;
  /** Every occurrence of an event type, in any order. */
  events?(eventTypeId: string): readonly EventOccurrence[];
  /** Membership of a list; the key is one of `reads.lists`. */
  inList?(list: string): boolean;
  associated?(association: AssociationSpec): readonly Subject[];
}

/** One event. Its values are as they were sent: nothing has brought them into canonical form. */
export interface EventOccurrence {
  readonly properties: Readonly<Record<string, string>>;
  readonly occurredAt: EpochMillis;
}

/** The records that an association type leads to, or the one record whose id a property holds. */
export type AssociationSpec =
  | { readonly objectTypeId: string; readonly category: AssociationCategory; readonly typeId: number }
  | { readonly objectTypeId: string; readonly property: string };
