import { type AbTestBranchAction, wayMember } from '../../definition/index.ts';
import { internal } from '../action-type.ts';
import { draw } from '../parts/draw.ts';
import { sayAbTestBranch } from './ab-test-branch.say.ts';

export const abTestBranch = internal({
  id: 'AB_TEST_BRANCH',
  say: sayAbTestBranch,
  name: 'Random split',
  says:
    'Splits at random by percentage; branches without one share what is left evenly. The choice is a hash of flow, action, ' +
    'record and enrollment: a retry takes the same path, and a new passage draws again.',
  summary: 'Splits records at random, evenly or by percentages.',
  icon: 'dices',
  group: 'BRANCHES',
  branches: { member: 'testBranches', hasDefault: false },
  members: {
    testBranches: {
      kind: 'percentages',
      label: 'Branches',
      help: 'The share of each branch in per cent; without shares, all get as much.',
      isRequired: true,
    },
  },
  isFlowControl: true,
  fields: {},
  staysWithRecord: () => true,
  compile: (_, action: AbTestBranchAction, { flowId }) => {
    const bounds = upperBounds(action.testBranches.map((branch) => branch.percentage));
    return ({ enrollment }) => {
      const drawn = draw(`${flowId}/${action.actionId}/${enrollment.record.id}/${enrollment.id}`);
      const index = bounds.findIndex((bound) => drawn < bound);
      return {
        kind: 'done',
        connection: action.testBranches[index]?.connection,
        detail: { branch: index, member: wayMember('testBranches', index) },
      };
    };
  },
  examples: [
    {
      shows: 'A branch of 100 percent takes every record.',
      action: {
        testBranches: [
          { percentage: 0, connection: { edgeType: 'STANDARD', nextActionId: '2' } },
          { percentage: 100, connection: { edgeType: 'STANDARD', nextActionId: '3' } },
        ],
      },
      outcome: {
        outcome: 'SUCCEEDED',
        next: '3',
        detail: { branch: 1, member: 'testBranches[1].connection' },
      },
    },
    {
      shows: 'Without percentages, the branches have even shares.',
      action: {
        testBranches: [
          { connection: { edgeType: 'STANDARD', nextActionId: '2' } },
          { connection: { edgeType: 'STANDARD', nextActionId: '2' } },
        ],
      },
      outcome: { outcome: 'SUCCEEDED', next: '2' },
    },
  ],
});

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
