import { finderOf } from '../comparing/finder.ts';
import { equalTo, fold, foldSql, likeLiteral } from '../comparing/fold.ts';
import { among } from '../leaf.ts';
import { everLeaf, valueLeaf } from '../leaves/value-leaf.ts';
import { texts } from '../members.ts';
import { sayMultistring } from './multistring.say.ts';
import { operationKind, TEXT_TYPES } from './shape.ts';

type Sql = (value: string, param: (value: unknown, type: string) => string) => string;

/** Several texts: any of them, or with a negative operator none of them. */
export const multistring = operationKind({
  names: ['MULTISTRING', 'multistring'],
  operators: [
    'IS_EQUAL_TO',
    'IS_NOT_EQUAL_TO',
    'CONTAINS',
    'DOES_NOT_CONTAIN',
    'STARTS_WITH',
    'ENDS_WITH',
    'CONTAINS_EXACTLY',
    'DOES_NOT_CONTAIN_EXACTLY',
    'HAS_EVER_BEEN_EQUAL_TO',
    'HAS_NEVER_BEEN_EQUAL_TO',
  ],
  fits: TEXT_TYPES,
  members: { values: texts },
  compile({ operator, values, includeObjectsWithNoValueSet: none }, site) {
    const wanted = values.map(fold);
    if (!operator.includes('EQUAL')) for (const each of wanted) site.looksForInSql(each);
    const equals = equalToAny(values, wanted);
    const same: Sql = (value, param) => `${foldSql(value)} = any(${param(wanted, 'text[]')})`;
    const found = finderOf(operator.includes('EXACTLY') ? values : wanted);
    const contains = (value: string) => found(fold(value));
    const some = (value: string, test: (value: string, part: string) => boolean) => {
      site.effort.spend(wanted.length);
      return wanted.some((part) => test(value, part));
    };
    const not =
      (sql: Sql): Sql =>
      (value, param) =>
        `not (${sql(value, param)})`;
    const like =
      (before: string, after: string): Sql =>
      (value, param) =>
        `${foldSql(value)} like any(${param(
          wanted.map((text) => before + likeLiteral(text) + after),
          'text[]',
        )})`;
    const likeExactly: Sql = (value, param) =>
      `${value} like any(${param(
        values.map((text) => `%${likeLiteral(text)}%`),
        'text[]',
      )})`;
    switch (operator) {
      case 'IS_EQUAL_TO':
        return among(valueLeaf(site, none, equals, same), site, none, 'TEXT', { is: 'VALUES', values });
      case 'IS_NOT_EQUAL_TO':
        return valueLeaf(site, none, (value) => !equals(value), not(same));
      case 'CONTAINS':
        return valueLeaf(site, none, contains, like('%', '%'));
      case 'DOES_NOT_CONTAIN':
        return valueLeaf(site, none, (value) => !contains(value), not(like('%', '%')));
      case 'STARTS_WITH':
        return valueLeaf(site, none, (value) => some(fold(value), startsWith), like('', '%'));
      case 'ENDS_WITH':
        return valueLeaf(site, none, (value) => some(fold(value), endsWith), like('%', ''));
      case 'CONTAINS_EXACTLY':
        return valueLeaf(site, none, found, likeExactly);
      case 'DOES_NOT_CONTAIN_EXACTLY':
        return valueLeaf(site, none, (value) => !found(value), not(likeExactly));
      case 'HAS_EVER_BEEN_EQUAL_TO':
        return everLeaf(site, { wanted: true, none }, equals, same);
      case 'HAS_NEVER_BEEN_EQUAL_TO':
        return everLeaf(site, { wanted: false, none }, equals, same);
    }
  },
  say: sayMultistring,
  cases: [
    {
      says: 'any of them',
      sentence: 'Value is any of Bob or ADA',
      type: 'string',
      value: 'ada',
      operation: { operator: 'IS_EQUAL_TO', values: ['Bob', 'ADA'] },
      met: true,
    },
    {
      says: 'one by itself',
      type: 'string',
      value: 'ADA',
      operation: { operator: 'IS_EQUAL_TO', values: ['Ada'] },
      met: true,
    },
    {
      says: 'none of them',
      sentence: 'Value is none of Bob or ADA',
      type: 'string',
      value: 'Eve',
      operation: { operator: 'IS_NOT_EQUAL_TO', values: ['Bob', 'ADA'] },
      met: true,
    },
    {
      says: 'one is enough to refuse',
      type: 'string',
      value: 'bob',
      operation: { operator: 'IS_NOT_EQUAL_TO', values: ['Bob', 'ADA'] },
      met: false,
    },
    {
      says: 'any part',
      sentence: 'Value contains any of chief or SALES',
      type: 'string',
      value: 'Head of Sales',
      operation: { operator: 'CONTAINS', values: ['chief', 'SALES'] },
      met: true,
    },
    {
      says: 'no part',
      sentence: 'Value contains none of chief or vp',
      type: 'string',
      value: 'Head of Sales',
      operation: { operator: 'DOES_NOT_CONTAIN', values: ['chief', 'vp'] },
      met: true,
    },
    {
      says: 'exactly minds case',
      sentence: 'Value contains exactly SALES',
      type: 'string',
      value: 'Head of Sales',
      operation: { operator: 'CONTAINS_EXACTLY', values: ['SALES'] },
      met: false,
    },
    {
      says: 'exactly, in its case',
      type: 'string',
      value: 'Head of Sales',
      operation: { operator: 'CONTAINS_EXACTLY', values: ['x', 'of S'] },
      met: true,
    },
    {
      says: 'not exactly',
      sentence: 'Value does not contain exactly SALES',
      type: 'string',
      value: 'Head of Sales',
      operation: { operator: 'DOES_NOT_CONTAIN_EXACTLY', values: ['SALES'] },
      met: true,
    },
    {
      says: 'a start',
      sentence: 'Value starts with any of +1 or +44',
      type: 'string',
      value: '+44 20',
      operation: { operator: 'STARTS_WITH', values: ['+1', '+44'] },
      met: true,
    },
    {
      says: 'an end',
      sentence: 'Value ends with any of .com or .IO',
      type: 'string',
      value: 'x@a.io',
      operation: { operator: 'ENDS_WITH', values: ['.com', '.IO'] },
      met: true,
    },
    {
      says: 'no value',
      type: 'string',
      value: null,
      operation: { operator: 'DOES_NOT_CONTAIN', values: ['x'] },
      met: false,
    },
    {
      says: 'a former value',
      sentence: 'Value has ever been any of a or b',
      type: 'string',
      value: 'c',
      history: [
        { value: 'c', at: '2026-02-01T00:00:00Z' },
        { value: 'B', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_EVER_BEEN_EQUAL_TO', values: ['a', 'b'] },
      met: true,
    },
    {
      says: 'no former value',
      sentence: 'Value has never been any of a or b',
      type: 'string',
      value: 'c',
      history: [{ value: 'c', at: '2026-02-01T00:00:00Z' }],
      operation: { operator: 'HAS_NEVER_BEEN_EQUAL_TO', values: ['a', 'b'] },
      met: true,
    },
  ],
});

function equalToAny(values: readonly string[], folded: readonly string[]): (value: string) => boolean {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return equalTo(only);
  const set = new Set(folded);
  return (value) => set.has(value) || set.has(fold(value));
}

const startsWith = (value: string, part: string) => value.startsWith(part);
const endsWith = (value: string, part: string) => value.endsWith(part);
