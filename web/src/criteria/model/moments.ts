/** Moments: a day, one counted from now, or the time that a property holds; and how events are chosen by when, and how often. */
import type { FormField, VariantTable, Word } from './form.ts';

/** What a form begins with, until somebody says another day. */
export const A_DAY = Date.UTC(2027, 0, 1);
export const A_DAY_LATER = Date.UTC(2028, 0, 1) - 1;

const word = (id: string, name: string): Word => ({ id, name });

export const DAYS_OF_WEEK: readonly Word[] = [
  word('MONDAY', 'Monday'),
  word('TUESDAY', 'Tuesday'),
  word('WEDNESDAY', 'Wednesday'),
  word('THURSDAY', 'Thursday'),
  word('FRIDAY', 'Friday'),
  word('SATURDAY', 'Saturday'),
  word('SUNDAY', 'Sunday'),
];

const TIME: FormField = { kind: 'timeOfDay', member: 'hour', label: 'Time of day', isOptional: true };
const SECONDS: readonly FormField[] = [
  { kind: 'number', member: 'second', label: 'Seconds', isOptional: true, isRare: true },
  { kind: 'number', member: 'millisecond', label: 'Milliseconds', isOptional: true, isRare: true },
];
const DAY: FormField = { kind: 'number', member: 'day', label: 'Day' };
const MONTH: FormField = { kind: 'number', member: 'month', label: 'Month, counted from its start' };
const AT: readonly FormField[] = [TIME, ...SECONDS];

const ZONE: readonly FormField[] = [
  {
    kind: 'choice',
    member: 'timezoneSource',
    label: 'Zone',
    choices: [
      word('PORTAL', "The account's zone"),
      word('USER', "The user's zone (here the account's)"),
      word('CUSTOM', 'Another zone'),
    ],
    default: 'PORTAL',
    isOptional: true,
    isRare: true,
  },
  {
    kind: 'text',
    member: 'zoneId',
    label: 'Zone by its name',
    placeholder: 'Europe/Berlin',
    isOptional: true,
    isRare: true,
  },
];

export const READINGS: readonly Word[] = [
  word('VALUE', 'its value'),
  word('UPDATED_AT', 'when it last changed'),
  word('ANNIVERSARY', 'its anniversary'),
  word('VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION', 'its value, on the clock of the zone'),
  word('ANNIVERSARY_WITH_ZONE_SAME_LOCAL_CONVERSION', 'its anniversary, on the clock of the zone'),
];

const reference = (id: string, name: string, fields: readonly FormField[], start = {}) => ({
  id,
  name,
  start,
  fields: [...fields, ...AT],
});

const REFERENCES: VariantTable = {
  by: 'referenceType',
  variants: [
    reference('NOW', 'Now', []),
    reference('TODAY', 'Today', []),
    reference(
      'WEEK',
      'A day of this week',
      [{ kind: 'choice', member: 'dayOfWeek', label: 'Day', choices: DAYS_OF_WEEK }],
      {
        dayOfWeek: 'MONDAY',
      },
    ),
    reference('MONTH', 'A day of this month', [DAY], { day: 1 }),
    reference('QUARTER', 'A day of this quarter', [MONTH, DAY], { month: 1, day: 1 }),
    reference('YEAR', 'A day of this year', [MONTH, DAY], { month: 1, day: 1 }),
    reference('FISCAL_QUARTER', 'A day of this fiscal quarter', [MONTH, DAY], { month: 1, day: 1 }),
    reference('FISCAL_YEAR', 'A day of this fiscal year', [MONTH, DAY], { month: 1, day: 1 }),
  ],
};

