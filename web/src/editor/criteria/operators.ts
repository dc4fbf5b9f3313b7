import { isObject, numberAt, type Raw, type RawObject, textAt, textsAt } from '../raw/index.ts';

/** What an operator is compared with, as a form asks for it. */
export type Operand = 'none' | 'texts' | 'number' | 'range' | 'options' | 'bool' | 'date' | 'days';

export interface Operator {
  /** `MULTISTRING IS_EQUAL_TO`: the operation's type and its operator. */
  readonly id: string;
  readonly name: string;
  readonly operand: Operand;
}

const of = (
  operationType: string,
  operand: Operand,
  names: Readonly<Record<string, string>>,
): readonly Operator[] =>
  Object.entries(names).map(([operator, name]) => ({ id: `${operationType} ${operator}`, name, operand }));

const KNOWN = of('ALL_PROPERTY', 'none', { IS_KNOWN: 'is known', IS_UNKNOWN: 'is unknown' });

const TEXT = of('MULTISTRING', 'texts', {
  IS_EQUAL_TO: 'is any of',
  IS_NOT_EQUAL_TO: 'is none of',
  CONTAINS: 'contains any of',
  DOES_NOT_CONTAIN: 'contains none of',
  STARTS_WITH: 'starts with any of',
  ENDS_WITH: 'ends with any of',
  HAS_EVER_BEEN_EQUAL_TO: 'has ever been any of',
  HAS_NEVER_BEEN_EQUAL_TO: 'has never been any of',
});
const NUMBER = [
  ...of('NUMBER', 'number', {
    IS_EQUAL_TO: 'is',
    IS_NOT_EQUAL_TO: 'is not',
    IS_GREATER_THAN: 'is more than',
    IS_GREATER_THAN_OR_EQUAL_TO: 'is at least',
    IS_LESS_THAN: 'is less than',
    IS_LESS_THAN_OR_EQUAL_TO: 'is at most',
  }),
  ...of('NUMBER_RANGED', 'range', { IS_BETWEEN: 'is between', IS_NOT_BETWEEN: 'is not between' }),
];
const OPTIONS = of('ENUMERATION', 'options', {
  IS_ANY_OF: 'is any of',
  IS_NONE_OF: 'is none of',
  CONTAINS_ALL: 'has all of',
  DOES_NOT_CONTAIN_ALL: 'has not all of',
  IS_EXACTLY: 'is exactly',
  HAS_EVER_BEEN_ANY_OF: 'has ever been any of',
  HAS_NEVER_BEEN_ANY_OF: 'has never been any of',
});
const BOOL = of('BOOL', 'bool', { IS_EQUAL_TO: 'is', IS_NOT_EQUAL_TO: 'is not' });
const DATE = [
  ...of('TIME_POINT', 'date', { IS_AFTER: 'is after', IS_BEFORE: 'is before' }),
  ...of('ROLLING_DATE_RANGE', 'days', {
    IS_LESS_THAN_X_DAYS_AGO: 'is less than so many days ago',
    IS_MORE_THAN_X_DAYS_AGO: 'is more than so many days ago',
    IS_LESS_THAN_X_DAYS_FROM_NOW: 'is less than so many days from now',
    IS_MORE_THAN_X_DAYS_FROM_NOW: 'is more than so many days from now',
  }),
];

const ALL: readonly Operator[] = [...TEXT, ...NUMBER, ...OPTIONS, ...BOOL, ...DATE, ...KNOWN];

/** The operators that a type of property has in the builder; the first is that of a new line. */
export function operatorsFor(type: string): readonly Operator[] {
  switch (type) {
    case 'number':
      return [...NUMBER, ...KNOWN];
    case 'enumeration':
      return [...OPTIONS, ...KNOWN];
    case 'bool':
      return [...BOOL, ...KNOWN];
    case 'date':
    case 'datetime':
      return [...DATE, ...KNOWN];
    default:
      return [...TEXT, ...KNOWN];
  }
}

/** Undefined for an operation that the builder has no form for: it is shown as JSON. */
export function operatorOf(operation: Raw | undefined): Operator | undefined {
  const id = `${textAt(operation, 'operationType').toUpperCase()} ${textAt(operation, 'operator')}`;
  return ALL.find((each) => each.id === id);
}

/** A new operation, or one with another operator; what both compare with is kept. */
export function withOperator(operation: Raw | undefined, { id, operand }: Operator): RawObject {
  const [operationType = '', operator = ''] = id.split(' ');
  const base = { operationType, operator, includeObjectsWithNoValueSet: false };
  const before = isObject(operation) ? operation : {};
  switch (operand) {
    case 'none':
      return base;
    case 'texts':
    case 'options':
      return { ...base, values: textsAt(before, 'values') };
    case 'number':
      return { ...base, value: numberAt(before, 'value') ?? 0 };
    case 'range':
      return {
        ...base,
        lowerBound: numberAt(before, 'lowerBound') ?? 0,
        upperBound: numberAt(before, 'upperBound') ?? 100,
      };
    case 'bool':
      return { ...base, value: before['value'] ?? true };
    case 'date':
      return {
        ...base,
        timePoint: before['timePoint'] ?? {
          timeType: 'DATE',
          year: 2027,
          month: 1,
          day: 1,
          timezoneSource: 'PORTAL',
        },
      };
    case 'days':
      return { ...base, numberOfDays: numberAt(before, 'numberOfDays') ?? 30 };
  }
}
