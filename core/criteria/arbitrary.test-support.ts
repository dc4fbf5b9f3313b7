/** Random criteria and random records that meet and miss them: texts, numbers and times where the two back ends could part. */
import fc from 'fast-check';
import type { PropertyType } from '../property/index.ts';
import { DAY, type EpochMillis, HOUR, iso } from '../time/index.ts';
import { and, COMPANY, CONTACT, contextOf, property } from './criteria.test-support.ts';
import type { EventOccurrence, PastValue, Subject } from './index.ts';

export const PROPERTIES = {
  text: 'string',
  text2: 'string',
  amount: 'number',
  amount2: 'number',
  choice: 'enumeration',
  flag: 'bool',
  flag2: 'bool',
  day: 'date',
  day2: 'date',
  moment: 'datetime',
  moment2: 'datetime',
} as const satisfies Record<string, PropertyType>;
type Name = keyof typeof PROPERTIES;
const NAMES = Object.keys(PROPERTIES) as Name[];

const ZONES = [
  'UTC',
  'America/New_York',
  'Asia/Tokyo',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/St_Johns',
];

/** Around changes of the clock, leap days, ends of years and months. */
export const NOWS = [
  '2026-03-08T06:59:59.999Z',
  '2026-03-08T07:00:00.000Z',
  '2026-11-01T05:30:00.000Z',
  '2026-11-01T06:30:00.000Z',
  '2024-02-29T12:00:00.000Z',
  '2025-02-28T23:59:59.999Z',
  '2025-12-31T23:30:00.000Z',
  '2026-05-31T10:00:00.000Z',
  '2026-04-05T15:00:00.000Z',
].map((text) => Date.parse(text));

export const arbitraryNow: fc.Arbitrary<EpochMillis> = fc.constantFrom(...NOWS);
export const arbitraryContext = fc.constantFrom(...ZONES).map((zone) => contextOf(PROPERTIES, zone));

// ─── values ─────────────────────────────────────────────────────────────────────────────────────────────

const words = fc.constantFrom(
  'Ada',
  'ADA',
  'ada',
  'da',
  'É',
  'é',
  'e\u0301',
  'İ',
  'i',
  'ß',
  'SS',
  'ss',
  '\u212A',
  'k',
  'ΑΣ',
  'ας',
  'ασ',
  'ǅ',
  'ﬃ',
  '%',
  '_',
  '\\',
  '100%',
  'a_b',
  ' ',
  'a ',
  "o'b",
  '"',
  '$1',
  '😀',
  '\n',
  'x;y',
  '1',
  'true',
);
const text = fc.oneof(
  { weight: 5, arbitrary: words },
  { weight: 1, arbitrary: fc.tuple(words, words).map(([a, b]) => a + b) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', minLength: 1, maxLength: 6 })
      .filter((value) => !value.includes('\0')),
  },
);
const numbers = fc.constantFrom(
  '0',
  '1',
  '1.0',
  '-1',
  '2',
  '10',
  '9',
  '0.1',
  '0.3',
  '0.10000000000000000001',
  '9007199254740992',
  '9007199254740993',
  '1e3',
  '1000',
  '123456789012345678901234567890',
  `1${'0'.repeat(350)}`,
  `0.${'0'.repeat(350)}1`,
  '.5',
  '5.',
  '+5',
  '5',
  '-0',
  '-0.0',
);
const notNumbers = fc.constantFrom(
  'many',
  '0x10',
  ' 1',
  '1 ',
  '١٢',
  '１',
  '1_0',
  'NaN',
  'Infinity',
  '-',
  '.',
  '1e9999',
  '--1',
  '1.2.3',
);
const amount = fc.oneof(
  { weight: 8, arbitrary: numbers },
  { weight: 1, arbitrary: notNumbers },
  {
    weight: 2,
    arbitrary: fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
      .map((value) => value.toFixed(3)),
  },
);
const options = fc.constantFrom('a', 'b', 'c', 'ab', 'A', 'é');
const choice = fc.array(options, { minLength: 1, maxLength: 4 }).map((values) => values.join(';'));
const moment = fc
  .tuple(
    fc.constantFrom(...NOWS),
    fc.oneof(fc.integer({ min: -800, max: 800 }), fc.constantFrom(0, 1, -1, 7, -7, 30, -30)),
    fc.oneof(fc.constantFrom(0, 1, -1, HOUR, -HOUR), fc.integer({ min: -DAY, max: DAY })),
  )
  .map(([near, days, millis]) => near + days * DAY + millis);