/** A time point. */
export const MOMENTS: VariantTable = {
  by: 'timeType',
  variants: [
    {
      id: 'DATE',
      name: 'On a date',
      start: { year: 2027, month: 1, day: 1, timezoneSource: 'PORTAL' },
      fields: [{ kind: 'day', member: 'year', label: 'Date' }, ...AT, ...ZONE],
    },
    {
      id: 'INDEXED',
      name: 'Counted from now',
      start: { indexReference: { referenceType: 'TODAY' }, offset: { days: 0 }, timezoneSource: 'PORTAL' },
      fields: [
        { kind: 'variant', member: 'indexReference', label: 'From', variants: REFERENCES },
        { kind: 'shifts', member: 'offset', label: 'And then', isOptional: true },
        ...ZONE,
      ],
    },
    {
      id: 'PROPERTY_REFERENCED',
      name: 'By another property',
      start: { property: '', referenceType: 'VALUE', timezoneSource: 'PORTAL' },
      fields: [
        { kind: 'property', member: 'property', label: 'Property' },
        { kind: 'choice', member: 'referenceType', label: 'Read as', choices: READINGS, default: 'VALUE' },
        ...ZONE,
      ],
    },
  ],
};

const ENDPOINT: readonly Word[] = [
  word('INCLUSIVE', 'with that moment'),
  word('EXCLUSIVE', 'without that moment'),
];
const endpoint = (member: string, label: string, fallback: string): FormField => ({
  kind: 'choice',
  member,
  label,
  choices: ENDPOINT,
  default: fallback,
  isOptional: true,
  isRare: true,
});
const moment = (member: string, label: string): FormField => ({
  kind: 'variant',
  member,
  label,
  variants: MOMENTS,
});

export const NEW_MOMENT = {
  timeType: 'INDEXED',
  indexReference: { referenceType: 'TODAY' },
  offset: { days: 0 },
  timezoneSource: 'PORTAL',
};

/** The members of an operation, or a refinement, on one time point. */
export const ON_MOMENT: readonly FormField[] = [
  moment('timePoint', 'Moment'),
  endpoint('endpointBehavior', 'The moment itself', 'EXCLUSIVE'),
];
/** … and between two. */
export const ON_MOMENTS: readonly FormField[] = [
  moment('lowerBoundTimePoint', 'From'),
  endpoint('lowerBoundEndpointBehavior', 'The first moment', 'INCLUSIVE'),
  moment('upperBoundTimePoint', 'To'),
  endpoint('upperBoundEndpointBehavior', 'The last moment', 'INCLUSIVE'),
];

const offset = (member: string, label: string): FormField => ({
  kind: 'object',
  member,
  label,
  fields: [
    { kind: 'number', member: 'amount', label: 'Amount' },
    {
      kind: 'choice',
      member: 'timeUnit',
      label: 'Unit',
      choices: ['MINUTES', 'HOURS', 'DAYS', 'WEEKS', 'MONTHS', 'YEARS'].map((id) =>
        word(id, id.toLowerCase()),
      ),
    },
    {
      kind: 'choice',
      member: 'offsetDirection',
      label: 'Direction',
      choices: [word('PAST', 'ago'), word('FUTURE', 'from now')],
    },
  ],
});
const AGO = { amount: 30, timeUnit: 'DAYS', offsetDirection: 'PAST' };

const COMPARISON: FormField = {
  kind: 'choice',
  member: 'comparison',
  label: 'When',
  choices: [word('AFTER', 'after'), word('BEFORE', 'before')],
};
const RANGE: FormField = {
  kind: 'choice',
  member: 'rangeType',
  label: 'When',
  choices: [word('BETWEEN', 'between'), word('NOT_BETWEEN', 'not between')],
};

