import { plainDecimal } from '../../property/index.ts';
import { comparedTo, numberSql } from '../comparing/decimal.ts';
import { among } from '../leaf.ts';
import { everLeaf, valueLeaf } from '../leaves/value-leaf.ts';
import { number as numeric } from '../members.ts';
import type { AmongValues } from '../narrowing.ts';
import { sayNumber } from './number.say.ts';
import { operationKind } from './shape.ts';

/** A number, compared exactly. A value that spells no number counts as no value. */
export const number = operationKind({
  names: ['NUMBER', 'number'],
  operators: [
    'IS_EQUAL_TO',
    'IS_NOT_EQUAL_TO',
    'IS_GREATER_THAN',
    'IS_GREATER_THAN_OR_EQUAL_TO',
    'IS_LESS_THAN',
    'IS_LESS_THAN_OR_EQUAL_TO',
    'HAS_EVER_BEEN_EQUAL_TO',
    'HAS_NEVER_BEEN_EQUAL_TO',
  ],
  fits: ['number'],
  members: { value: numeric },
  aliases: { values: 'value' },
  compile({ operator, value: given, includeObjectsWithNoValueSet: none }, site) {
    const wanted = plainDecimal(given);
    const compare = comparedTo(wanted);
    const leaf = (sign: string, test: (order: number) => boolean, range?: AmongValues) => {
      const compared = valueLeaf(
        site,
        none,
        (value) => {
          const order = compare(value);
          return Number.isNaN(order) ? none : test(order);
        },
        (value, param) => `${numberSql(value)} ${sign} ${param(wanted, 'numeric')}`,
      );
      return range ? among(compared, site, none, 'NUMBER', range) : compared;
    };
    const ever = (answer: boolean) =>
      everLeaf(
        site,
        { wanted: answer, none },
        (value) => compare(value) === 0,
        (value, param) => `${numberSql(value)} = ${param(wanted, 'numeric')}`,
      );
    switch (operator) {
      case 'IS_EQUAL_TO':
        return leaf('=', (order) => order === 0, { is: 'VALUES', values: [wanted] });
      case 'IS_NOT_EQUAL_TO':
        return leaf('<>', (order) => order !== 0);
      case 'IS_GREATER_THAN':
        return leaf('>', (order) => order > 0, { is: 'RANGE', from: wanted, to: null });
      case 'IS_GREATER_THAN_OR_EQUAL_TO':
        return leaf('>=', (order) => order >= 0, { is: 'RANGE', from: wanted, to: null });
      case 'IS_LESS_THAN':
        return leaf('<', (order) => order < 0, { is: 'RANGE', from: null, to: wanted });
      case 'IS_LESS_THAN_OR_EQUAL_TO':
        return leaf('<=', (order) => order <= 0, { is: 'RANGE', from: null, to: wanted });
      case 'HAS_EVER_BEEN_EQUAL_TO':
        return ever(true);
      case 'HAS_NEVER_BEEN_EQUAL_TO':
        return ever(false);
    }
  },
  say: sayNumber,
  cases: [
    {
      says: 'text of a number is a number',
      sentence: 'Value is 1',
      type: 'number',
      value: '1',
      operation: { operator: 'IS_EQUAL_TO', value: 1.0 },
      met: true,
    },
    {
      says: 'a number as text',
      type: 'number',
      value: '70',
      operation: { operator: 'IS_EQUAL_TO', value: '70.0' },
      met: true,
    },
    {
      says: 'not by its digits',
      sentence: 'Value is less than 10',
      type: 'number',
      value: '9',
      operation: { operator: 'IS_LESS_THAN', value: 10 },
      met: true,
    },
    {
      says: 'tenths are tenths',
      type: 'number',
      value: '0.3',
      operation: { operator: 'IS_EQUAL_TO', value: 0.3 },
      met: true,
    },
    {
      says: 'beyond doubles',
      sentence: 'Value is greater than 9,007,199,254,740,992',
      type: 'number',
      value: '9007199254740993',
      operation: { operator: 'IS_GREATER_THAN', value: 9007199254740992 },
      met: true,
    },
    {
      says: 'a long fraction',
      sentence: 'Value is not 0.1',
      type: 'number',
      value: '0.10000000000000000001',
      operation: { operator: 'IS_NOT_EQUAL_TO', value: 0.1 },
      met: true,
    },
    {
      says: 'a number beyond any double',
      type: 'number',
      value: `1${'0'.repeat(400)}`,
      operation: { operator: 'IS_GREATER_THAN', value: 1e300 },
      met: true,
    },
    {
      says: 'below zero',
      sentence: 'Value is at most -2.5',
      type: 'number',
      value: '-2.5',
      operation: { operator: 'IS_LESS_THAN_OR_EQUAL_TO', value: -2.5 },
      met: true,
    },
    {
      says: 'the bound itself',
      type: 'number',
      value: '5',
      operation: { operator: 'IS_GREATER_THAN', value: 5 },
      met: false,
    },
    {
      says: 'the bound itself, allowed',
      sentence: 'Value is at least 5',
      type: 'number',
      value: '5',
      operation: { operator: 'IS_GREATER_THAN_OR_EQUAL_TO', value: 5 },
      met: true,
    },
    {
      says: 'no value is not zero',
      type: 'number',
      value: null,
      operation: { operator: 'IS_EQUAL_TO', value: 0 },
      met: false,
    },
    {
      says: 'what is no number is no value',
      type: 'number',
      value: 'many',
      operation: { operator: 'IS_NOT_EQUAL_TO', value: 0 },
      met: false,
    },
    {
      says: 'blanks make no number',
      type: 'number',
      value: ' 1',
      operation: { operator: 'IS_EQUAL_TO', value: 1 },
      met: false,
    },
    {
      says: 'hexadecimal is no number',
      type: 'number',
      value: '0x10',
      operation: { operator: 'IS_EQUAL_TO', value: 16 },
      met: false,
    },
    {
      says: 'a former value',
      sentence: 'Value has ever been 1',
      type: 'number',
      value: '2',
      history: [
        { value: '2', at: '2026-02-01T00:00:00Z' },
        { value: '1.0', at: '2026-01-01T00:00:00Z' },
      ],
      operation: { operator: 'HAS_EVER_BEEN_EQUAL_TO', value: 1 },
      met: true,
    },
    {
      says: 'never',
      sentence: 'Value has never been 1',
      type: 'number',
      value: '2',
      history: [{ value: '2', at: '2026-02-01T00:00:00Z' }],
      operation: { operator: 'HAS_NEVER_BEEN_EQUAL_TO', value: 1 },
      met: true,
    },
  ],
});
