import { choicesOf, holdsAll, holdsAny, holdsExactly } from '../comparing/choices.ts';
import { everLeaf, valueLeaf } from '../leaves/value-leaf.ts';
import { texts } from '../members.ts';
import { CHOICE_TYPES, operationKind } from './shape.ts';

/** One or several chosen values, compared as written, without regard to order. */
export const enumeration = operationKind({
  names: ['ENUMERATION', 'enumeration'],
  operators: [
    'IS_ANY_OF',
    'IS_NONE_OF',
    'IS_EXACTLY',
    'IS_NOT_EXACTLY',
    'CONTAINS_ALL',
    'DOES_NOT_CONTAIN_ALL',
    'HAS_EVER_BEEN_ANY_OF',
    'HAS_NEVER_BEEN_ANY_OF',
    'HAS_EVER_BEEN_EXACTLY',
    'HAS_NEVER_BEEN_EXACTLY',
    'HAS_EVER_CONTAINED_ALL',
    'HAS_NEVER_CONTAINED_ALL',
  ],
  fits: CHOICE_TYPES,
  members: { values: texts },
  advice: {
    IS_EQUAL_TO: 'use IS_ANY_OF with one value',
    IS_NOT_EQUAL_TO:
      'use IS_NONE_OF with one value (and includeObjectsWithNoValueSet true, if records without a value are to pass)',
  },
  compile({ operator, values, includeObjectsWithNoValueSet: none }, site) {
    const wanted = choicesOf(values);
    const { test, sql } = TESTS[howOf(operator)](wanted, new Set(wanted));
    const positive = !operator.includes('NOT') && !operator.includes('NEVER') && operator !== 'IS_NONE_OF';
    if (operator.startsWith('HAS_')) return everLeaf(site, { wanted: positive, none }, test, sql);
    if (positive) return valueLeaf(site, none, test, sql);
    return valueLeaf(
      site,
      none,
      (value) => !test(value),
      (value, param) => `not (${sql(value, param)})`,
    );
  },
  cases: [
    {
      says: 'any of them',
      type: 'enumeration',
      value: 'lead',
      operation: { operator: 'IS_ANY_OF', values: ['customer', 'lead'] },
      met: true,
    },
    {
      says: 'as written',
      type: 'enumeration',
      value: 'Lead',
      operation: { operator: 'IS_ANY_OF', values: ['lead'] },
      met: false,
    },
    {
      says: 'one of several',
      type: 'enumeration',
      value: 'a;b;c',
      operation: { operator: 'IS_ANY_OF', values: ['x', 'b'] },
      met: true,
    },
    {
      says: 'a part of a value is not a value',
      type: 'enumeration',
      value: 'ab;bc',
      operation: { operator: 'IS_ANY_OF', values: ['b'] },
      met: false,
    },
    {
      says: 'none of them',
      type: 'enumeration',
      value: 'a;b',
      operation: { operator: 'IS_NONE_OF', values: ['x'] },
      met: true,
    },
    {
      says: 'one is enough to refuse',
      type: 'enumeration',
      value: 'a;b',
      operation: { operator: 'IS_NONE_OF', values: ['x', 'b'] },
      met: false,
    },
    {
      says: 'no value is not none of them',
      type: 'enumeration',
      value: null,
      operation: { operator: 'IS_NONE_OF', values: ['x'] },
      met: false,
    },
    {
      says: 'unless it is to pass',
      type: 'enumeration',
      value: null,
      operation: { operator: 'IS_NONE_OF', values: ['x'], includeObjectsWithNoValueSet: true },
      met: true,
    },
    {
      says: 'these and no other, in any order',
      type: 'enumeration',
      value: 'b;a',
      operation: { operator: 'IS_EXACTLY', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'one more',
      type: 'enumeration',
      value: 'a;b;c',
      operation: { operator: 'IS_EXACTLY', values: ['a', 'b'] },
      met: false,
    },
    {
      says: 'one less',
      type: 'enumeration',
      value: 'a',
      operation: { operator: 'IS_NOT_EXACTLY', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'all of them, and more',
      type: 'enumeration',
      value: 'c;b;a',
      operation: { operator: 'CONTAINS_ALL', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'not all of them',
      type: 'enumeration',
      value: 'a',
      operation: { operator: 'DOES_NOT_CONTAIN_ALL', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'a wanted list in one text',
      type: 'enumeration',
      value: 'b;a',
      operation: { operator: 'IS_EXACTLY', values: ['a;b'] },
      met: true,
    },
    {
      says: 'formerly any of them',
      type: 'enumeration',
      value: 'c',
      history: [
        { value: 'c', at: '2026-02-01T00:00:00Z' },
        { value: 'a;b', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_EVER_BEEN_ANY_OF', values: ['b'] },
      met: true,
    },
    {
      says: 'never both at once',
      type: 'enumeration',
      value: 'a',
      history: [
        { value: 'a', at: '2026-02-01T00:00:00Z' },
        { value: 'b', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_NEVER_CONTAINED_ALL', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'formerly exactly these',
      type: 'enumeration',
      value: null,
      history: [
        { value: null, at: '2026-02-01T00:00:00Z' },
        { value: 'b;a', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_EVER_BEEN_EXACTLY', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'formerly one of them',
      type: 'enumeration',
      value: 'b;c',
      history: [
        { value: 'b;c', at: '2026-02-01T00:00:00Z' },
        { value: 'a;c', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_NEVER_BEEN_ANY_OF', values: ['a'] },
      met: false,
    },
    {
      says: 'never exactly these',
      type: 'enumeration',
      value: 'b;c',
      history: [
        { value: 'b;c', at: '2026-02-01T00:00:00Z' },
        { value: 'a;c', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_NEVER_BEEN_EXACTLY', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'formerly both at once',
      type: 'enumeration',
      value: 'b;c',
      history: [
        { value: 'b;c', at: '2026-02-01T00:00:00Z' },
        { value: 'a;c', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_EVER_CONTAINED_ALL', values: ['c', 'a'] },
      met: true,
    },
  ],
});

type Sql = (value: string, param: (value: unknown, type: string) => string) => string;
type Test = (
  wanted: readonly string[],
  set: ReadonlySet<string>,
) => { test: (value: string) => boolean; sql: Sql };

const TESTS = {
  ANY: (wanted, set) => ({
    test: (value) => holdsAny(value, wanted, set),
    sql: (value, param) => `string_to_array(${value}, ';') && ${param(wanted, 'text[]')}`,
  }),
  EXACTLY: (wanted, set) => ({
    test: (value) => holdsExactly(value, wanted, set),
    sql(value, param) {
      const [found, all] = [`string_to_array(${value}, ';')`, param(wanted, 'text[]')];
      return `(${found} @> ${all} and ${found} <@ ${all})`;
    },
  }),
  ALL: (wanted) => ({
    test: (value) => holdsAll(value, wanted),
    sql: (value, param) => `string_to_array(${value}, ';') @> ${param(wanted, 'text[]')}`,
  }),
} as const satisfies Record<string, Test>;

function howOf(operator: string): keyof typeof TESTS {
  if (operator.endsWith('EXACTLY')) return 'EXACTLY';
  return operator.endsWith('ALL') ? 'ALL' : 'ANY';
}
