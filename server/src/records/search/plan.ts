import type { SearchIndex } from '@millrace/core/crm';
import type { Search } from './condition.ts';
import type { Offer, Probe, WantedIndex } from './probes.ts';
import type { Way } from './ways.ts';

/** Records that are looked up for a page at most; where more could be found, they are gone through in order until the page is full. */
const CANDIDATES_MAX = 10_000;
/** For a page far behind, which takes longer to come to: so many for each record before its end. */
const CANDIDATES_OF_RECORD = 10;

/** How many records are looked up for a page, rather than gone through in its order. */
export function candidatesMax({
  offset,
  limit,
}: {
  readonly offset: number;
  readonly limit: number;
}): number {
  return Math.max(CANDIDATES_MAX, CANDIDATES_OF_RECORD * (offset + limit));
}

/** How large a part of indexes is. */
export interface Measured {
  /** Entries; of more than are looked up only that there are more. */
  readonly entries: number;
  /** Whether values with too many words are in it, which do not tell what they have. */
  readonly hasOverlong: boolean;
}

/** How a page of a search is found. */
export type PagePlan =
  /** All records in these parts are looked up, and put in order: they are few. */
  | { readonly by: 'CANDIDATES'; readonly probes: readonly Probe[] }
  /** All of one value: in the order of their ids as they stand. */
  | { readonly by: 'VALUE'; readonly probe: Probe }
  /** In the order of an index, those without a value at the end. */
  | { readonly by: 'SORT'; readonly index: SearchIndex; readonly within: Probe | undefined }
  /** By the records alone. */
  | { readonly by: 'RECORDS' };

/** How the total of a search is found. */
export type TotalPlan =
  /** By the index alone. */
  | { readonly by: 'INDEX'; readonly probe: Probe }
  /** By the records in these parts. */
  | { readonly by: 'PARTS'; readonly probes: readonly Probe[] }
  | { readonly by: 'RECORDS' };

export interface SearchPlan {
  readonly page: PagePlan;
  readonly total: TotalPlan;
  /** The indexes that would have spared it from looking through records. */
  readonly missing: readonly WantedIndex[];
}

export function planSearch(
  search: Search,
  ways: readonly Way[],
  offer: Offer,
  measured: ReadonlyMap<Probe, Measured>,
  candidates: number,
): SearchPlan {
  const entries = (probe: Probe) => measured.get(probe)!.entries;
  const smallest = ways.flatMap(({ probes }) => probes.toSorted((a, b) => entries(a) - entries(b))[0] ?? []);
  // A way without an index leads to any record.
  const parts = smallest.length === ways.length ? smallest : undefined;
  const [only] = ways;
  const whole = ways.length === 1 && only?.whole && isTrusted(only.whole, measured) ? only.whole : undefined;
  if (parts && parts.reduce((sum, probe) => sum + entries(probe), 0) <= candidates)
    return { page: { by: 'CANDIDATES', probes: parts }, total: { by: 'PARTS', probes: parts }, missing: [] };
  const total: TotalPlan = whole
    ? { by: 'INDEX', probe: whole }
    : parts
      ? { by: 'PARTS', probes: parts }
      : { by: 'RECORDS' };
  const [sort] = search.sorts;
  const isNarrow = ways.every((way) => way.isNarrow);
  if (sort === undefined) {
    const isInOrder = whole?.isOneValue && whole.indexIds.length === 1;
    const page: PagePlan = isInOrder ? { by: 'VALUE', probe: whole } : { by: 'RECORDS' };
    return { page, total, missing: isNarrow ? [] : ways.flatMap(({ missing }) => missing) };
  }
  const index = search.sorts.length === 1 && !isNarrow ? offer.forSort(sort) : undefined;
  const missing = isNarrow
    ? []
    : [
        ...ways.flatMap((way) => way.missing),
        ...(index || sort.property === 'hs_object_id' || sort.kind.several
          ? []
          : [{ property: sort.property, kind: 'VALUES' as const }]),
      ];
  if (!index) return { page: { by: 'RECORDS' }, total, missing };
  const within =
    ways.length === 1
      ? only?.probes.find(({ indexIds, isOfWords }) => !isOfWords && indexIds[0] === index.id)
      : undefined;
  return { page: { by: 'SORT', index, within }, total, missing };
}

function isTrusted(probe: Probe, measured: ReadonlyMap<Probe, Measured>): boolean {
  return !measured.get(probe)!.hasOverlong;
}