const BY_TIME: VariantTable['variants'] = [
  {
    id: 'RELATIVE_COMPARATIVE',
    name: 'In the last, or not since',
    start: { comparison: 'AFTER', timeOffset: AGO },
    fields: [COMPARISON, offset('timeOffset', 'How long')],
  },
  {
    id: 'RELATIVE_RANGED',
    name: 'Between two times from now',
    start: { rangeType: 'BETWEEN', lowerBoundOffset: AGO, upperBoundOffset: { ...AGO, amount: 0 } },
    fields: [RANGE, offset('lowerBoundOffset', 'From'), offset('upperBoundOffset', 'To')],
  },
  {
    id: 'ABSOLUTE_COMPARATIVE',
    name: 'After or before a day',
    start: { comparison: 'AFTER', timestamp: A_DAY },
    fields: [COMPARISON, { kind: 'instant', member: 'timestamp', label: 'Moment' }],
  },
  {
    id: 'ABSOLUTE_RANGED',
    name: 'Between two days',
    start: { rangeType: 'BETWEEN', lowerTimestamp: A_DAY, upperTimestamp: A_DAY_LATER },
    fields: [
      RANGE,
      { kind: 'instant', member: 'lowerTimestamp', label: 'From' },
      { kind: 'instant', member: 'upperTimestamp', label: 'To' },
    ],
  },
  {
    id: 'TIME_POINT',
    name: 'By a moment',
    start: { operator: 'IS_AFTER', timePoint: NEW_MOMENT, endpointBehavior: 'EXCLUSIVE' },
    fields: [
      {
        kind: 'choice',
        member: 'operator',
        label: 'When',
        choices: [word('IS_AFTER', 'after'), word('IS_BEFORE', 'before')],
      },
      ...ON_MOMENT,
    ],
  },
  {
    id: 'TIME_RANGED',
    name: 'Between two moments',
    start: { operator: 'IS_BETWEEN', lowerBoundTimePoint: NEW_MOMENT, upperBoundTimePoint: NEW_MOMENT },
    fields: [
      {
        kind: 'choice',
        member: 'operator',
        label: 'When',
        choices: [word('IS_BETWEEN', 'between'), word('IS_NOT_BETWEEN', 'not between')],
      },
      ...ON_MOMENTS,
    ],
  },
  { id: 'ALL_HISTORY', name: 'At any time, said so', start: {}, fields: [] },
];

const BY_NUMBER: VariantTable['variants'] = [
  {
    id: 'NUM_OCCURRENCES',
    name: 'So many times',
    start: { minOccurrences: 2 },
    fields: [
      { kind: 'number', member: 'minOccurrences', label: 'At least', isOptional: true },
      { kind: 'number', member: 'maxOccurrences', label: 'At most', isOptional: true },
    ],
  },
  {
    id: 'SET_OCCURRENCES',
    name: 'As a set',
    start: { setType: 'ANY' },
    fields: [
      {
        kind: 'choice',
        member: 'setType',
        label: 'Which of them',
        choices: [
          word('ANY', 'any of them'),
          word('ANY_INCLUDE_EMPTY', 'any of them, or there are none'),
          word('ALL', 'all of them'),
          word('ALL_INCLUDE_EMPTY', 'all of them, or there are none'),
          word('NONE', 'none of them'),
          word('NONE_EXCLUDE_EMPTY', 'none of them, and there are some'),
        ],
      },
    ],
  },
];

/** Newer definitions have the name of a class for the type. */
const SPELLINGS: Readonly<Record<string, string>> = {
  AbsoluteComparativeTimestampRefineBy: 'ABSOLUTE_COMPARATIVE',
  AbsoluteRangedTimestampRefineBy: 'ABSOLUTE_RANGED',
  RelativeComparativeTimestampRefineBy: 'RELATIVE_COMPARATIVE',
  RelativeRangedTimestampRefineBy: 'RELATIVE_RANGED',
  NumOccurrencesRefineBy: 'NUM_OCCURRENCES',
  SetOccurrencesRefineBy: 'SET_OCCURRENCES',
  AllHistoryRefineBy: 'ALL_HISTORY',
  TimePointOperation: 'TIME_POINT',
  RangedTimeOperation: 'TIME_RANGED',
};

const refinement = (
  none: string,
  first: VariantTable['variants'],
  rest: VariantTable['variants'],
): VariantTable => ({
  by: 'type',
  byToo: ['operationType'],
  spellings: SPELLINGS,
  none,
  variants: [...first, ...rest],
});

/** Which of the events count by when they happened; the language takes either refinement under either name. */
export const PRUNING: FormField = {
  kind: 'variant',
  member: 'pruningRefineBy',
  label: 'When',
  isOptional: true,
  variants: refinement('At any time', BY_TIME, BY_NUMBER),
};
/** How many there must be. */
export const COALESCING: FormField = {
  kind: 'variant',
  member: 'coalescingRefineBy',
  label: 'How often',
  isOptional: true,
  variants: refinement('At least once', BY_NUMBER, BY_TIME),
};
