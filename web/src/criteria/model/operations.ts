/** Every operation of the language on a property: its operators in words, and what they compare with. */

import type { RawObject } from '@millrace/core/raw';
import type { Property } from '../../api/index.ts';
import type { FormField, Word } from './form.ts';
import { A_DAY, A_DAY_LATER, NEW_MOMENT, ON_MOMENT, ON_MOMENTS, READINGS } from './moments.ts';

export type PropertyType = Property['type'];

export interface OperationForm {
  readonly type: string;
  /** Other spellings of the type, in lower case. */
  readonly spellings: readonly string[];
  /** The types of properties for which a form offers it; any other that has it keeps it. */
  readonly offeredFor: readonly PropertyType[];
  readonly operators: readonly Word[];
  /** What a new one begins with. */
  readonly start: RawObject;
  readonly fields: readonly FormField[];
  /** Whether records without a value are asked about apart. */
  readonly asksForNone: boolean;
}

interface Given extends Partial<Omit<OperationForm, 'operators' | 'type' | 'offeredFor'>> {
  readonly offeredFor: readonly PropertyType[];
  readonly operators: Readonly<Record<string, string>>;
}

const operation = (type: string, { operators, ...given }: Given): OperationForm => ({
  type,
  spellings: [type.toLowerCase()],
  start: {},
  fields: [],
  asksForNone: true,
  ...given,
  operators: Object.entries(operators).map(([id, name]) => ({ id, name })),
});

const TEXTS: readonly PropertyType[] = ['string', 'phone_number', 'json', 'object_coordinates'];
const TIMES: readonly PropertyType[] = ['date', 'datetime'];
const ALL: readonly PropertyType[] = [...TEXTS, ...TIMES, 'number', 'enumeration', 'bool'];

const OTHER: FormField = { kind: 'property', member: 'comparisonPropertyName', label: 'Other property' };
const OTHERWISE: FormField = {
  kind: 'text',
  member: 'defaultComparisonValue',
  label: 'Where that has no value',
  isOptional: true,
  isRare: true,
};
const DAYS: FormField = { kind: 'number', member: 'numberOfDays', label: 'Days' };
const CONVERSION: FormField = {
  kind: 'flag',
  member: 'requiresTimeZoneConversion',
  label: 'Zone',
  isOptional: true,
  isRare: true,
  says: "Read the moment on the clock of the account's zone",
};
const READ_AS: FormField = {
  kind: 'choice',
  member: 'propertyParser',
  label: 'Of the property',
  choices: READINGS,
  default: 'VALUE',
  isOptional: true,
  isRare: true,
};

