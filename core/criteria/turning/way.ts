import type { BranchExplanation, FilterExplanation } from '../explain/explanation.ts';

/** What a verdict is to become. */
export type Wanted = 'MET' | 'NOT_MET';

/** A place of the tree whose verdict has to turn: a filter, or a branch for events or for associated records as one. */
export interface Turn {
  readonly path: string;
  readonly to: Wanted;
  /** The associated record that it is asked of; null for the record itself. */
  readonly record: { readonly objectTypeId: string; readonly id: string } | null;
  readonly place: FilterExplanation | BranchExplanation;
}

/** Turns that together turn the whole, none of them without need. */
export interface Way {
  readonly turns: readonly Turn[];
  /** Other filters on the same properties, which hold and have to go on holding. */
  readonly keeps: readonly Turn[];
}

export interface Turning {
  readonly to: Wanted;
  /** The ones with the fewest turns first. None: nothing that could be done turns it. */
  readonly ways: readonly Way[];
  /** Whether those are all. */
  readonly isComplete: boolean;
  /** When time alone turns it, if nothing else happens; null when it does not. */
  readonly turnsAt: string | null;
}
