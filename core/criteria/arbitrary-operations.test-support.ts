/** Random operations of every type, on the properties that they fit. */
import fc from 'fast-check';
import { arbitraryPattern } from './arbitrary-patterns.test-support.ts';
import { choice, moment, options, text } from './arbitrary-values.test-support.ts';
import { property } from './criteria.test-support.ts';

const none = fc.constantFrom({}, { includeObjectsWithNoValueSet: true });
const operators = (...names: string[]) => fc.constantFrom(...names);

export function operation(
  operationType: string,
  operator: fc.Arbitrary<string>,
  members: Record<string, fc.Arbitrary<unknown>>,
) {
  return fc
    .tuple(operator, fc.record(members), none)
    .map(([chosen, given, flags]) => ({ operationType, operator: chosen, ...given, ...flags }));
}

/** So many values that they are looked for in another way than a few; most are nobody's. */
const many = (values: fc.Arbitrary<string>) =>
  fc
    .array(values, { minLength: 1, maxLength: 3 })
    .map((some) => [...some, ...Array.from({ length: 25 }, (_, index) => `nobody's ${index}`)]);
const numeric = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, 9, 10, 0.1, 0.3, 1000, 5, 9007199254740992, 1e21, 1e300, 1e-300),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
);
const EQUALS = ['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO'];
const EVER = ['HAS_EVER_BEEN_EQUAL_TO', 'HAS_NEVER_BEEN_EQUAL_TO'];
const PARTS = ['CONTAINS', 'DOES_NOT_CONTAIN', 'STARTS_WITH', 'ENDS_WITH'];
const ORDER = ['IS_GREATER_THAN', 'IS_GREATER_THAN_OR_EQUAL_TO', 'IS_LESS_THAN', 'IS_LESS_THAN_OR_EQUAL_TO'];
export const known = operation('ALL_PROPERTY', operators('IS_KNOWN', 'IS_UNKNOWN'), {});
const patterns = fc.constantFrom(
  '^a',
  'A$',
  '.',
  '^.$',
  '\\d+',
  '[A-F]',
  '[^a-z]',
  'a|%|é',
  '(?:da){1,2}',
  '\\s',
  '^\\w*$',
  'x?y',
  '[\\]%-]',
  'É',
  '()|z',
  "o'b",
);

export const present = {
  text: fc.oneof(
    operation('STRING', operators(...EQUALS, ...PARTS), { value: text }),
    operation('MULTISTRING', operators(...EQUALS, ...PARTS, 'CONTAINS_EXACTLY', 'DOES_NOT_CONTAIN_EXACTLY'), {
      values: fc.oneof(fc.array(text, { minLength: 1, maxLength: 3 }), many(text)),
    }),
    operation('REGEX', operators('MATCHES_REGEX', 'DOES_NOT_MATCH_REGEX'), {
      pattern: fc.oneof(
        patterns,
        arbitraryPattern.filter((pattern) => pattern !== ''),
      ),
      caseSensitive: fc.boolean(),
    }),
  ),
  amount: fc.oneof(
    operation('NUMBER', operators(...EQUALS, ...ORDER), { value: numeric }),
    operation('NUMBER_RANGED', operators('IS_BETWEEN', 'IS_NOT_BETWEEN'), {
      lowerBound: numeric,
      upperBound: numeric,
    }),
  ),
  choice: operation(
    'ENUMERATION',
    operators(
      'IS_ANY_OF',
      'IS_NONE_OF',
      'IS_EXACTLY',
      'IS_NOT_EXACTLY',
      'CONTAINS_ALL',
      'DOES_NOT_CONTAIN_ALL',
    ),
    {
      values: fc.oneof(
        fc.array(fc.oneof(options, choice), { minLength: 1, maxLength: 3 }),
        many(fc.oneof(options, choice)),
      ),
    },
  ),
  flag: operation('BOOL', operators(...EQUALS), { value: fc.boolean() }),
};

const zoned = fc.constantFrom(
  {},
  { zoneId: 'UTC' },
  { zoneId: 'America/New_York' },
  { zoneId: 'Pacific/Auckland' },
);
const timeOfDay = fc.constantFrom(
  {},
  {},
  { hour: 2, minute: 30 },
  { hour: 23, minute: 59, second: 59, millisecond: 999 },
);
const indexReference = fc
  .tuple(
    fc.constantFrom(
      { referenceType: 'NOW' },
      { referenceType: 'TODAY' },
      { referenceType: 'WEEK', dayOfWeek: 'WEDNESDAY' },
      { referenceType: 'MONTH', day: 31 },
      { referenceType: 'QUARTER', month: 2, day: 15 },
      { referenceType: 'YEAR', month: 2, day: 29 },
      { referenceType: 'FISCAL_QUARTER', month: 1, day: 1 },
      { referenceType: 'FISCAL_YEAR', month: 1, day: 1 },
    ),
    timeOfDay,
  )
  .map(([reference, time]) => ({ ...reference, ...time }));
const offset = fc.record(
  {
    days: fc.integer({ min: -40, max: 40 }),
    months: fc.integer({ min: -14, max: 14 }),
    hours: fc.integer({ min: -30, max: 30 }),
  },
  { requiredKeys: [] },
);
export const staticPoint = fc.oneof(
  fc.tuple(moment, timeOfDay, zoned).map(([at, time, zone]) => {
    const date = new Date(at);
    const wall = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    return { timeType: 'DATE', ...wall, ...time, ...zone };
  }),
  fc.tuple(indexReference, offset, zoned).map(([reference, shift, zone]) => ({
    timeType: 'INDEXED',
    indexReference: reference,
    offset: shift,
    ...zone,
  })),
);
const reference = fc
  .tuple(
    fc.constantFrom('day2', 'moment2'),
    fc.constantFrom('VALUE', 'UPDATED_AT', 'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION'),
    zoned,
  )
  .map(([name, referenceType, zone]) => ({
    timeType: 'PROPERTY_REFERENCED',
    property: name,
    referenceType,
    ...zone,
  }));
