import { parseRaw, printRaw, type RawObject } from '@millrace/core/raw';
import { expect, it } from 'vitest';
import { branchOf } from './branches.ts';
import {
  dissolved,
  duplicated,
  groupsIn,
  inserted,
  movedTo,
  placeText,
  removed,
  shifted,
  wrapped,
} from './places.ts';

const line = (name: string) => ({ filterType: 'PROPERTY', property: name });
const tree = branchOf(
  'OR',
  [],
  [branchOf('AND', [line('a'), line('b')]), branchOf('AND', [line('c')], [branchOf('OR', [line('d')])])],
);
const first = ['filterBranches', 0];
const second = ['filterBranches', 1];
const inner = [...second, 'filterBranches', 0];

/** `(a b)|(c (d))`: what stands where, in a few letters. */
function drawn(branch: RawObject): string {
  const filters = (branch['filters'] as RawObject[]).map((filter) => String(filter['property']));
  const branches = (branch['filterBranches'] as RawObject[]).map(
    (child) => `${String(child['filterBranchType'])}(${drawn(child)})`,
  );
  return [...filters, ...branches].join(' ');
}

it('moves, copies, boxes and takes out lines and groups', () => {
  expect(drawn(tree)).toBe('AND(a b) AND(c OR(d))');
  expect(drawn(shifted(tree, [...first, 'filters', 0], 1))).toBe('AND(b a) AND(c OR(d))');
  expect(shifted(tree, [...first, 'filters', 0], -1)).toBe(tree);
  expect(drawn(shifted(tree, first, 1))).toBe('AND(c OR(d)) AND(a b)');
  expect(drawn(duplicated(tree, [...first, 'filters', 0]))).toBe('AND(a a b) AND(c OR(d))');
  expect(drawn(removed(tree, inner))).toBe('AND(a b) AND(c)');
  expect(drawn(wrapped(tree, [...first, 'filters', 1], 'OR'))).toBe('AND(a OR(b)) AND(c OR(d))');
  expect(drawn(wrapped(tree, first, 'NOT_ANY'))).toBe('NOT_ANY(AND(a b)) AND(c OR(d))');
  expect(drawn(dissolved(tree, inner))).toBe('AND(a b) AND(c d)');
  expect(drawn(inserted(tree, inner, 'filters', line('e'), 0))).toBe('AND(a b) AND(c OR(e d))');
});

it('moves a line to any other group, and a group anywhere but into itself', () => {
  expect(drawn(movedTo(tree, [...first, 'filters', 0], inner))).toBe('AND(b) AND(c OR(d a))');
  expect(drawn(movedTo(tree, inner, first))).toBe('AND(a b OR(d)) AND(c)');
  expect(movedTo(tree, second, inner)).toBe(tree);
  expect(movedTo(tree, second, [])).toBe(tree);
  expect(groupsIn(tree).map(placeText)).toEqual([
    '',
    'filterBranches[0]',
    'filterBranches[1]',
    'filterBranches[1].filterBranches[0]',
  ]);
  // A group goes into a later one that stands behind it: its own place is gone by then.
  expect(drawn(movedTo(tree, first, second))).toBe('AND(c OR(d) AND(a b))');
});

it('leaves what is beside as it came, digit for digit', () => {
  const text =
    '{"filterBranchType":"AND","filters":[{"filterType":"X","n":1.0},{"filterType":"Y","n":9007199254740993}],"filterBranches":[{}],"own":1e2}';
  const raw = parseRaw(text) as RawObject;
  expect(printRaw(shifted(shifted(raw, ['filters', 0], 1), ['filters', 1], -1))).toBe(text);
  expect(printRaw(removed(duplicated(raw, ['filters', 0]), ['filters', 1]))).toBe(text);
});
