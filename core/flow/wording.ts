/** What actions, enrollment and settings of a flow are said with. Nothing here reads, compiles or runs a flow. */
import type { Bearer, Given, Names, Part, PropertyWords } from '../sentence/index.ts';

/** The flow that is spoken of. */
export interface FlowWording {
  readonly names: Names;
  /** The type of the enrolled records. */
  readonly bearer: Bearer;
  /** The type of the record that a data source finds; null when it is not known. */
  readonly typeFetched: (source: string) => Bearer;
  /** The type of the records behind an association; undefined when it is not known. */
  readonly typeBehind: (association: unknown) => Bearer | undefined;
  /** What delays count from, in a flow that is centred on a date. */
  readonly anchor: Given | undefined;
  /** Criteria about records of a type, as a clause. */
  readonly criteria: (tree: unknown) => Part[];
  /** An event of the enrolled record, as a clause. */
  readonly event: (branch: unknown) => Part[];
  /** A value object; `words` are of the property that gets the value. */
  readonly value: (value: unknown, words?: PropertyWords) => Part[];
}

/** Says an action of its type, as something to do: `Send email Welcome`. Members may be missing. */
export type SayAction = (action: Given, wording: FlowWording) => Part[];
