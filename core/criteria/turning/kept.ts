import type { BranchExplanation, FilterExplanation } from '../explain/explanation.ts';
import { becomes } from './becomes.ts';
import type { Turn, Wanted } from './way.ts';

/**
 * The filters that hold what the turns might break: on a property whose value a turn changes, asked of the same record, and needed as they
 * are. A value that is another now has to satisfy them, too.
 */
export function keptBy(whole: BranchExplanation, to: Wanted, turns: readonly Turn[]): Turn[] {
  const changed = new Set(turns.flatMap(({ place, record }) => keyOf(place, record)));
  if (changed.size === 0) return [];
  const turned = new Map(turns.map(({ place, to }) => [place, to]));
  return leavesOf(whole, null).filter(({ place, record, to: verdict }) => {
    if (turned.has(place) || !keyOf(place, record).some((key) => changed.has(key))) return false;
    return becomes(whole, new Map([...turned, [place, verdict === 'MET' ? 'NOT_MET' : 'MET']])) !== to;
  });
}

function keyOf(place: Turn['place'], record: Turn['record']): string[] {
  return 'property' in place && place.property ? [JSON.stringify([record, place.property])] : [];
}

/** The filters whose verdict is known, each as it is. */
function leavesOf(branch: BranchExplanation, record: Turn['record']): Turn[] {
  return [
    ...ofParts(branch, record),
    ...(branch.associated ?? []).flatMap((other) =>
      ofParts(other, { objectTypeId: other.objectTypeId, id: other.id }),
    ),
  ];
}

function ofParts(
  { filters, filterBranches }: Pick<BranchExplanation, 'filters' | 'filterBranches'>,
  record: Turn['record'],
): Turn[] {
  const own = filters.flatMap((place: FilterExplanation): Turn[] =>
    place.verdict === 'UNKNOWN' ? [] : [{ path: place.path, to: place.verdict, record, place }],
  );
  // What an event had stays as it was.
  const below = filterBranches.filter(({ filterBranchType }) => filterBranchType !== 'UNIFIED_EVENTS');
  return [...own, ...below.flatMap((each) => leavesOf(each, record))];
}
