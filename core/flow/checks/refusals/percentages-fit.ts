import type { Problem } from '../../../problem/index.ts';
import type { AbTestBranchAction } from '../../definition/index.ts';
import type { FlowCheck } from '../check.ts';

/**
 * The shares of a random split are at most the whole. Less is accepted: whole numbers cannot
 * express thirds, so 33, 33 and 33 are even shares.
 */
export const percentagesFit: FlowCheck = ({ actions }) =>
  actions.flatMap((action, index) =>
    action.type === 'AB_TEST_BRANCH' ? ofSplit(action, `actions[${index}].testBranches`) : [],
  );

function ofSplit({ testBranches }: AbTestBranchAction, path: string): Problem[] {
  const given = testBranches.flatMap(({ percentage }) => (percentage === undefined ? [] : [percentage]));
  const sum = given.reduce((total, percentage) => total + percentage, 0);
  const code = 'PERCENTAGES_DO_NOT_FIT';
  if (sum > 100) {
    const message = `${path} have percentages that add up to ${sum} (${given.join(' + ')}): lower them to at most 100 together.`;
    return [{ path, code, message }];
  }
  if (sum === 0 && given.length > 0 && given.length === testBranches.length) {
    const message = `${path} all have the percentage 0, so no branch can be taken: raise one, or leave the percentages out for even shares.`;
    return [{ path, code, message }];
  }
  return [];
}
