import type { AbTestBranchAction } from '../../definition/index.ts';
import type { ActionType } from '../action-type.ts';
import { draw } from '../parts/draw.ts';

/**
 * AB_TEST_BRANCH: splits at random by percentage; branches without one share what is left evenly. The choice is a hash of
 * flow, action, record and enrollment, so that a retry takes the same path and a new passage draws again.
 */
export const abTestBranch: ActionType<AbTestBranchAction> = {
  id: 'AB_TEST_BRANCH',
  name: 'Random split',
  runsWhileOff: true,
  compile: (action, { flowId }) => {
    const bounds = upperBounds(action.testBranches.map((branch) => branch.percentage));
    return ({ enrollment }) => {
      const drawn = draw(`${flowId}/${action.actionId}/${enrollment.record.id}/${enrollment.id}`);
      const index = bounds.findIndex((bound) => drawn < bound);
      return { kind: 'done', connection: action.testBranches[index]?.connection, detail: { branch: index } };
    };
  },
};

/** The upper bound of each branch between 0 and 1; the last with a share reaches 1 whatever the percentages add up to. */
function upperBounds(percentages: readonly (number | undefined)[]): number[] {
  const given = percentages.reduce<number>((sum, percentage) => sum + (percentage ?? 0), 0);
  const open = percentages.filter((percentage) => percentage === undefined).length;
  const share = open === 0 ? 0 : Math.max(0, 100 - given) / open;
  const total = given + share * open;
  let sum = 0;
  return percentages.map((percentage) => {
    sum += percentage ?? share;
    return total === 0 ? 1 : sum / total;
  });
}
