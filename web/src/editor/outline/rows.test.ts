import { expect, it } from 'vitest';
import { parseRaw, type RawFlow } from '../../flow-body/index.ts';
import { treeOf } from '../../layout/index.ts';
import { rowsOf } from './rows.ts';

const flow = parseRaw(`{"startActionId":"1","actions":[
  {"actionId":"1","type":"SINGLE_CONNECTION","connection":{"nextActionId":"2"}},
  {"actionId":"2","type":"LIST_BRANCH","listBranches":[{"branchName":"Yes","connection":{"nextActionId":"3"}}],"defaultBranch":{"nextActionId":"4"}},
  {"actionId":"3","type":"SINGLE_CONNECTION","connection":{"nextActionId":"5"}},
  {"actionId":"4","type":"SINGLE_CONNECTION","connection":{"nextActionId":"5"}},
  {"actionId":"5","type":"SINGLE_CONNECTION","connection":{"edgeType":"GOTO","nextActionId":"1"}}]}`) as RawFlow;

it('has a row for the trigger, each action, lane and jump, with their levels and places', () => {
  const rows = rowsOf(treeOf(flow), new Set());
  expect(
    rows.map(
      ({ kind, of, level, place, siblings }) => `${'  '.repeat(level - 1)}${kind} ${of} ${place}/${siblings}`,
    ),
  ).toEqual([
    'trigger  1/5',
    'action 1 2/5',
    'action 2 3/5',
    '  lane 2 1/2',
    '    action 3 1/1',
    '  lane 2 2/2',
    '    action 4 1/1',
    'action 5 4/5',
    'jump 1 5/5',
  ]);
});

it('leaves out what a collapsed branch holds', () => {
  const rows = rowsOf(treeOf(flow), new Set(['2']));
  expect(rows.map(({ id }) => id)).toEqual(['', '1', '2', '5', '5:connection:jump']);
  expect(rows[2]!.isOpen).toBe(false);
});