const instant = fc.oneof(
  { weight: 9, arbitrary: moment.map(iso) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '0001-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
      '2000-02-29T00:00:00.000Z',
      'soon',
    ),
  },
);
const day = fc.oneof(
  { weight: 9, arbitrary: moment.map((at) => iso(at).slice(0, 10)) },
  { weight: 1, arbitrary: fc.constantFrom('2000-02-29', '1999-02-28', '1990-01-01', '1990-12-31', 'later') },
);
const flag = fc.constantFrom('true', 'false');

const VALUES: Readonly<Record<PropertyType, fc.Arbitrary<string>>> = {
  string: text,
  number: amount,
  enumeration: choice,
  bool: flag,
  date: day,
  datetime: instant,
  json: text,
  phone_number: text,
  object_coordinates: text,
};

function withoutAbsent(entries: readonly (readonly [string, string | null])[]): Record<string, string> {
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

// ─── records ────────────────────────────────────────────────────────────────────────────────────────────

/** A record with all that can be read of it, as data. */
export interface RecordData {
  readonly properties: Readonly<Record<string, string>>;
  readonly history: readonly {
    readonly property: string;
    readonly value: string | null;
    readonly at: EpochMillis;
  }[];
  readonly events: readonly (EventOccurrence & { readonly eventTypeId: string })[];
  readonly lists: readonly string[];
}

const properties: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    ...NAMES.map((name) => fc.tuple(fc.constant(name), fc.option(VALUES[PROPERTIES[name]], { freq: 4 }))),
  )
  .map(withoutAbsent);
const history = fc
  .array(
    fc.constantFrom(...NAMES).chain((name) =>
      fc.record({
        property: fc.constant(name),
        value: fc.option(VALUES[PROPERTIES[name]], { freq: 5 }),
        at: moment,
      }),
    ),
    { maxLength: 5 },
  )
  .map((rows) =>
    [...new Map(rows.map((row) => [`${row.property}@${row.at}`, row])).values()].sort((a, b) => b.at - a.at),
  );
const sentValue = fc.oneof(
  text,
  amount,
  choice,
  flag,
  instant,
  day,
  moment.map(String),
  fc.constantFrom('2026-05-31T10:00Z', '2026-05-31T10:00:00Z', '2026-02-30', '2026-05-31T25:00:00Z', ''),
);
export const EVENT_TYPES = ['6-1', '4-1639801', '4-96000'];
const sentProperties: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    ...Object.entries({ a: sentValue, b: sentValue, hs_form_id: options, hs_url: text }).map(
      ([name, value]) => fc.tuple(fc.constant(name), fc.option(value, { freq: 4 })),
    ),
  )
  .map(withoutAbsent);
const event = fc.record({
  eventTypeId: fc.constantFrom(...EVENT_TYPES),
  properties: sentProperties,
  occurredAt: moment,
});
export const LISTS = ['1', '2'];
const recordData: fc.Arbitrary<RecordData> = fc.record({
  properties,
  history,
  events: fc.array(event, { maxLength: 4 }),
  lists: fc.subarray(LISTS),
});

/** A contact and the companies it is associated with. */
export interface ContactData extends RecordData {
  readonly companies: readonly RecordData[];
}

export const arbitraryContact: fc.Arbitrary<ContactData> = fc
  .tuple(recordData, fc.array(recordData, { maxLength: 2 }))
  .map(([contact, companies]) => ({ ...contact, companies }));

export function subjectOf(data: ContactData): Subject {
  const companies = data.companies.map((company) => ({ ...alone(company, COMPANY), associated: () => [] }));
  return {
    ...alone(data, CONTACT),
    associated: (spec) => ('typeId' in spec && spec.typeId === 1 ? companies : []),
  };
}

function alone(data: RecordData, objectTypeId: string): Subject {
  const past = new Map<string, PastValue[]>();
  for (const { property: name, value, at } of data.history)
    past.set(name, [...(past.get(name) ?? []), { value, at }]);
  return {
    objectTypeId,
    id: '1',
    properties: data.properties,
    history: (name) => past.get(name) ?? [],
    events: (eventTypeId) => data.events.filter((each) => each.eventTypeId === eventTypeId),
    inList: (list) => data.lists.includes(list),
  };
}

// ─── criteria ───────────────────────────────────────────────────────────────────────────────────────────

const none = fc.constantFrom({}, { includeObjectsWithNoValueSet: true });
const operators = (...names: string[]) => fc.constantFrom(...names);

