import type { PropertyDefinition } from '@millrace/core/property';
import type { ValueKind } from './value-kind.ts';
import type { WordPattern } from './words.ts';

export type Order = '<' | '<=' | '>' | '>=';

/**
 * The condition of a filter. A property without a value meets negations and nothing else: "is not", "is none of", "has no
 * such word" find it, as an index does that looks for the value and takes the holders out.
 */
export type Condition =
  | { readonly is: 'known'; readonly property: string; readonly negated: boolean }
  | {
      readonly is: 'any';
      readonly property: string;
      readonly definition: PropertyDefinition;
      readonly kind: ValueKind;
      readonly wanted: readonly string[];
      readonly negated: boolean;
    }
  | {
      readonly is: 'ordered';
      readonly property: string;
      readonly kind: ValueKind;
      readonly order: Order;
      readonly wanted: string;
    }
  | {
      readonly is: 'between';
      readonly property: string;
      readonly kind: ValueKind;
      readonly low: string;
      readonly high: string;
    }
  | {
      readonly is: 'words';
      readonly property: string;
      readonly patterns: readonly WordPattern[];
      readonly negated: boolean;
    }
  | {
      readonly is: 'associated';
      readonly objectTypeId: string;
      /** Null: with any record of the type. */
      readonly ids: readonly string[] | null;
      readonly negated: boolean;
    };

/** A checked search: its conditions and its order. */
export interface Search {
  /** A record meets all conditions of one group; without groups every record is found. */
  readonly groups: readonly (readonly Condition[])[];
  /** Beginnings of words, each of which one of these properties has. */
  readonly query: { readonly patterns: readonly WordPattern[]; readonly properties: readonly string[] };
  readonly sorts: readonly {
    readonly property: string;
    readonly kind: ValueKind;
    readonly descending: boolean;
  }[];
}
