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
  textAt,
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
