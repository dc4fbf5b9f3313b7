import { expect, it } from 'vitest';
import { getIn, type RawObject, slotsOf, withSlot } from './index.ts';

it('knows the ways on from every kind of node', () => {
  const branch: RawObject = {
    actionId: '1',
    listBranches: [{ branchName: 'Yes', connection: { nextActionId: '2', own: 'x' } }, { filterBranch: {} }],
    defaultBranch: { edgeType: 'GOTO', nextActionId: 3 },
  };
  expect(slotsOf(branch).map(({ member, label, to, isJump }) => [member, label, to, isJump])).toEqual([
    ['listBranches[0].connection', 'Yes', '2', false],
    ['listBranches[1].connection', 'Branch 2', undefined, false],
    ['defaultBranch', 'None of these', '3', true],
  ]);
  const led = withSlot(branch, 'listBranches[0].connection', { to: '9', isJump: true });
  expect(getIn(led, ['listBranches', 0, 'connection'])).toEqual({
    nextActionId: '9',
    own: 'x',
    edgeType: 'GOTO',
  });
  expect(withSlot(led, 'defaultBranch', undefined)).not.toHaveProperty('defaultBranch');
  const test: RawObject = { type: 'AB_TEST_BRANCH', testBranches: [{ percentage: 30 }, {}] };
  expect(slotsOf(test).map(({ label }) => label)).toEqual(['A · 30 %', 'B · 50 %']);
});
