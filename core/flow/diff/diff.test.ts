import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flowBody } from '../definition/arbitrary.test-support.ts';
import { diffFlows, diffLines } from './index.ts';

const before = {
  name: 'a',
  isEnabled: true,
  timeWindows: [{ day: 'MONDAY' }],
  actions: [
    {
      actionId: '1',
      type: 'SINGLE_CONNECTION',
      actionTypeId: '0-1',
      fields: { delta: '5', time_unit: 'DAYS' },
    },
    { actionId: '2', type: 'SINGLE_CONNECTION', actionTypeId: '0-5', fields: {} },
  ],
};
const after = {
  isEnabled: true,
  name: 'b',
  description: 'new',
  timeWindows: [],
  actions: [
    { actionId: '3', type: 'LIST_BRANCH', listBranches: [] },
    {
      actionId: '1',
      type: 'SINGLE_CONNECTION',
      actionTypeId: '0-1',
      fields: { time_unit: 'DAYS', delta: '6' },
      connection: { nextActionId: '3' },
    },
  ],
};

it('tells members and actions apart, as data and as lines', () => {
  const diff = diffFlows(before, after);
  expect(diff.flow).toEqual([
    { kind: 'changed', path: 'name', before: 'a', after: 'b' },
    { kind: 'removed', path: 'timeWindows[0]', before: { day: 'MONDAY' } },
    { kind: 'added', path: 'description', after: 'new' },
  ]);
  expect(diff.actions.map(({ kind, actionId }) => `${kind} ${actionId}`)).toEqual([
    'changed 1',
    'removed 2',
    'added 3',
  ]);
  expect(diffLines(diff)).toEqual([
    '~ name: "a" → "b"',
    '- timeWindows[0]: {"day":"MONDAY"}',
    '+ description: "new"',
    '~ action 1 (0-1)',
    '    ~ fields.delta: "5" → "6"',
    '    + connection: {"nextActionId":"3"}',
    '- action 2 (0-5)',
    '+ action 3 (LIST_BRANCH)',
  ]);
});

it('finds nothing between a flow and itself, and something between two that differ', () => {
  fc.assert(
    fc.property(flowBody, flowBody, (a, b) => {
      const { flow, actions } = diffFlows(a, structuredClone(a));
      expect([flow, actions]).toEqual([[], []]);
      const there = diffFlows(a, b);
      const back = diffFlows(b, a);
      expect(there.flow.length).toBe(back.flow.length);
      expect(there.actions.length).toBe(back.actions.length);
    }),
    { numRuns: 200 },
  );
});
