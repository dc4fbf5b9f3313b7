import type { BranchExplanation, Explanation, FilterExplanation, Mentions } from '../api/index.ts';

interface Parts {
  readonly filters: readonly FilterExplanation[];
  readonly filterBranches: readonly BranchExplanation[];
}

/** The filters of an explanation that are asked of the record itself, those of inner groups included. */
export function filtersIn({ filters, filterBranches }: Parts): readonly FilterExplanation[] {
  return [...filters, ...filterBranches.flatMap(filtersIn)];
}

/** The object types whose properties are shown: that of the record, and those behind its associations. */
export function mentionedIn({ objectTypeId, criteria, exits }: Explanation): Mentions {
  const trees = [criteria, ...exits.map((exit) => exit.criteria)].filter((tree) => tree !== null);
  return { objectTypeIds: [...new Set([objectTypeId, ...trees.flatMap(typesIn)])] };
}

function typesIn({ filterBranches, associated = [] }: BranchExplanation): string[] {
  return [
    ...filterBranches.flatMap(typesIn),
    ...associated.flatMap((other) => [other.objectTypeId, ...other.filterBranches.flatMap(typesIn)]),
  ];
}
