/** What operators, filters and branches are said with. Whatever reads, compiles or runs criteria stays out: a page loads this at once. */
import type { Bearer, Given, Names, Part, PropertyWords } from '../sentence/index.ts';

/** The record that criteria speak of. */
export interface Wording {
  readonly names: Names;
  /** The type of the record. */
  readonly bearer: Bearer;
  /** `the contact`. */
  readonly subject: string;
  /** An operation on a property; `words` are what is known of the property. */
  readonly operation: (operation: unknown, name: Part, words: PropertyWords | undefined) => Part[];
}

/** The property that an operation is about. */
export interface PropertyWording {
  readonly names: Names;
  readonly bearer: Bearer;
  /** What is known of the property; of a property of an event mostly nothing. */
  readonly words: PropertyWords | undefined;
}

/** Says an operation of its kind: `name` is the property. Members may be missing. */
export type SayOperation = (operation: Given, name: Part, wording: PropertyWording) => Part[];

/** Says a filter of its type. Members may be missing. */
export type SayFilter = (filter: Given, wording: Wording) => Part[];
