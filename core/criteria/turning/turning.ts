import type {
  AssociatedExplanation,
  BranchExplanation,
  CriteriaExplanation,
  FilterExplanation,
} from '../explain/explanation.ts';
import { canHoldTogether, type Properties } from './can-hold-together.ts';
import { allOf, anyOf, type Found, NO_WAY, NOTHING_TO_DO, oneTurn } from './found.ts';
import { isEmptyBranch } from './is-empty-branch.ts';
import { keptBy } from './kept.ts';
import type { Turn, Turning, Wanted, Way } from './way.ts';

/** Ways told, at most. */
export const WAYS_MAX = 5;

/**
 * What would turn the whole: criteria that are met no longer are, others come to be. With what is known of properties, ways that ask one of
 * them for different values are left out.
 */
export function turningOf(explanation: CriteriaExplanation, properties?: Properties): Turning {
  const to = explanation.verdict === 'MET' ? 'NOT_MET' : 'MET';
  const { found, hasMore } = isEmptyBranch(explanation) ? NO_WAY : ofBranch(explanation, to, null);
  const ways: Way[] = [];
  for (const { turns } of found) {
    if (ways.length > WAYS_MAX) break;
    const way = { turns, keeps: keptBy(explanation, to, turns) };
    if (properties === undefined || canHoldTogether(way, properties)) ways.push(way);
  }
  return {
    to,
    ways: ways.slice(0, WAYS_MAX),
    isComplete: !hasMore && ways.length <= WAYS_MAX,
    turnsAt: explanation.turnsAt ?? null,
  };
}

type Of = Turn['record'];

function ofBranch(branch: BranchExplanation, to: Wanted, record: Of): Found {
  if (branch.verdict === to) return NOTHING_TO_DO;
  switch (branch.filterBranchType) {
    case 'AND':
      return ofParts(branch, to, record, 'ALL');
    case 'OR':
      return ofParts(branch, to, record, 'ANY');
    case 'NOT_ALL':
      return ofParts(branch, opposite(to), record, 'ALL');
    case 'NOT_ANY':
      return ofParts(branch, opposite(to), record, 'ANY');
    case 'RESTRICTED':
      return partsOf(branch).length > 0 ? ofParts(branch, to, record, 'ALL') : ofPlace(branch, to, record);
    case 'ASSOCIATION':
    case 'PROPERTY_ASSOCIATION':
      return ofAssociation(branch, to, record);
    case 'UNIFIED_EVENTS':
      return ofPlace(branch, to, record);
    case 'EMPTY':
      return NO_WAY;
  }
}

type Parts = Pick<BranchExplanation, 'filters' | 'filterBranches'>;

/** Branches in which there is nothing to decide by decide nothing. */
function partsOf({ filters, filterBranches }: Parts): (FilterExplanation | BranchExplanation)[] {
  return [...filters, ...filterBranches.filter((branch) => !isEmptyBranch(branch))];
}

function ofParts(parts: Parts, to: Wanted, record: Of, kind: 'ALL' | 'ANY'): Found {
  const ways = partsOf(parts).map((part) =>
    'filterBranchType' in part ? ofBranch(part, to, record) : ofPlace(part, to, record),
  );
  return (kind === 'ALL') === (to === 'MET') ? allOf(ways) : anyOf(ways);
}

function ofPlace(place: Turn['place'], to: Wanted, record: Of): Found {
  if (place.verdict === to) return NOTHING_TO_DO;
  return place.isLasting
    ? NO_WAY
    : oneTurn({ path: place.path, to, record, place }, place.verdict === 'UNKNOWN' ? 'MENDING' : 'VALUE');
}

/** Associated records of which ways are told, the nearest ones. */
const ASSOCIATED_MAX = 3;

/**
 * Some associated record comes to meet the parts, or one that does is associated; or all that meet them cease to. Where not all are known, or
 * none is there, the branch is turned as a whole.
 */
function ofAssociation(branch: BranchExplanation, to: Wanted, record: Of): Found {
  const { associated = [], associatedCount = 0, operator } = branch;
  const some = operator === 'NOT_IN_LIST' ? opposite(to) : to;
  const asAWhole = oneTurn({ path: branch.path, to, record, place: branch }, 'ASSOCIATION');
  const each = associated.map((other) => ofAssociated(other, some));
  if (some === 'MET') {
    const nearest = each
      .filter(({ found }) => found.length > 0)
      .toSorted((a, b) => a.found[0]!.cost - b.found[0]!.cost);
    const told = anyOf([...nearest.slice(0, ASSOCIATED_MAX), asAWhole]);
    return nearest.length > ASSOCIATED_MAX ? { ...told, hasMore: true } : told;
  }
  if (associated.length === 0 || associated.length < associatedCount) return asAWhole;
  return anyOf([allOf(each), asAWhole]);
}

function ofAssociated(other: AssociatedExplanation, to: Wanted): Found {
  if (other.verdict === to) return NOTHING_TO_DO;
  const { objectTypeId, id } = other;
  return partsOf(other).length === 0 ? NO_WAY : ofParts(other, to, { objectTypeId, id }, 'ALL');
}

function opposite(wanted: Wanted): Wanted {
  return wanted === 'MET' ? 'NOT_MET' : 'MET';
}
