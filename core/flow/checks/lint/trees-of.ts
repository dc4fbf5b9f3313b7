import type { Branch, Criteria, Filter } from '../../../criteria/index.ts';
import type { Action, EnrollmentCriteria, FlowDefinition } from '../../definition/index.ts';

/** Criteria in a flow over its records. */
export interface Tree {
  readonly criteria: Criteria;
  readonly at: string;
  /** The consequence of criteria that no record meets. */
  readonly unmet: string;
}

/** Every tree of filters over records, not those over events. */
export function treesOf(flow: FlowDefinition): Tree[] {
  const trees = [
    ...inEnrollment(flow.enrollmentCriteria),
    ...(flow.type === 'CONTACT_FLOW'
      ? tree(flow.goalFilterBranch, 'goalFilterBranch', 'No record reaches the goal by it.')
      : tree(flow.suppressionFilterBranch, 'suppressionFilterBranch', 'It keeps no record out.')),
    ...flow.actions.flatMap(inAction),
  ];
  return trees;
}

const ENROLLS_NO_RECORD = 'It enrolls no record.';

function inEnrollment(criteria: EnrollmentCriteria | undefined): Tree[] {
  const at = 'enrollmentCriteria';
  switch (criteria?.type) {
    case 'LIST_BASED':
      return [
        ...tree(criteria.listFilterBranch, `${at}.listFilterBranch`, ENROLLS_NO_RECORD),
        ...criteria.reEnrollmentTriggersFilterBranches
          .flatMap((branch, index) =>
            tree(branch, `${at}.reEnrollmentTriggersFilterBranches[${index}]`, 'It enrolls no record again.'),
          )
          .filter(({ criteria }) => !isPropertyChange(criteria)),
      ];
    case 'EVENT_BASED':
      return [
        ...criteria.listMembershipFilterBranches.flatMap((branch, index) =>
          tree(branch, `${at}.listMembershipFilterBranches[${index}]`, ENROLLS_NO_RECORD),
        ),
        ...tree(criteria.refinementCriteria, `${at}.refinementCriteria`, ENROLLS_NO_RECORD),
      ];
    default:
      return [];
  }
}

function inAction(action: Action, index: number): Tree[] {
  if (action.type !== 'LIST_BRANCH') return [];
  return action.listBranches.flatMap(({ filterBranch }, at) =>
    tree(
      filterBranch,
      `actions[${index}].listBranches[${at}].filterBranch`,
      'No record takes the branch by it.',
    ),
  );
}

function tree(criteria: Criteria | undefined, at: string, unmet: string): Tree[] {
  return criteria && criteria.filterBranchType !== 'EMPTY' ? [{ criteria, at, unmet }] : [];
}

/** Triggers of re-enrollment may be written as the event of a property change: `hs_name`, `hs_value`. */
function isPropertyChange(criteria: Criteria): boolean {
  if (criteria.filterBranchType === 'EMPTY') return false;
  if (criteria.filterBranchType === 'UNIFIED_EVENTS') return true;
  return (
    criteria.filters.some(
      (filter: Filter) => filter.filterType === 'PROPERTY' && filter.property === 'hs_name',
    ) || criteria.filterBranches.some((branch: Branch) => isPropertyChange(branch))
  );
}

/** A place below another, either of which may be empty. */
export function below(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.');
}
