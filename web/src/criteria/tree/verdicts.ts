import type { AssociatedExplanation, BranchExplanation, FilterExplanation } from '../../api/index.ts';

export type Verdict = BranchExplanation['verdict'];

/** What one line says of the record that is tried. */
export interface LineVerdict {
  readonly verdict: Verdict;
  /** The property that is asked about, and what the record holds; null for no value. */
  readonly holds?: { readonly property: string; readonly value: string | null };
  /** Of a comparison with another property: that one's. */
  readonly beside?: { readonly property: string; readonly value: string | null };
  /** Of other records: how many of them meet it, of how many that were looked at. */
  readonly others?: { readonly met: number; readonly of: number };
  /** Of an event: when it happened, the newest first, as far as it is told. */
  readonly happened?: readonly string[];
  /** Why it cannot be told. */
  readonly reason?: string;
}

/** By the places of lines and branches. Lines about other records say how many of these meet them. */
export function verdictsOf(criteria: BranchExplanation): ReadonlyMap<string, LineVerdict> {
  const found = new Map<string, LineVerdict>();
  collect(criteria, (path, verdict) => found.set(path, verdict));
  return found;
}

type Note = (path: string, verdict: LineVerdict) => void;

function collect(branch: BranchExplanation, note: Note): void {
  const { path, verdict, reason, events, associated } = branch;
  note(path, {
    verdict,
    ...(reason === undefined ? {} : { reason }),
    ...(events === undefined
      ? {}
      : { happened: events.filter((each) => each.verdict === 'MET').map(({ occurredAt }) => occurredAt) }),
    ...(associated === undefined ? {} : { others: countOf(associated) }),
  });
  for (const filter of branch.filters) note(filter.path, ofFilter(filter));
  for (const child of branch.filterBranches) collect(child, note);
  if (associated) collectOthers(associated, note);
}

function ofFilter({ verdict, property, value, comparedWith, reason }: FilterExplanation): LineVerdict {
  return {
    verdict,
    ...(property === undefined || value === undefined ? {} : { holds: { property, value } }),
    ...(comparedWith === undefined ? {} : { beside: comparedWith }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Every line about the others is noted once: with its value where there is one record, with a count where there are more. */
function collectOthers(associated: readonly AssociatedExplanation[], note: Note): void {
  const byPath = new Map<string, LineVerdict[]>();
  for (const { filters, filterBranches } of associated) {
    const add: Note = (path, verdict) => byPath.set(path, [...(byPath.get(path) ?? []), verdict]);
    for (const filter of filters) add(filter.path, ofFilter(filter));
    for (const branch of filterBranches) collect(branch, add);
  }
  for (const [path, all] of byPath) {
    const met = all.filter(({ verdict }) => verdict === 'MET').length;
    const verdict = met > 0 ? 'MET' : (all.find((each) => each.verdict === 'UNKNOWN')?.verdict ?? 'NOT_MET');
    note(path, all.length === 1 ? all[0]! : { verdict, others: { met, of: all.length } });
  }
}

function countOf(associated: readonly AssociatedExplanation[]) {
  return { met: associated.filter(({ verdict }) => verdict === 'MET').length, of: associated.length };
}
