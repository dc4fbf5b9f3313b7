/** What a form shows of a part of criteria: its members, each of a kind that has one field. Data, so that a test can walk it. */

import type { RawObject } from '@millrace/core/raw';
import type { OptionKind } from '../../pickers/index.ts';

/** Something to choose: as the language has it, and as people read it. */
export interface Word {
  readonly id: string;
  readonly name: string;
  readonly hint?: string;
}

interface OfMember {
  /** Its name in the language. */
  readonly member: string;
  /** Other spellings of the name that real definitions have; the one that is there stays. */
  readonly spellings?: readonly string[];
  readonly label: string;
  /** It may be missing; an emptied field takes it out. */
  readonly isOptional?: boolean;
  /** It is shown where it has a value; else behind "More". */
  readonly isRare?: boolean;
}

export type FormField =
  | (OfMember & { readonly kind: 'text'; readonly isCode?: boolean; readonly placeholder?: string })
  /** A number, digit for digit. */
  | (OfMember & { readonly kind: 'number' })
  | (OfMember & { readonly kind: 'flag'; readonly says: string })
  | (OfMember & { readonly kind: 'choice'; readonly choices: readonly Word[]; readonly default?: string })
  | (OfMember & { readonly kind: 'choices'; readonly choices: readonly Word[] })
  /** Of what the account has, by its id. */
  | (OfMember & { readonly kind: 'pick'; readonly of: OptionKind | 'event' })
  | (OfMember & { readonly kind: 'picks'; readonly of: OptionKind | 'event' })
  | (OfMember & { readonly kind: 'texts' })
  /** A value, or values, of the property that the operation is about: its options are offered. */
  | (OfMember & { readonly kind: 'value' })
  | (OfMember & { readonly kind: 'values' })
  /** Another property of the same record. */
  | (OfMember & { readonly kind: 'property' })
  /** Milliseconds since 1970, shown in the account's zone. */
  | (OfMember & { readonly kind: 'instant' })
  /** `year`, `month` and `day` beside each other. */
  | (OfMember & { readonly kind: 'day' })
  /** `hour` and `minute` beside each other. */
  | (OfMember & { readonly kind: 'timeOfDay' })
  /** A length of time in several units: `{ days: -3, hours: 2 }`. */
  | (OfMember & { readonly kind: 'shifts' })
  | (OfMember & { readonly kind: 'object'; readonly fields: readonly FormField[] })
  | (OfMember & { readonly kind: 'variant'; readonly variants: VariantTable })
  /** An operation on the property that `of` names, or on a value by itself. */
  | (OfMember & { readonly kind: 'operation' })
  /** Properties of an event, each with an operation. */
  | (OfMember & { readonly kind: 'eventFilters' })
  /** The type of the other records, and by which association: `associationCategory`, `associationTypeId` and this member. */
  | (OfMember & { readonly kind: 'association' })
  /** A list that a flow or an import keeps by itself. */
  | (OfMember & { readonly kind: 'listOfFlow' });

/** An object whose one member says what the others are. */
export interface VariantTable {
  /** That member. */
  readonly by: string;
  /** Other names of the members that may say it. */
  readonly byToo?: readonly string[];
  /** Other words for an id. */
  readonly spellings?: Readonly<Record<string, string>>;
  /** How it is said that there is none; undefined where there must be one. */
  readonly none?: string;
  readonly variants: readonly Variant[];
}

export interface Variant extends Word {
  /** What a new one begins with, beside the member that says which it is. */
  readonly start: RawObject;
  readonly fields: readonly FormField[];
}

/** The members that a field reads and writes. */
export function membersOf(field: FormField): readonly string[] {
  switch (field.kind) {
    case 'day':
      return ['year', 'month', 'day'];
    case 'timeOfDay':
      return ['hour', 'minute'];
    case 'association':
      return ['associationCategory', 'associationTypeId', field.member];
    default:
      return [field.member, ...(field.spellings ?? [])];
  }
}
