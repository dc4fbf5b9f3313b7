/** The shape of an explanation: the tree again, with what was found and the verdict at every place. */
import type { Criteria, Filter } from '../tree.ts';

/** UNKNOWN: cannot be evaluated; `reason` says why. */
export type Verdict = 'MET' | 'NOT_MET' | 'UNKNOWN';

/** What can turn the verdict at a place. */
interface Turnable {
  /** When time alone turns it, if nothing else happens; absent where that never comes. */
  readonly turnsAt?: string;
  /** Nothing but time turns it: what has happened has happened. */
  readonly isLasting?: true;
}

export interface BranchExplanation extends Turnable {
  readonly path: string;
  readonly filterBranchType: Criteria['filterBranchType'];
  /** Of an event or association branch: its verb. */
  readonly operator?: string;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly filters: readonly FilterExplanation[];
  readonly filterBranches: readonly BranchExplanation[];
  /** Of an event branch: the newest occurrences, and whether each satisfies the filters (refinements apart). */
  readonly events?: readonly { readonly occurredAt: string; readonly verdict: Verdict }[];
  /** Of an association branch: associated records with the branch's parts asked of each. */
  readonly associated?: readonly AssociatedExplanation[];
  /** Of an association branch: how many there are, also where fewer are shown. */
  readonly associatedCount?: number;
}

export interface AssociatedExplanation {
  readonly objectTypeId: string;
  readonly id: string;
  readonly verdict: Verdict;
  readonly filters: readonly FilterExplanation[];
  readonly filterBranches: readonly BranchExplanation[];
}

export interface FilterExplanation extends Turnable {
  readonly path: string;
  readonly filterType: Filter['filterType'];
  readonly property?: string;
  readonly operator?: string;
  /** The members of the filter's operation, or of the filter itself. */
  readonly wanted: Readonly<Record<string, unknown>>;
  /** The record's value; null when it has none. Only where a property is asked about. */
  readonly value?: string | null;
  /** The other property's value, in a comparison with one. */
  readonly comparedWith?: { readonly property: string; readonly value: string | null };
  readonly verdict: Verdict;
  readonly reason?: string;
}

export interface CriteriaExplanation extends BranchExplanation {
  /** When time alone can change the verdict next; null when it never can. */
  readonly holdsUntil: string | null;
}