const ends = fc.constantFrom('INCLUSIVE', 'EXCLUSIVE');

export function timed(points: fc.Arbitrary<object>, parsers: readonly string[]) {
  const propertyParser = fc.constantFrom(...parsers);
  return fc.oneof(
    operation('TIME_POINT', operators('IS_BEFORE', 'IS_AFTER'), {
      timePoint: points,
      endpointBehavior: ends,
      propertyParser,
    }),
    operation('TIME_RANGED', operators('IS_BETWEEN', 'IS_NOT_BETWEEN'), {
      lowerBoundTimePoint: points,
      upperBoundTimePoint: points,
      lowerBoundEndpointBehavior: ends,
      upperBoundEndpointBehavior: ends,
      propertyParser,
    }),
  );
}

const requiresTimeZoneConversion = fc.boolean();
export const onTime = fc.oneof(
  operation(
    'DATETIME',
    operators('IS_EQUAL_TO', 'IS_BEFORE', 'IS_AFTER', 'IS_BEFORE_DATE', 'IS_AFTER_DATE'),
    { timestamp: moment, requiresTimeZoneConversion },
  ),
  operation('RANGED_DATE', operators('IS_BETWEEN', 'IS_NOT_BETWEEN'), {
    lowerBound: moment,
    upperBound: moment,
    requiresTimeZoneConversion,
  }),
  operation('DATE', operators('EQUAL', 'BEFORE', 'AFTER'), {
    year: fc.integer({ min: 2023, max: 2027 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  }),
  operation(
    'ROLLING_DATE_RANGE',
    operators(
      'IS_LESS_THAN_X_DAYS_AGO',
      'IS_MORE_THAN_X_DAYS_AGO',
      'IS_LESS_THAN_X_DAYS_FROM_NOW',
      'IS_MORE_THAN_X_DAYS_FROM_NOW',
    ),
    { numberOfDays: fc.oneof(fc.constantFrom(0, 1, 7, 30), fc.integer({ min: 0, max: 400 })) },
  ),
  operation(
    'CALENDAR_DATE',
    operators(
      'IN_THIS_TIME_UNIT',
      'IN_THIS_TIME_UNIT_SO_FAR',
      'IN_NEXT_TIME_UNIT',
      'IN_LAST_TIME_UNIT',
      'IN_LAST_TIME_UNIT_SO_FAR',
    ),
    {
      timeUnit: fc.constantFrom('DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'),
      timeUnitCount: fc.integer({ min: 1, max: 5 }),
      useFiscalYear: fc.boolean(),
      fiscalYearStart: fc.constantFrom('JANUARY', 'APRIL', 'OCTOBER'),
    },
  ),
  timed(staticPoint, [
    'VALUE',
    'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION',
    'ANNIVERSARY',
    'ANNIVERSARY_WITH_ZONE_SAME_LOCAL_CONVERSION',
  ]),
);
export const onTimes = timed(fc.oneof(staticPoint, reference), [
  'VALUE',
  'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION',
  'UPDATED_AT',
]);

export const past = fc.oneof(
  operation('STRING', operators(...EVER, 'HAS_EVER_CONTAINED', 'HAS_NEVER_CONTAINED'), { value: text }).map(
    (each) => property('text', each),
  ),
  operation('NUMBER', operators(...EVER), { value: numeric }).map((each) => property('amount', each)),
  operation('BOOL', operators(...EVER), { value: fc.boolean() }).map((each) => property('flag', each)),
  operation(
    'ENUMERATION',
    operators(
      'HAS_EVER_BEEN_ANY_OF',
      'HAS_NEVER_BEEN_ANY_OF',
      'HAS_EVER_BEEN_EXACTLY',
      'HAS_NEVER_BEEN_EXACTLY',
      'HAS_EVER_CONTAINED_ALL',
      'HAS_NEVER_CONTAINED_ALL',
    ),
    { values: fc.array(options, { minLength: 1, maxLength: 2 }) },
  ).map((each) => property('choice', each)),
  operation('ROLLING_PROPERTY_UPDATED', operators('UPDATED_IN_LAST_X_DAYS', 'NOT_UPDATED_IN_LAST_X_DAYS'), {
    numberOfDays: fc.integer({ min: 0, max: 400 }),
  }).map((each) => property('text', each)),
  timed(staticPoint, ['UPDATED_AT']).map((each) => property('amount', each)),
);

const against = (operationType: string, name: string, other: fc.Arbitrary<string>, ...names: string[]) =>
  operation(operationType, operators(...names), { comparisonPropertyName: other }).map((each) =>
    property(name, each),
  );
export const pairs = fc.oneof(
  against('COMPARATIVE_STRING', 'text', fc.constant('text2'), ...EQUALS, ...PARTS),
  against('NUMBER_COMPARATIVE', 'amount', fc.constant('amount2'), ...EQUALS, ...ORDER),
  against('BOOL_COMPARATIVE', 'flag', fc.constant('flag2'), ...EQUALS),
  against('COMPARATIVE_DATE', 'day', fc.constantFrom('day2', 'moment2'), 'IS_BEFORE', 'IS_AFTER'),
  against('COMPARATIVE_DATE', 'moment', fc.constantFrom('day2', 'moment2'), 'IS_BEFORE', 'IS_AFTER'),
  against(
    'COMPARATIVE_PROPERTY_UPDATED',
    'text',
    fc.constantFrom('day2', 'moment2', 'amount'),
    'IS_BEFORE',
    'IS_AFTER',
  ),
);
