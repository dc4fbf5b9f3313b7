import { expect, it } from 'vitest';
import {
  getIn,
  isRawNumber,
  numberAt,
  parseRaw,
  printRaw,
  type RawObject,
  sameRaw,
  setIn,
  slotsOf,
  textAt,
  withSlot,
} from './index.ts';

const TEXT = '{"id":9007199254740993,"ratio":1.50,"exp":1e3,"plain":7,"list":[0.10,{"deep":-0.0}],"x":null}';

it('keeps numbers as they were written', () => {
  const raw = parseRaw(TEXT) as RawObject;
  expect(printRaw(raw)).toBe(TEXT);
  expect(isRawNumber(raw['id'])).toBe(true);
  expect(raw['plain']).toBe(7);
  expect(textAt(raw, 'id')).toBe('9007199254740993');
  expect(numberAt(raw, 'ratio')).toBe(1.5);
  expect(printRaw(setIn(raw, ['list', 1, 'deep'], 'set'))).toBe(TEXT.replace('-0.0', '"set"'));
});

it('tells numbers with other digits apart, and does not mind the order of members', () => {
  expect(sameRaw(parseRaw('{"a":1.0,"b":[2]}'), parseRaw('{"b":[2],"a":1.0}'))).toBe(true);
  expect(sameRaw(parseRaw('1.0'), parseRaw('1.00'))).toBe(false);
  expect(sameRaw(parseRaw('{"a":1}'), parseRaw('{"a":1,"b":null}'))).toBe(false);
});

it('sets, makes and takes out members, and shares the rest', () => {
  const raw: RawObject = { a: { b: [1, 2, 3] }, c: { d: 1 } };
  const set = setIn(raw, ['a', 'b', 1], 'two');
  expect(set).toEqual({ a: { b: [1, 'two', 3] }, c: { d: 1 } });
  expect(set['c']).toBe(raw['c']);
  expect(setIn(raw, ['a', 'b', 1], undefined)).toEqual({ a: { b: [1, 3] }, c: { d: 1 } });
  expect(setIn(raw, ['e', 'f', 0], true)).toEqual({ ...raw, e: { f: [true] } });
  expect(setIn(raw, ['a', 'none'], undefined)).toBe(raw);
  expect(setIn(raw, ['a', 'b', 0], 1)).toBe(raw);
  expect(getIn(raw, ['toString'])).toBe(undefined);
});

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
