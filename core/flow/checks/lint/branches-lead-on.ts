import type { Action } from '../../definition/index.ts';
import type { Finding, Lint } from './finding.ts';

/** A branch without a connection ends; when all do, choosing between them changes nothing. */
export const branchesLeadOn: Lint = ({ flow }) =>
  flow.actions.flatMap((action, index): Finding[] => {
    const branches = branchesOf(action);
    if (!branches) return [];
    const path = `actions[${index}].${branches.member}`;
    const ending = branches.connected.flatMap((connected, at) => (connected ? [] : [`${path}[${at}]`]));
    const leadsOn = branches.connected.includes(true) || ('defaultBranch' in action && action.defaultBranch);
    if (!leadsOn) return [allEnd(path, action.actionId)];
    return ending.map((branch) => ({
      severity: 'info',
      code: 'BRANCH_ENDS',
      path: `${branch}.connection`,
      message: `${branch}.connection is not there: records that take this branch end there.`,
      fix: 'Connect the branch to an action, if such records are to go on.',
    }));
  });

function allEnd(path: string, actionId: string): Finding {
  return {
    severity: 'warning',
    code: 'NO_BRANCH_LEADS_ON',
    path,
    message: `${path} of action "${actionId}" lead nowhere, and there is no default: every record ends there.`,
    fix: 'Connect the branches to actions, or remove this action.',
  };
}

function branchesOf(action: Action): { member: string; connected: readonly boolean[] } | undefined {
  switch (action.type) {
    case 'STATIC_BRANCH':
      return { member: 'staticBranches', connected: action.staticBranches.map(isConnected) };
    case 'LIST_BRANCH':
      return { member: 'listBranches', connected: action.listBranches.map(isConnected) };
    case 'AB_TEST_BRANCH':
      return { member: 'testBranches', connected: action.testBranches.map(isConnected) };
    default:
      return undefined;
  }
}

function isConnected({ connection }: { readonly connection?: unknown }): boolean {
  return connection !== undefined;
}
