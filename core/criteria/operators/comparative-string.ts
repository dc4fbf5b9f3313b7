import { finderOf } from '../comparing/finder.ts';
import { fold, foldSql } from '../comparing/fold.ts';
import { pairLeaf } from '../leaves/pair-leaf.ts';
import { name, text } from '../members.ts';
import { sayComparativeString } from './comparative-string.say.ts';
import { operationKind, TEXT_TYPES } from './shape.ts';

/** A text against another property's, without regard to case. */
export const comparativeString = operationKind({
  names: ['COMPARATIVE_STRING', 'string-comparative'],
  operators: ['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO', 'CONTAINS', 'DOES_NOT_CONTAIN', 'STARTS_WITH', 'ENDS_WITH'],
  fits: TEXT_TYPES,
  members: { comparisonPropertyName: name, defaultComparisonValue: text.nullish() },
  compile({ operator, comparisonPropertyName: other, defaultComparisonValue: fallback, ...rest }, site) {
    const type = site.other(other);
    if (typeof type !== 'string') return type;
    const { test, sql } = TESTS[operator];
    const absent = { none: rest.includeObjectsWithNoValueSet, fallback };
    return pairLeaf(
      site,
      other,
      absent,
      (value, second) => test(fold(value), fold(second)),
      (value, second) => sql(foldSql(value), foldSql(second)),
    );
  },
  say: sayComparativeString,
  cases: [
    {
      says: 'equal but for case',
      sentence: 'Value is the same as Other',
      type: 'string',
      value: 'ADA',
      other: { type: 'string', value: 'ada' },
      operation: { operator: 'IS_EQUAL_TO', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'different',
      sentence: 'Value is not the same as Other',
      type: 'string',
      value: 'Ada',
      other: { type: 'string', value: 'Bob' },
      operation: { operator: 'IS_NOT_EQUAL_TO', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'nothing to differ from',
      type: 'string',
      value: 'Ada',
      other: { type: 'string', value: null },
      operation: { operator: 'IS_NOT_EQUAL_TO', comparisonPropertyName: 'other' },
      met: false,
    },
    {
      says: 'what stands in for no value',
      type: 'string',
      value: 'Ada',
      other: { type: 'string', value: null },
      operation: { operator: 'IS_EQUAL_TO', comparisonPropertyName: 'other', defaultComparisonValue: 'ADA' },
      met: true,
    },
    {
      says: 'a part, whatever its signs',
      sentence: 'Value contains the value of Other',
      type: 'string',
      value: '50%',
      other: { type: 'string', value: '%' },
      operation: { operator: 'CONTAINS', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'not a part',
      sentence: 'Value does not contain the value of Other',
      type: 'string',
      value: '50',
      other: { type: 'string', value: '%' },
      operation: { operator: 'DOES_NOT_CONTAIN', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'the start',
      sentence: 'Value starts with the value of Other',
      type: 'string',
      value: 'Ada L',
      other: { type: 'string', value: 'ADA' },
      operation: { operator: 'STARTS_WITH', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'the end',
      sentence: 'Value ends with the value of Other',
      type: 'string',
      value: 'a@b.io',
      other: { type: 'string', value: 'B.IO' },
      operation: { operator: 'ENDS_WITH', comparisonPropertyName: 'other' },
      met: true,
    },
  ],
});

const TESTS = {
  IS_EQUAL_TO: { test: (a: string, b: string) => a === b, sql: (a: string, b: string) => `${a} = ${b}` },
  IS_NOT_EQUAL_TO: { test: (a: string, b: string) => a !== b, sql: (a: string, b: string) => `${a} <> ${b}` },
  CONTAINS: {
    test: (a: string, b: string) => finderOf([b])(a),
    sql: (a: string, b: string) => `strpos(${a}, ${b}) > 0`,
  },
  DOES_NOT_CONTAIN: {
    test: (a: string, b: string) => !finderOf([b])(a),
    sql: (a: string, b: string) => `strpos(${a}, ${b}) = 0`,
  },
  STARTS_WITH: {
    test: (a: string, b: string) => a.startsWith(b),
    sql: (a: string, b: string) => `starts_with(${a}, ${b})`,
  },
  ENDS_WITH: {
    test: (a: string, b: string) => a.endsWith(b),
    sql: (a: string, b: string) => `right(${a}, length(${b})) = ${b}`,
  },
} as const;