function operation(
  operationType: string,
  operator: fc.Arbitrary<string>,
  members: Record<string, fc.Arbitrary<unknown>>,
) {
  return fc
    .tuple(operator, fc.record(members), none)
    .map(([chosen, given, flags]) => ({ operationType, operator: chosen, ...given, ...flags }));
}

const numeric = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, 9, 10, 0.1, 0.3, 1000, 5, 9007199254740992, 1e21, 1e300, 1e-300),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
);
const EQUALS = ['IS_EQUAL_TO', 'IS_NOT_EQUAL_TO'];
const EVER = ['HAS_EVER_BEEN_EQUAL_TO', 'HAS_NEVER_BEEN_EQUAL_TO'];
const PARTS = ['CONTAINS', 'DOES_NOT_CONTAIN', 'STARTS_WITH', 'ENDS_WITH'];
const ORDER = ['IS_GREATER_THAN', 'IS_GREATER_THAN_OR_EQUAL_TO', 'IS_LESS_THAN', 'IS_LESS_THAN_OR_EQUAL_TO'];
const known = operation('ALL_PROPERTY', operators('IS_KNOWN', 'IS_UNKNOWN'), {});
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

const present = {
  text: fc.oneof(
    operation('STRING', operators(...EQUALS, ...PARTS), { value: text }),
    operation('MULTISTRING', operators(...EQUALS, ...PARTS, 'CONTAINS_EXACTLY', 'DOES_NOT_CONTAIN_EXACTLY'), {
      values: fc.array(text, { minLength: 1, maxLength: 3 }),
    }),
    operation('REGEX', operators('MATCHES_REGEX', 'DOES_NOT_MATCH_REGEX'), {
      pattern: patterns,
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
      values: fc.array(fc.oneof(options, choice), { minLength: 1, maxLength: 3 }),
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
const staticPoint = fc.oneof(
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

function timed(points: fc.Arbitrary<object>, parsers: readonly string[]) {
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
const onTime = fc.oneof(
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
const onTimes = timed(fc.oneof(staticPoint, reference), [
  'VALUE',
  'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION',
  'UPDATED_AT',
]);

const past = fc.oneof(
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
const pairs = fc.oneof(
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

const propertyFilter = fc.oneof(
  known.chain((each) => fc.constantFrom(...NAMES).map((name) => property(name, each))),
  present.text.map((each) => property('text', each)),
  present.amount.map((each) => property('amount', each)),
  present.choice.map((each) => property('choice', each)),
  present.flag.map((each) => property('flag', each)),
  onTime.map((each) => property('day', each)),
  onTime.map((each) => property('moment', each)),
  onTimes.map((each) => property('day', each)),
  onTimes.map((each) => property('moment', each)),
  past,
  pairs,
  // There is no such property: the leaf cannot be evaluated, and neither can its opposite.
  known.map((each) => property('gone', each)),
);

const eventTimed = timed(staticPoint, ['VALUE', 'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION', 'ANNIVERSARY']);
const eventFilter = fc
  .tuple(
    fc.constantFrom('a', 'b'),
    fc.oneof(known, present.text, present.amount, present.choice, present.flag, onTime, eventTimed),
  )
  .map(([name, each]) => property(name, each));
const timeOffset = fc.record({
  amount: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 60 }) },
    { weight: 1, arbitrary: fc.constant(50_000) },
  ),
  offsetDirection: fc.constantFrom('PAST', 'FUTURE'),
  timeUnit: fc.constantFrom('HOURS', 'DAYS', 'WEEKS'),
});
const pruningRefineBy = fc.oneof(
  fc.record({
    type: fc.constant('ABSOLUTE_COMPARATIVE'),
    comparison: fc.constantFrom('BEFORE', 'AFTER'),
    timestamp: moment,
  }),
  fc.record({
    type: fc.constant('ABSOLUTE_RANGED'),
    rangeType: fc.constantFrom('BETWEEN', 'NOT_BETWEEN'),
    lowerTimestamp: moment,
    upperTimestamp: moment,
  }),
  fc.record({
    type: fc.constant('RELATIVE_COMPARATIVE'),
    comparison: fc.constantFrom('BEFORE', 'AFTER'),
    timeOffset,
  }),
  fc.record({
    type: fc.constant('RELATIVE_RANGED'),
    rangeType: fc.constantFrom('BETWEEN', 'NOT_BETWEEN'),
    lowerBoundOffset: timeOffset,
    upperBoundOffset: timeOffset,
  }),
);
const coalescingRefineBy = fc.oneof(
  fc.record(
    {
      type: fc.constant('NUM_OCCURRENCES'),
      minOccurrences: fc.integer({ min: 0, max: 2 }),
      maxOccurrences: fc.integer({ min: 0, max: 3 }),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({
    type: fc.constant('SET_OCCURRENCES'),
    setType: fc.constantFrom(
      'ANY',
      'ANY_INCLUDE_EMPTY',
      'ALL',
      'ALL_INCLUDE_EMPTY',
      'NONE',
      'NONE_EXCLUDE_EMPTY',
    ),
  }),
);
const refinements = fc.record({ pruningRefineBy, coalescingRefineBy }, { requiredKeys: [] });
const events = fc
  .tuple(
    fc.constantFrom(...EVENT_TYPES),
    fc.constantFrom('HAS_COMPLETED', 'HAS_NOT_COMPLETED'),
    fc.array(eventFilter, { maxLength: 2 }),
    refinements,
  )
  .map(([eventTypeId, operator, filters, refined]) => ({
    filterBranchType: 'UNIFIED_EVENTS',
    eventTypeId,
    operator,
    filters,
    ...refined,
  }));

const otherFilter = fc.oneof(
  fc.record({
    filterType: fc.constant('IN_LIST'),
    listId: fc.constantFrom(...LISTS),
    operator: fc.constantFrom('IN_LIST', 'NOT_IN_LIST'),
  }),
  fc.record({ filterType: fc.constant('CONSTANT'), shouldAccept: fc.boolean() }),
  fc.record({
    filterType: fc.constant('FORM_SUBMISSION'),
    operator: fc.constantFrom('FILLED_OUT', 'NOT_FILLED_OUT'),
    formId: options,
  }),
  fc.record({
    filterType: fc.constant('PAGE_VIEW'),
    operator: fc.constantFrom('HAS_PAGEVIEW_EQ', 'NOT_HAS_PAGEVIEW_CONTAINS'),
    pageUrl: text,
  }),
  fc.record(
    {
      filterType: fc.constant('ASSOCIATION'),
      associationCategory: fc.constant('HUBSPOT_DEFINED'),
      associationTypeId: fc.constant(1),
      toObjectTypeId: fc.constant(COMPANY),
      listId: fc.constantFrom(...LISTS),
      operator: fc.constantFrom('IN_LIST', 'NOT_IN_LIST'),
      coalescingRefineBy,
    },
    {
      requiredKeys: [
        'filterType',
        'associationCategory',
        'associationTypeId',
        'toObjectTypeId',
        'listId',
        'operator',
      ],
    },
  ),
  fc.record({
    filterType: fc.constant('NUM_ASSOCIATIONS'),
    associationCategory: fc.constant('HUBSPOT_DEFINED'),
    associationTypeId: fc.constant(1),
    toObjectTypeId: fc.constant(COMPANY),
    coalescingRefineBy: coalescingRefineBy,
  }),
);
const filter = fc.oneof({ weight: 6, arbitrary: propertyFilter }, { weight: 1, arbitrary: otherFilter });

const { tree } = fc.letrec<{ tree: unknown; group: unknown; association: unknown; branch: unknown }>(
  (tie) => ({
    tree: fc.oneof(
      { weight: 3, arbitrary: filter.map((only) => and(only)) },
      { weight: 4, arbitrary: tie('group') },
      { weight: 1, arbitrary: events },
      { weight: 1, arbitrary: tie('association') },
    ),
    group: fc
      .tuple(
        fc.constantFrom('AND', 'OR', 'NOT_ALL', 'NOT_ANY', 'RESTRICTED'),
        fc.array(filter, { maxLength: 3 }),
        fc.array(tie('branch'), { maxLength: 2 }),
      )
      .map(([filterBranchType, filters, filterBranches]) => ({ filterBranchType, filters, filterBranches })),
    association: fc
      .tuple(fc.constantFrom('IN_LIST', 'NOT_IN_LIST'), fc.array(filter, { maxLength: 2 }))
      .map(([operator, filters]) => ({
        filterBranchType: 'ASSOCIATION',
        objectTypeId: COMPANY,
        associationCategory: 'HUBSPOT_DEFINED',
        associationTypeId: 1,
        operator,
        filters,
      })),
    branch: fc.oneof({ maxDepth: 3, withCrossShrink: true }, events, tie('association'), tie('group')),
  }),
);

/** Criteria of every kind, as they come over the wire. */
export const arbitraryTree = tree;
