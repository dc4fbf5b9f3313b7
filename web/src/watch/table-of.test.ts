import { expect, it } from 'vitest';
import type { FlowCounts } from '../api/index.ts';
import type { RawFlow } from '../flow-body/index.ts';
import { laneItemId } from '../layout/index.ts';
import { tableOf } from './table-of.ts';

const counts = (actions: Readonly<Record<string, object>>): FlowCounts => ({
  flowId: '7',
  asOf: '2026-11-27T10:00:00Z',
  since: null,
  active: 3,
  actions: Object.fromEntries(
    Object.entries(actions).map(([id, given]) => [
      id,
      {
        waiting: 0,
        oldestSince: null,
        succeeded: 0,
        failed: 0,
        skipped: 0,
        lastAt: null,
        branches: {},
        connections: {},
        ...given,
      },
    ]),
  ),
});

const flow: RawFlow = {
  startActionId: '1',
  actions: [
    { actionId: '1', type: 'LIST_BRANCH', listBranches: [{ branchName: 'Yes' }], defaultBranchName: 'No' },
    { actionId: '2', type: 'SINGLE_CONNECTION' },
  ],
};

it('shows who waits with since when, and only what there is', () => {
  const { cards } = tableOf(
    flow,
    counts({ 2: { waiting: 3, oldestSince: '2026-11-24T10:00:00Z', failed: 12_345 } }),
    0,
  );
  expect(cards!.get('2')!.pills!.map(({ tone, text, title }) => [tone, text, title])).toEqual([
    ['waiting', '3 · 3 days', '3 wait here, the first for 3 days'],
    ['failed', '12.3K', '12,345 failed'],
  ]);
  expect(cards!.has('1')).toBe(false);
});

it('gives each lane its share of those who went any way', () => {
  const went = counts({
    1: { succeeded: 4, connections: { 'listBranches[0].connection': 3, defaultBranch: 1 } },
  });
  const { lanes } = tableOf(flow, went, 4);
  const share = (member: string) => lanes!.get(laneItemId('1', member))!.text;
  expect(share('listBranches[0].connection')).toBe('3 · 75 %');
  expect(share('defaultBranch')).toBe('1 · 25 %');
});
