/** The way in which values of a property are compared, by its type; see `comparisonOf`. */
export type Comparison = 'TEXT' | 'NUMBER' | 'EXACT' | 'CHOICES';

/** What searches find in an index: records by their values and in the order of them, or records by the words in their values. */
export type SearchIndexKind = 'VALUES' | 'WORDS';

/** Values or words of a property of live records, kept beside them so that searches need not look through the records. */
export interface SearchIndex {
  /** One that is made anew has another. */
  readonly id: string;
  readonly objectTypeId: string;
  readonly property: string;
  readonly kind: SearchIndexKind;
  /** As the property was compared when the index was begun: of another type by now, it is of no use. */
  readonly compares: Comparison;
  /** BUILDING: every write keeps it, but it does not know all that was there before. */
  readonly state: 'BUILDING' | 'READY';
}
