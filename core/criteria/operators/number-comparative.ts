import { compareNumbers, numberSql } from '../comparing/decimal.ts';
import { misfit } from '../leaf.ts';
import { pairLeaf } from '../leaves/pair-leaf.ts';
import { name } from '../members.ts';
import { sayNumberComparative } from './number-comparative.say.ts';
import { operationKind } from './shape.ts';

const SIGNS = {
  IS_EQUAL_TO: '=',
  IS_NOT_EQUAL_TO: '<>',
  IS_GREATER_THAN: '>',
  IS_GREATER_THAN_OR_EQUAL_TO: '>=',
  IS_LESS_THAN: '<',
  IS_LESS_THAN_OR_EQUAL_TO: '<=',
} as const;

/** A number against another property's. Without a number on either side, it is as without a value. */
export const numberComparative = operationKind({
  names: ['NUMBER_COMPARATIVE', 'number-comparative', 'comparative_number'],
  operators: [
    'IS_EQUAL_TO',
    'IS_NOT_EQUAL_TO',
    'IS_GREATER_THAN',
    'IS_GREATER_THAN_OR_EQUAL_TO',
    'IS_LESS_THAN',
    'IS_LESS_THAN_OR_EQUAL_TO',
  ],
  fits: ['number'],
  members: { comparisonPropertyName: name },
  compile({ operator, comparisonPropertyName: other, includeObjectsWithNoValueSet: none }, site) {
    const type = site.other(other);
    if (typeof type !== 'string') return type;
    if (type !== 'number') return misfit(other, type, 'a number');
    const sign = SIGNS[operator];
    return pairLeaf(
      site,
      other,
      { none },
      (value, second) => ordered(compareNumbers(value, second), sign),
      (value, second) => `${numberSql(value)} ${sign} ${numberSql(second)}`,
    );
  },
  say: sayNumberComparative,
  cases: [
    {
      says: 'more than the other',
      sentence: 'Value is greater than Other',
      type: 'number',
      value: '10',
      other: { type: 'number', value: '9' },
      operation: { operator: 'IS_GREATER_THAN', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'equal as numbers',
      sentence: 'Value is equal to Other',
      type: 'number',
      value: '10',
      other: { type: 'number', value: '10.0' },
      operation: { operator: 'IS_EQUAL_TO', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'at most the other',
      sentence: 'Value is at most as much as Other',
      type: 'number',
      value: '9007199254740993',
      other: { type: 'number', value: '9007199254740992' },
      operation: { operator: 'IS_LESS_THAN_OR_EQUAL_TO', comparisonPropertyName: 'other' },
      met: false,
    },
    {
      says: 'less than the other',
      sentence: 'Value is less than Other',
      type: 'number',
      value: '-1',
      other: { type: 'number', value: '0' },
      operation: { operator: 'IS_LESS_THAN', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'at least the other',
      sentence: 'Value is at least as much as Other',
      type: 'number',
      value: '0',
      other: { type: 'number', value: '0' },
      operation: { operator: 'IS_GREATER_THAN_OR_EQUAL_TO', comparisonPropertyName: 'other' },
      met: true,
    },
    {
      says: 'no other to differ from',
      sentence: 'Value is not equal to Other',
      type: 'number',
      value: '1',
      other: { type: 'number', value: null },
      operation: { operator: 'IS_NOT_EQUAL_TO', comparisonPropertyName: 'other' },
      met: false,
    },
    {
      says: 'no other, and that is to pass',
      type: 'number',
      value: '1',
      other: { type: 'number', value: null },
      operation: {
        operator: 'IS_NOT_EQUAL_TO',
        comparisonPropertyName: 'other',
        includeObjectsWithNoValueSet: true,
      },
      met: true,
    },
  ],
});

function ordered(order: number, sign: (typeof SIGNS)[keyof typeof SIGNS]): boolean | undefined {
  if (Number.isNaN(order)) return undefined;
  switch (sign) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
  }
}
