import type { Finding, Lint } from './finding.ts';

/** In a branch action without a default, records that match no branch come to their end. */
export const branchesHaveADefault: Lint = ({ flow }) =>
  flow.actions.flatMap((action, index): Finding[] => {
    if (action.type !== 'LIST_BRANCH' && action.type !== 'STATIC_BRANCH') return [];
    if (action.defaultBranch) return [];
    const path = `actions[${index}].defaultBranch`;
    return [
      {
        severity: 'info',
        code: 'NO_DEFAULT_BRANCH',
        path,
        message: `${path} is not there: records that match no branch of action "${action.actionId}" end there.`,
        fix: 'Lead the default branch to the action that such records are to go on with, if they are to.',
      },
    ];
  });
