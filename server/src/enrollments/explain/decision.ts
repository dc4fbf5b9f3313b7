import { type Criteria, type CriteriaExplanation, isEmpty, type Verdict } from '@millrace/core/criteria';
import type { Action, Connection } from '@millrace/core/flow';

/** One way out of a branch. */
export interface DecidedBranch {
  /** Its place in the action; null for the default. */
  readonly index: number | null;
  readonly name: string;
  readonly nextActionId: string | null;
  readonly taken: boolean;
  /** Of a branch on filters or on a value. A later one may be met as well: the first counts. */
  readonly verdict: Verdict | null;
  /** The filters with the record's values; null for a branch without filters. */
  readonly criteria: CriteriaExplanation | null;
}

/** Why a branch led where it did. */
export interface Decision {
  readonly actionType: 'LIST_BRANCH' | 'STATIC_BRANCH' | 'AB_TEST_BRANCH';
  /** What a branch on a value was asked about. */
  readonly value: string | null;
  readonly branches: readonly DecidedBranch[];
}

/** Asks filters of the record as it was; null where that cannot be told. */
export type Explain = (criteria: Criteria) => CriteriaExplanation | null;

/** The filters of an action, which reads them when it decides. */
export function criteriaOf(action: Action): readonly Criteria[] {
  if (action.type !== 'LIST_BRANCH') return [];
  return action.listBranches.flatMap(({ filterBranch }) =>
    filterBranch && !isEmpty(filterBranch) ? [filterBranch] : [],
  );
}

/** The decision of a step, by what its line of the log says; null for an action that is no branch. */
export function decisionOf(
  action: Action,
  detail: Readonly<Record<string, unknown>> | null,
  explain: Explain,
): Decision | null {
  const took = detail?.['branch'];
  switch (action.type) {
    case 'LIST_BRANCH': {
      const branches = action.listBranches.map(({ branchName, filterBranch, connection }, index) => {
        const criteria = filterBranch && !isEmpty(filterBranch) ? explain(filterBranch) : null;
        const verdict = criteria?.verdict ?? (filterBranch && !isEmpty(filterBranch) ? null : 'NOT_MET');
        return branchOf(index, branchName ?? `branch ${index + 1}`, connection, verdict, criteria);
      });
      const named = branches.filter(({ name }) => name === took);
      // Two branches may have one name, and older steps do not say which: the one whose filters are met was meant.
      const taken = placed(branches, detail) ?? named.find(({ verdict }) => verdict === 'MET') ?? named[0];
      const otherwise = branchOf(null, action.defaultBranchName ?? 'default', action.defaultBranch);
      return decided('LIST_BRANCH', null, [...branches, otherwise], taken ?? otherwise);
    }
    case 'STATIC_BRANCH': {
      const value = typeof detail?.['value'] === 'string' ? detail['value'] : null;
      const branches = action.staticBranches.map(({ branchValue, connection }, index) =>
        branchOf(index, branchValue, connection, branchValue === value ? 'MET' : 'NOT_MET'),
      );
      const otherwise = branchOf(null, action.defaultBranchName ?? 'default', action.defaultBranch);
      const taken = branches.find(({ name }) => name === took) ?? otherwise;
      return decided('STATIC_BRANCH', value, [...branches, otherwise], taken);
    }
    case 'AB_TEST_BRANCH': {
      const branches = action.testBranches.map(({ connection }, index) =>
        branchOf(index, `branch ${index + 1}`, connection),
      );
      return decided('AB_TEST_BRANCH', null, branches, branches[Number(took)]);
    }
    default:
      return null;
  }
}

/** The branch at the place that the step has noted. */
function placed(
  branches: readonly DecidedBranch[],
  detail: Readonly<Record<string, unknown>> | null,
): DecidedBranch | undefined {
  const match = /^listBranches\[(\d+)\]/.exec(String(detail?.['member']));
  return match ? branches[Number(match[1])] : undefined;
}

function branchOf(
  index: number | null,
  name: string,
  connection: Connection | undefined,
  verdict: Verdict | null = null,
  criteria: CriteriaExplanation | null = null,
): DecidedBranch {
  return { index, name, nextActionId: connection?.nextActionId ?? null, taken: false, verdict, criteria };
}

function decided(
  actionType: Decision['actionType'],
  value: string | null,
  branches: readonly DecidedBranch[],
  taken: DecidedBranch | undefined,
): Decision {
  return { actionType, value, branches: branches.map((each) => ({ ...each, taken: each === taken })) };
}
