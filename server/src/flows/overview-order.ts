import type { FlowTotals } from '../passages/index.ts';
import type { ListedFlow } from './queries/listing.ts';

/** A flow with what goes on in it. */
export interface OverviewRow {
  readonly flow: ListedFlow;
  readonly totals: FlowTotals;
  readonly paused: 'FLOW' | 'ACCOUNT' | null;
}

/** By what flows can be sorted; names without regard to case. */
export const SORT_KEYS = [
  ...(['id', 'name', 'createdAt', 'updatedAt'] as const),
  ...(['active', 'enrolled', 'completed', 'failedSteps', 'lastEnrolledAt', 'lastFailedAt'] as const),
] as const;

export interface Sorting {
  readonly by: (typeof SORT_KEYS)[number];
  readonly down: boolean;
}

/** What a row is sorted by; null where it has none, which comes last in either direction. */
export type SortValue = string | number | null;

/** A place in an order: the value of a row, and its id among those of that value. */
export interface Place {
  readonly value: SortValue;
  readonly id: string;
}

/** The rows behind a place, in order; those of one value by their ids. */
export function inOrder(
  rows: readonly OverviewRow[],
  sort: Sorting,
  after: Place | undefined,
): readonly OverviewRow[] {
  const placed = rows.map((row) => ({ row, value: sortValueOf(row, sort.by), id: row.flow.id }));
  const ordered = placed.toSorted((a, b) => compare(a, b, sort));
  const behind = after === undefined ? ordered : ordered.filter((each) => compare(each, after, sort) > 0);
  return behind.map(({ row }) => row);
}

export function sortValueOf({ flow, totals }: OverviewRow, by: Sorting['by']): SortValue {
  switch (by) {
    case 'id':
      return Number(flow.id);
    case 'name':
      return flow.name?.toLowerCase() ?? null;
    case 'createdAt':
    case 'updatedAt':
      return flow[by];
    case 'active':
    case 'enrolled':
    case 'completed':
    case 'failedSteps':
    case 'lastEnrolledAt':
    case 'lastFailedAt':
      return totals[by];
  }
}

function compare(a: Place, b: Place, { down }: Sorting): number {
  const byValue = compareValues(a.value, b.value, down ? -1 : 1);
  return byValue !== 0 ? byValue : Number(a.id) - Number(b.id);
}

function compareValues(a: SortValue, b: SortValue, direction: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -direction : direction;
}
