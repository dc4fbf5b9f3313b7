import { optionLabel } from '@millrace/core/catalogue';
import { getIn, type RawObject, textAt, textsAt } from '../raw/index.ts';
import type { Names, Part } from '../say/index.ts';
import { operatorOf } from './operators.ts';

const value = (text: string): Part => ({ text, isValue: true });
const words = (text: string): Part => ({ text });

/** A filter in words. What has no words of its own says its kind. */
export function sayFilter(filter: RawObject, names: Names): readonly Part[] {
  const kind = textAt(filter, 'filterType');
  if (kind === 'IN_LIST')
    return [
      words(textAt(filter, 'operator') === 'NOT_IN_LIST' ? 'Is not in the list ' : 'Is in the list '),
      value(names.list(textAt(filter, 'listId'))),
    ];
  if (kind !== 'PROPERTY') return [words(optionLabel(kind || 'Filter'))];
  const property = textAt(filter, 'property');
  if (property === '') return [words('Choose a property')];
  return [
    words(names.property(property)),
    words(' '),
    ...sayOperation(property, getIn(filter, ['operation']) as RawObject | undefined, names),
  ];
}

function sayOperation(property: string, operation: RawObject | undefined, names: Names): readonly Part[] {
  const operator = operatorOf(operation);
  if (!operator) return [words(optionLabel(textAt(operation, 'operator')).toLowerCase())];
  const told = operandText(property, operation!, names, operator.operand);
  const name = operator.operand === 'days' ? operator.name.replace('so many', told) : operator.name;
  if (operator.operand === 'none' || operator.operand === 'days') return [words(name)];
  const values = textsAt(operation, 'values');
  const singular =
    values.length === 1
      ? name
          .replace('is any of', 'is')
          .replace('is none of', 'is not')
          .replace(' any of', '')
          .replace('none of', 'not')
      : name;
  return [words(`${singular} `), told === '' ? words('…') : value(told)];
}

function operandText(property: string, operation: RawObject, names: Names, operand: string): string {
  switch (operand) {
    case 'texts':
    case 'options':
      return textsAt(operation, 'values')
        .map((each) => names.valueOf(property, each))
        .join(', ');
    case 'number':
      return textAt(operation, 'value');
    case 'bool':
      return String(operation['value']) === 'true' ? 'yes' : 'no';
    case 'range':
      return `${textAt(operation, 'lowerBound')} and ${textAt(operation, 'upperBound')}`;
    case 'days':
      return textAt(operation, 'numberOfDays');
    case 'date': {
      const point = getIn(operation, ['timePoint']);
      const [year, month, day] = ['year', 'month', 'day'].map((part) => textAt(point, part).padStart(2, '0'));
      return year === '00' ? 'a moment' : `${year}-${month}-${day}`;
    }
    default:
      return '';
  }
}
