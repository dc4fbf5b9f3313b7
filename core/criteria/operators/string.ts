import { finderOf } from '../comparing/finder.ts';
import { equalTo, fold, foldSql, likeLiteral } from '../comparing/fold.ts';
import { among } from '../leaf.ts';
import { everLeaf, valueLeaf } from '../leaves/value-leaf.ts';
import { text } from '../members.ts';
import { operationKind, TEXT_TYPES } from './shape.ts';
import { sayString } from './string.say.ts';

/** One text, without regard to case. */
export const string = operationKind({
  names: ['STRING', 'string'],
  operators: [
    'IS_EQUAL_TO',
    'IS_NOT_EQUAL_TO',
    'CONTAINS',
    'DOES_NOT_CONTAIN',
    'STARTS_WITH',
    'ENDS_WITH',
    'HAS_EVER_BEEN_EQUAL_TO',
    'HAS_NEVER_BEEN_EQUAL_TO',
    'HAS_EVER_CONTAINED',
    'HAS_NEVER_CONTAINED',
  ],
  fits: TEXT_TYPES,
  members: { value: text },
  aliases: { values: 'value' },
  compile({ operator, value: given, includeObjectsWithNoValueSet: none }, site) {
    const wanted = fold(given);
    const equals = equalTo(given);
    const found = finderOf([wanted]);
    const contains = (value: string) => found(fold(value));
    if (!operator.includes('EQUAL')) site.looksForInSql(wanted);
    const like =
      (before: string, after: string) => (value: string, param: (value: unknown, type: string) => string) =>
        `${foldSql(value)} like ${param(before + likeLiteral(wanted) + after, 'text')}`;
    const not =
      (sql: ReturnType<typeof like>): ReturnType<typeof like> =>
      (value, param) =>
        `not (${sql(value, param)})`;
    const same: ReturnType<typeof like> = (value, param) => `${foldSql(value)} = ${param(wanted, 'text')}`;
    switch (operator) {
      case 'IS_EQUAL_TO':
        return among(valueLeaf(site, none, equals, same), site, none, 'TEXT', {
          is: 'VALUES',
          values: [given],
        });
      case 'IS_NOT_EQUAL_TO':
        return valueLeaf(site, none, (value) => !equals(value), not(same));
      case 'CONTAINS':
        return valueLeaf(site, none, contains, like('%', '%'));
      case 'DOES_NOT_CONTAIN':
        return valueLeaf(site, none, (value) => !contains(value), not(like('%', '%')));
      case 'STARTS_WITH':
        return among(
          valueLeaf(site, none, (value) => fold(value).startsWith(wanted), like('', '%')),
          site,
          none,
          'TEXT',
          { is: 'RANGE', from: given, to: given },
        );
      case 'ENDS_WITH':
        return valueLeaf(site, none, (value) => fold(value).endsWith(wanted), like('%', ''));
      case 'HAS_EVER_BEEN_EQUAL_TO':
        return everLeaf(site, { wanted: true, none }, equals, same);
      case 'HAS_NEVER_BEEN_EQUAL_TO':
        return everLeaf(site, { wanted: false, none }, equals, same);
      case 'HAS_EVER_CONTAINED':
        return everLeaf(site, { wanted: true, none }, contains, like('%', '%'));
      case 'HAS_NEVER_CONTAINED':
        return everLeaf(site, { wanted: false, none }, contains, like('%', '%'));
    }
  },
  say: sayString,
  cases: [
    {
      says: 'case does not count',
      sentence: 'Value is ada',
      type: 'string',
      value: 'ADA',
      operation: { operator: 'IS_EQUAL_TO', value: 'ada' },
      met: true,
    },
    {
      says: 'nor beyond ASCII',
      type: 'string',
      value: 'ÉLODIE',
      operation: { operator: 'IS_EQUAL_TO', value: 'élodie' },
      met: true,
    },
    {
      says: 'accents count',
      type: 'string',
      value: 'Elodie',
      operation: { operator: 'IS_EQUAL_TO', value: 'Élodie' },
      met: false,
    },
    {
      says: 'blanks count',
      type: 'string',
      value: 'Ada ',
      operation: { operator: 'IS_EQUAL_TO', value: 'Ada' },
      met: false,
    },
    {
      says: 'a sign that folds into ASCII is that letter',
      type: 'string',
      value: '\u212A',
      operation: { operator: 'IS_EQUAL_TO', value: 'k' },
      met: true,
    },
    {
      says: 'a dotted capital I is i with a dot',
      type: 'string',
      value: 'İ',
      operation: { operator: 'IS_EQUAL_TO', value: 'i' },
      met: false,
    },
    {
      says: 'ß is not ss',
      type: 'string',
      value: 'STRASSE',
      operation: { operator: 'IS_EQUAL_TO', value: 'straße' },
      met: false,
    },
    {
      says: 'another text differs',
      sentence: 'Value is not Ada',
      type: 'string',
      value: 'Bob',
      operation: { operator: 'IS_NOT_EQUAL_TO', value: 'Ada' },
      met: true,
    },
    {
      says: 'no value does not differ',
      type: 'string',
      value: null,
      operation: { operator: 'IS_NOT_EQUAL_TO', value: 'Ada' },
      met: false,
    },
    {
      says: 'unless it is to pass',
      type: 'string',
      value: null,
      operation: { operator: 'IS_NOT_EQUAL_TO', value: 'Ada', includeObjectsWithNoValueSet: true },
      met: true,
    },
    {
      says: 'a part',
      sentence: 'Value contains LOVE',
      type: 'string',
      value: 'Ada Lovelace',
      operation: { operator: 'CONTAINS', value: 'LOVE' },
      met: true,
    },
    {
      says: 'wildcards are plain',
      type: 'string',
      value: '100',
      operation: { operator: 'CONTAINS', value: '%' },
      met: false,
    },
    {
      says: 'a plain wildcard',
      sentence: 'Value ends with “%_\\”',
      type: 'string',
      value: '100%_\\',
      operation: { operator: 'ENDS_WITH', value: '%_\\' },
      met: true,
    },
    {
      says: 'a part not there',
      sentence: 'Value does not contain x',
      type: 'string',
      value: 'Ada',
      operation: { operator: 'DOES_NOT_CONTAIN', value: 'x' },
      met: true,
    },
    {
      says: 'the start',
      sentence: 'Value starts with aD',
      type: 'string',
      value: 'Ada',
      operation: { operator: 'STARTS_WITH', value: 'aD' },
      met: true,
    },
    {
      says: 'the end',
      type: 'string',
      value: 'a@EXAMPLE.com',
      operation: { operator: 'ENDS_WITH', value: '@example.COM' },
      met: true,
    },
    {
      says: 'text of a number',
      type: 'number',
      value: '10',
      operation: { operator: 'STARTS_WITH', value: '1' },
      met: true,
    },
    {
      says: 'a flag as text',
      type: 'bool',
      value: 'true',
      operation: { operator: 'IS_EQUAL_TO', value: 'true' },
      met: true,
    },
    {
      says: 'a former value',
      sentence: 'Value has ever been ada',
      type: 'string',
      value: 'Bob',
      history: [
        { value: 'Bob', at: '2026-02-01T00:00:00Z' },
        { value: 'ADA', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_EVER_BEEN_EQUAL_TO', value: 'ada' },
      met: true,
    },
    {
      says: 'a former value, now cleared',
      sentence: 'Value has never contained d',
      type: 'string',
      value: null,
      history: [
        { value: null, at: '2026-02-01T00:00:00Z' },
        { value: 'Ada', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_NEVER_CONTAINED', value: 'd' },
      met: false,
    },
    {
      says: 'never, though it had others',
      sentence: 'Value has never been Ada',
      type: 'string',
      value: null,
      history: [
        { value: null, at: '2026-02-01T00:00:00Z' },
        { value: 'Bob', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_NEVER_BEEN_EQUAL_TO', value: 'Ada' },
      met: true,
    },
    {
      says: 'a property that never had a value is without one',
      type: 'string',
      value: null,
      history: [],
      operation: { operator: 'HAS_NEVER_BEEN_EQUAL_TO', value: 'Ada' },
      met: false,
    },
    {
      says: 'a former part',
      sentence: 'Value has ever contained X',
      type: 'string',
      value: 'x',
      history: [],
      operation: { operator: 'HAS_EVER_CONTAINED', value: 'X' },
      met: true,
    },
  ],
});
