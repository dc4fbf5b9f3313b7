import { plainDecimal } from '../../property/index.ts';
import { comparedTo, numberSql } from '../comparing/decimal.ts';
import { among } from '../leaf.ts';
import { valueLeaf } from '../leaves/value-leaf.ts';
import { number } from '../members.ts';
import { sayNumberRanged } from './number-ranged.say.ts';
import { operationKind } from './shape.ts';

/** Both bounds belong to the range. */
export const numberRanged = operationKind({
  names: ['NUMBER_RANGED', 'number-ranged'],
  operators: ['IS_BETWEEN', 'IS_NOT_BETWEEN'],
  fits: ['number'],
  members: { lowerBound: number, upperBound: number },
  compile({ operator, lowerBound, upperBound, includeObjectsWithNoValueSet: none }, site) {
    const [lower, upper] = [plainDecimal(lowerBound), plainDecimal(upperBound)];
    const [toLower, toUpper] = [comparedTo(lower), comparedTo(upper)];
    const inside = operator === 'IS_BETWEEN';
    const leaf = valueLeaf(
      site,
      none,
      (value) => {
        const order = toLower(value);
        return Number.isNaN(order) ? none : (order >= 0 && toUpper(value) <= 0) === inside;
      },
      (value, param) =>
        `${numberSql(value)} ${inside ? '' : 'not '}between ${param(lower, 'numeric')} and ${param(upper, 'numeric')}`,
    );
    return inside ? among(leaf, site, none, 'NUMBER', { is: 'RANGE', from: lower, to: upper }) : leaf;
  },
  say: sayNumberRanged,
  cases: [
    {
      says: 'inside',
      sentence: 'Value is between 1 and 10',
      type: 'number',
      value: '5',
      operation: { operator: 'IS_BETWEEN', lowerBound: 1, upperBound: 10 },
      met: true,
    },
    {
      says: 'the lower bound',
      type: 'number',
      value: '1',
      operation: { operator: 'IS_BETWEEN', lowerBound: 1, upperBound: 10 },
      met: true,
    },
    {
      says: 'the upper bound',
      type: 'number',
      value: '10',
      operation: { operator: 'IS_BETWEEN', lowerBound: 1, upperBound: 10 },
      met: true,
    },
    {
      says: 'just above',
      type: 'number',
      value: '10.000000000000000001',
      operation: { operator: 'IS_BETWEEN', lowerBound: 1, upperBound: 10 },
      met: false,
    },
    {
      says: 'outside',
      sentence: 'Value is not between 1 and 10',
      type: 'number',
      value: '11',
      operation: { operator: 'IS_NOT_BETWEEN', lowerBound: 1, upperBound: 10 },
      met: true,
    },
    {
      says: 'bounds the wrong way round hold nothing',
      type: 'number',
      value: '5',
      operation: { operator: 'IS_BETWEEN', lowerBound: 10, upperBound: 1 },
      met: false,
    },
    {
      says: 'no value is not outside',
      type: 'number',
      value: null,
      operation: { operator: 'IS_NOT_BETWEEN', lowerBound: 1, upperBound: 10 },
      met: false,
    },
  ],
});