/** The order is that of a menu; the first that fits a type is that of a new line. */
export const OPERATIONS: readonly OperationForm[] = [
  operation('ENUMERATION', {
    offeredFor: ['enumeration'],
    operators: {
      IS_ANY_OF: 'is any of',
      IS_NONE_OF: 'is none of',
      CONTAINS_ALL: 'has all of',
      DOES_NOT_CONTAIN_ALL: 'has not all of',
      IS_EXACTLY: 'is exactly',
      IS_NOT_EXACTLY: 'is not exactly',
      HAS_EVER_BEEN_ANY_OF: 'has ever been any of',
      HAS_NEVER_BEEN_ANY_OF: 'has never been any of',
      HAS_EVER_BEEN_EXACTLY: 'has ever been exactly',
      HAS_NEVER_BEEN_EXACTLY: 'has never been exactly',
      HAS_EVER_CONTAINED_ALL: 'has ever had all of',
      HAS_NEVER_CONTAINED_ALL: 'has never had all of',
    },
    start: { values: [] },
    fields: [{ kind: 'values', member: 'values', label: 'Values' }],
  }),
  operation('BOOL', {
    offeredFor: ['bool'],
    operators: {
      IS_EQUAL_TO: 'is',
      IS_NOT_EQUAL_TO: 'is not',
      HAS_EVER_BEEN_EQUAL_TO: 'has ever been',
      HAS_NEVER_BEEN_EQUAL_TO: 'has never been',
    },
    start: { value: true },
    fields: [{ kind: 'flag', member: 'value', label: 'Value', says: 'Yes' }],
  }),
  operation('NUMBER', {
    offeredFor: ['number'],
    operators: {
      IS_EQUAL_TO: 'is',
      IS_NOT_EQUAL_TO: 'is not',
      IS_GREATER_THAN: 'is more than',
      IS_GREATER_THAN_OR_EQUAL_TO: 'is at least',
      IS_LESS_THAN: 'is less than',
      IS_LESS_THAN_OR_EQUAL_TO: 'is at most',
      HAS_EVER_BEEN_EQUAL_TO: 'has ever been',
      HAS_NEVER_BEEN_EQUAL_TO: 'has never been',
    },
    start: { value: 0 },
    fields: [{ kind: 'number', member: 'value', spellings: ['values'], label: 'Value' }],
  }),
  operation('NUMBER_RANGED', {
    spellings: ['number_ranged', 'number-ranged'],
    offeredFor: ['number'],
    operators: { IS_BETWEEN: 'is between', IS_NOT_BETWEEN: 'is not between' },
    start: { lowerBound: 0, upperBound: 100 },
    fields: [
      { kind: 'number', member: 'lowerBound', label: 'From' },
      { kind: 'number', member: 'upperBound', label: 'To' },
    ],
  }),
  operation('MULTISTRING', {
    offeredFor: TEXTS,
    operators: {
      IS_EQUAL_TO: 'is any of',
      IS_NOT_EQUAL_TO: 'is none of',
      CONTAINS: 'contains any of',
      DOES_NOT_CONTAIN: 'contains none of',
      STARTS_WITH: 'starts with any of',
      ENDS_WITH: 'ends with any of',
      CONTAINS_EXACTLY: 'contains any of, letter for letter',
      DOES_NOT_CONTAIN_EXACTLY: 'contains none of, letter for letter',
      HAS_EVER_BEEN_EQUAL_TO: 'has ever been any of',
      HAS_NEVER_BEEN_EQUAL_TO: 'has never been any of',
    },
    start: { values: [] },
    fields: [{ kind: 'values', member: 'values', label: 'Values' }],
  }),
  operation('ROLLING_DATE_RANGE', {
    spellings: ['rolling_date_range', 'datetime-rolling'],
    offeredFor: TIMES,
    operators: {
      IS_LESS_THAN_X_DAYS_AGO: 'is less than so many days ago',
      IS_MORE_THAN_X_DAYS_AGO: 'is more than so many days ago',
      IS_LESS_THAN_X_DAYS_FROM_NOW: 'is less than so many days from now',
      IS_MORE_THAN_X_DAYS_FROM_NOW: 'is more than so many days from now',
    },
    start: { numberOfDays: 30 },
    fields: [DAYS, CONVERSION],
  }),
  operation('TIME_POINT', {
    spellings: ['time_point', 'timepoint'],
    offeredFor: TIMES,
    operators: { IS_AFTER: 'is after a moment', IS_BEFORE: 'is before a moment' },
    start: { timePoint: NEW_MOMENT, endpointBehavior: 'EXCLUSIVE' },
    fields: [...ON_MOMENT, READ_AS],
  }),
  operation('TIME_RANGED', {
    spellings: ['time_ranged', 'rangedtime', 'timeranged', 'ranged_time'],
    offeredFor: TIMES,
    operators: { IS_BETWEEN: 'is between two moments', IS_NOT_BETWEEN: 'is not between two moments' },
    start: { lowerBoundTimePoint: NEW_MOMENT, upperBoundTimePoint: NEW_MOMENT },
    fields: [...ON_MOMENTS, READ_AS],
  }),
  operation('CALENDAR_DATE', {
    spellings: ['calendar_date', 'calendar-date'],
    offeredFor: TIMES,
    operators: {
      IN_THIS_TIME_UNIT: 'is in this',
      IN_THIS_TIME_UNIT_SO_FAR: 'is in this, so far',
      IN_NEXT_TIME_UNIT: 'is in the next',
      IN_LAST_TIME_UNIT: 'is in the last',
      IN_LAST_TIME_UNIT_SO_FAR: 'is in the last, up to now',
    },
    start: { timeUnit: 'MONTH' },
    fields: [
      {
        kind: 'choice',
        member: 'timeUnit',
        label: 'Unit',
        choices: ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'].map((id) => ({ id, name: id.toLowerCase() })),
      },
      { kind: 'number', member: 'timeUnitCount', label: 'How many', isOptional: true },
      {
        kind: 'flag',
        member: 'useFiscalYear',
        label: 'Year',
        says: 'Fiscal quarters and years',
        isOptional: true,
        isRare: true,
      },
      {
        kind: 'text',
        member: 'fiscalYearStart',
        label: 'First month of the fiscal year',
        placeholder: 'As in the settings',
        isOptional: true,
        isRare: true,
      },
    ],
  }),
  operation('DATE', {
    offeredFor: TIMES,
    operators: {
      IS_EQUAL_TO: 'is the day',
      IS_BEFORE: 'is before the day',
      IS_AFTER: 'is after the day',
      EQUAL: 'is the day (older word)',
      BEFORE: 'is before the day (older word)',
      AFTER: 'is after the day (older word)',
    },
    start: { year: 2027, month: 'JANUARY', day: 1 },
    fields: [{ kind: 'day', member: 'year', label: 'Day' }],
  }),
  operation('DATETIME', {
    offeredFor: TIMES,
    operators: {
      IS_EQUAL_TO: 'is the moment',
      IS_BEFORE: 'is before the moment',
      IS_AFTER: 'is after the moment',
      IS_BEFORE_DATE: 'is before the day of the moment',
      IS_AFTER_DATE: 'is after the day of the moment',
    },
    start: { timestamp: A_DAY },
    fields: [{ kind: 'instant', member: 'timestamp', label: 'Moment' }, CONVERSION],
  }),
  operation('RANGED_DATE', {
    spellings: ['ranged_date', 'datetime-ranged'],
    offeredFor: TIMES,
    operators: { IS_BETWEEN: 'is between two instants', IS_NOT_BETWEEN: 'is not between two instants' },
    start: { lowerBound: A_DAY, upperBound: A_DAY_LATER },
    fields: [
      { kind: 'instant', member: 'lowerBound', spellings: ['lowerBoundTimestamp'], label: 'From' },
      { kind: 'instant', member: 'upperBound', spellings: ['upperBoundTimestamp'], label: 'To' },
      CONVERSION,
    ],
  }),
  operation('ALL_PROPERTY', {
    spellings: ['all_property', 'alltypes'],
    offeredFor: ALL,
    operators: {
      IS_KNOWN: 'is known',
      IS_UNKNOWN: 'is unknown',
      IS_NOT_BLANK: 'is not blank',
      IS_BLANK: 'is blank',
    },
    asksForNone: false,
  }),
  operation('STRING', {
    offeredFor: TEXTS,
    operators: {
      IS_EQUAL_TO: 'is',
      IS_NOT_EQUAL_TO: 'is not',
      CONTAINS: 'contains',
      DOES_NOT_CONTAIN: 'does not contain',
      STARTS_WITH: 'starts with',
      ENDS_WITH: 'ends with',
      HAS_EVER_BEEN_EQUAL_TO: 'has ever been',
      HAS_NEVER_BEEN_EQUAL_TO: 'has never been',
      HAS_EVER_CONTAINED: 'has ever contained',
      HAS_NEVER_CONTAINED: 'has never contained',
    },
    start: { value: '' },
    fields: [{ kind: 'value', member: 'value', spellings: ['values'], label: 'Value' }],
  }),
  operation('REGEX', {
    offeredFor: TEXTS,
    operators: { MATCHES_REGEX: 'matches the pattern', DOES_NOT_MATCH_REGEX: 'does not match the pattern' },
    start: { pattern: '' },
    fields: [
      { kind: 'text', member: 'pattern', label: 'Pattern', isCode: true, placeholder: '^A.*z$' },
      {
        kind: 'flag',
        member: 'caseSensitive',
        label: 'Letters',
        says: 'Capital letters matter',
        isOptional: true,
        isRare: true,
      },
    ],
  }),
  operation('COMPARATIVE_STRING', {
    spellings: ['comparative_string', 'string-comparative'],
    offeredFor: TEXTS,
    operators: {
      IS_EQUAL_TO: 'is the same as another property',
      IS_NOT_EQUAL_TO: 'is not the same as another property',
      CONTAINS: 'contains another property',
      DOES_NOT_CONTAIN: 'does not contain another property',
      STARTS_WITH: 'starts with another property',
      ENDS_WITH: 'ends with another property',
    },
    start: { comparisonPropertyName: '' },
    fields: [OTHER, OTHERWISE],
  }),
  operation('NUMBER_COMPARATIVE', {
    spellings: ['number_comparative', 'number-comparative', 'comparative_number'],
    offeredFor: ['number'],
    operators: {
      IS_EQUAL_TO: 'is the same as another property',
      IS_NOT_EQUAL_TO: 'is not the same as another property',
      IS_GREATER_THAN: 'is more than another property',
      IS_GREATER_THAN_OR_EQUAL_TO: 'is at least another property',
      IS_LESS_THAN: 'is less than another property',
      IS_LESS_THAN_OR_EQUAL_TO: 'is at most another property',
    },
    start: { comparisonPropertyName: '' },
    fields: [OTHER],
  }),
  operation('BOOL_COMPARATIVE', {
    spellings: ['bool_comparative', 'bool-comparative', 'comparative_bool'],
    offeredFor: ['bool'],
    operators: {
      IS_EQUAL_TO: 'is the same as another property',
      IS_NOT_EQUAL_TO: 'is not the same as another property',
    },
    start: { comparisonPropertyName: '' },
    fields: [OTHER],
  }),
  operation('COMPARATIVE_DATE', {
    spellings: ['comparative_date', 'datetime-comparative'],
    offeredFor: TIMES,
    operators: { IS_AFTER: 'is after another property', IS_BEFORE: 'is before another property' },
    start: { comparisonPropertyName: '' },
    fields: [OTHER, OTHERWISE],
  }),
  operation('ROLLING_PROPERTY_UPDATED', {
    spellings: ['rolling_property_updated', 'rolling-property-updated'],
    offeredFor: ALL,
    operators: {
      UPDATED_IN_LAST_X_DAYS: 'changed in the last days',
      NOT_UPDATED_IN_LAST_X_DAYS: 'did not change in the last days',
    },
    start: { numberOfDays: 30 },
    fields: [DAYS],
  }),
  operation('COMPARATIVE_PROPERTY_UPDATED', {
    spellings: ['comparative_property_updated', 'property-updated-comparative'],
    offeredFor: ALL,
    operators: { IS_AFTER: 'changed after another property', IS_BEFORE: 'changed before another property' },
    start: { comparisonPropertyName: '' },
    fields: [OTHER, OTHERWISE],
  }),
];
