import { choicesOf, holdsAll, holdsAny, holdsExactly } from '../comparing/choices.ts';
import { among } from '../leaf.ts';
import { everLeaf, valueLeaf } from '../leaves/value-leaf.ts';
import { texts } from '../members.ts';
import { sayEnumeration } from './enumeration.say.ts';
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
    const how = howOf(operator);
    const wanted = choicesOf(values);
    const { test, sql } = TESTS[how](wanted);
    const positive = !operator.includes('NOT') && !operator.includes('NEVER') && operator !== 'IS_NONE_OF';
    if (operator.startsWith('HAS_')) return everLeaf(site, { wanted: positive, none }, test, sql);
    if (positive) {
      const leaf = valueLeaf(site, none, test, sql);
      // Whoever has all of them has the first; whoever has none of none, any.
      const has = how === 'ANY' ? [...wanted] : [...wanted].slice(0, 1);
      const isAnyone = how !== 'ANY' && wanted.size === 0;
      return isAnyone ? leaf : among(leaf, site, none, 'CHOICES', { is: 'VALUES', values: has });
    }
    return valueLeaf(
      site,
      none,
      (value) => !test(value),
      (value, param) => `not (${sql(value, param)})`,
    );
  },
  say: sayEnumeration,
  cases: [
    {
      says: 'any of them',
      sentence: 'Value is any of customer or lead',
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
      sentence: 'Value is not x',
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
      sentence: 'Value is exactly a and b',
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
      sentence: 'Value is not exactly a and b',
      type: 'enumeration',
      value: 'a',
      operation: { operator: 'IS_NOT_EXACTLY', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'all of them, and more',
      sentence: 'Value contains all of a and b',
      type: 'enumeration',
      value: 'c;b;a',
      operation: { operator: 'CONTAINS_ALL', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'not all of them',
      sentence: 'Value does not contain all of a and b',
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
      sentence: 'Value has ever been b',
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
      sentence: 'Value has never contained all of a and b',
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
      sentence: 'Value has ever been exactly a and b',
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
      sentence: 'Value has never been a',
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
      sentence: 'Value has never been exactly a and b',
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
      sentence: 'Value has ever contained all of c and a',
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

type Param = (value: unknown, type: string) => string;
type Sql = (value: string, param: Param) => string;
type Test = (wanted: ReadonlySet<string>) => { test: (value: string) => boolean; sql: Sql };

const TESTS = {
  ANY: (wanted) => ({
    test: (value) => holdsAny(value, wanted),
    sql: (value, param) =>
      wanted.size <= SCANNED_VALUES
        ? `${choicesSql(value)} && ${arrayOf(wanted, param)}`
        : hashed(value, `exists (select from ${held(value)} where choice = any(${arrayOf(wanted, param)}))`),
  }),
  EXACTLY: (wanted) => ({
    test: (value) => holdsExactly(value, wanted),
    sql(value, param) {
      const all = arrayOf(wanted, param);
      if (wanted.size <= SCANNED_VALUES)
        return `(${choicesSql(value)} @> ${all} and ${choicesSql(value)} <@ ${all})`;
      const count = `count(distinct choice) filter (where choice = any(${all}))`;
      return hashed(
        value,
        `(select ${count} = ${wanted.size} and count(distinct choice) = ${wanted.size} from ${held(value)})`,
      );
    },
  }),
  ALL: (wanted) => ({
    test: (value) => holdsAll(value, wanted),
    sql(value, param) {
      const all = arrayOf(wanted, param);
      if (wanted.size <= SCANNED_VALUES) return `${choicesSql(value)} @> ${all}`;
      return hashed(
        value,
        `(select count(distinct choice) = ${wanted.size} from ${held(value)} where choice = any(${all}))`,
      );
    },
  }),
} as const satisfies Record<string, Test>;

/** PostgreSQL's operators on arrays ride an index, but compare each with each; more values than these are hashed. */
const SCANNED_VALUES = 20;

function arrayOf(wanted: ReadonlySet<string>, param: Param): string {
  return param([...wanted], 'text[]');
}

function choicesSql(value: string): string {
  return `string_to_array(${value}, ';')`;
}

function held(value: string): string {
  return `unnest(${choicesSql(value)}) choice`;
}

/** Null for no value, as the operators are. */
function hashed(value: string, condition: string): string {
  return `(case when ${value} is not null then ${condition} end)`;
}

function howOf(operator: string): keyof typeof TESTS {
  if (operator.endsWith('EXACTLY')) return 'EXACTLY';
  return operator.endsWith('ALL') ? 'ALL' : 'ANY';
}
