/** Arbitrary parts of flow bodies, as clients write them: values, filters, criteria, schedules, data sources. */
import fc from 'fast-check';
import { DAYS_OF_WEEK, MONTHS } from '../../time/index.ts';
import { TIME_UNITS } from './index.ts';

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
export type JsonObject = { [member: string]: Json };
type Parts = Record<string, fc.Arbitrary<Json>>;

export const text = fc.string({ unit: 'grapheme', maxLength: 12 });
export const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,10}$/);
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

/** An object: members of `must` always, those of `may` sometimes, or null. */
export function objectOf(must: Parts, may: Parts = {}): fc.Arbitrary<JsonObject> {
  const all: Parts = { ...must };
  for (const [member, value] of Object.entries(may)) all[member] = fc.option(value, { freq: 8 });
  return fc.record(all, { requiredKeys: Object.keys(must) }) as fc.Arbitrary<JsonObject>;
}

export function oneOf(...values: readonly string[]): fc.Arbitrary<Json> {
  return fc.constantFrom(...values);
}

export function someOf(item: fc.Arbitrary<Json>, minLength = 0): fc.Arbitrary<Json> {
  return fc.array(item, { minLength, maxLength: 3 });
}

const month = oneOf(...MONTHS);
/** Exists in every month and year. */
const dayOfMonth = fc.integer({ min: 1, max: 28 });
const year = fc.integer({ min: 1, max: 9999 });
const day = oneOf(...DAYS_OF_WEEK);
export const timeOfDay = objectOf({
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
});
export const blockedDate = objectOf({ month, dayOfMonth }, { year });
export const timeWindow = objectOf({ day }, { startTime: timeOfDay, endTime: timeOfDay });
export const eventAnchor = fc.oneof(
  objectOf({ type: oneOf('CONTACT_PROPERTY_ANCHOR'), contactProperty: word }),
  objectOf({ type: oneOf('STATIC_DATE_ANCHOR'), month, dayOfMonth }, { year }),
);

const timeDelay = objectOf(
  { delta: int32, timeUnit: oneOf(...TIME_UNITS) },
  {
    daysOfWeek: someOf(day),
    timeOfDay,
    timeZoneStrategy: objectOf({
      type: oneOf('STATIC_TIME_ZONE'),
      timeZoneId: oneOf('Europe/Dublin', 'America/New_York', 'UTC'),
    }),
  },
);

/** Every kind of value; lists and maps hold values again. */
export const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    objectOf({ type: oneOf('STATIC_VALUE'), staticValue: text }),
    objectOf({ type: oneOf('OBJECT_PROPERTY'), propertyName: word }),
    objectOf({ propertyName: word }),
    objectOf({ type: oneOf('FIELD_DATA'), actionId: word, dataKey: word }),
    objectOf({ type: oneOf('RELATIVE_DATETIME'), timeDelay }),
    objectOf({ type: oneOf('TIMESTAMP'), timestampType: oneOf('EXECUTION_TIME') }),
    objectOf({
      type: oneOf('INCREMENT'),
      incrementAmount: fc.double({ noNaN: true, noDefaultInfinity: true }),
    }),
    objectOf({ type: oneOf('FETCHED_OBJECT_PROPERTY'), propertyToken: text }),
    objectOf({ type: oneOf('APPEND_OBJECT_PROPERTY'), appendPropertyName: word }),
    objectOf({ type: oneOf('STATIC_APPEND_VALUE'), staticAppendValue: text }),
    objectOf({ type: oneOf('ENROLLMENT_EVENT_PROPERTY'), enrollmentEventPropertyToken: text }),
    objectOf({ type: oneOf('ENROLLMENT_DATASET_COLUMN'), enrollmentDatasetColumnToken: text }),
    objectOf({ type: oneOf('ACTION_OUTPUT_OBJECT_PROPERTY'), actionOutputPropertyToken: text }),
    objectOf({ type: oneOf('SINGLE_OBJECT_COORDINATES'), coordinatesToken: text }),
    objectOf({ type: oneOf('LIST'), values: someOf(tie('value')) }),
    objectOf({ type: oneOf('MAP'), values: fc.dictionary(word, tie('value'), { maxKeys: 3 }) }),
  ),
})).value;

export const inputVariable = objectOf({ name: word, value });

const operation = fc.oneof(
  objectOf({
    operationType: oneOf('MULTISTRING'),
    operator: oneOf('IS_EQUAL_TO', 'IS_NOT_EQUAL_TO', 'CONTAINS'),
    values: someOf(word, 1),
    includeObjectsWithNoValueSet: fc.boolean(),
  }),
  objectOf({
    operationType: oneOf('NUMBER'),
    operator: oneOf('IS_GREATER_THAN', 'IS_LESS_THAN'),
    value: fc.integer({ min: -1000, max: 1000 }),
    includeObjectsWithNoValueSet: fc.boolean(),
  }),
  objectOf({ operationType: oneOf('ALL_PROPERTY'), operator: oneOf('IS_KNOWN', 'IS_UNKNOWN') }),
);
const propertyFilter = objectOf({ filterType: oneOf('PROPERTY'), property: word, operation });
const listFilter = objectOf({
  filterType: oneOf('IN_LIST'),
  operator: oneOf('IN_LIST'),
  listId: oneOf('12', '345'),
});

function branch(kind: string, members: Parts): fc.Arbitrary<JsonObject> {
  return objectOf({
    filterBranchType: oneOf(kind),
    filterBranchOperator: oneOf(kind === 'OR' ? 'OR' : 'AND'),
    ...members,
  });
}

const none = fc.constant<Json>([]);
export const unifiedEventsBranch = branch('UNIFIED_EVENTS', {
  eventTypeId: oneOf('4-1639801', '4-655002', '6-1234567'),
  operator: oneOf('HAS_COMPLETED', 'HAS_NOT_COMPLETED'),
  filters: someOf(propertyFilter),
  filterBranches: none,
});
const andBranch = branch('AND', {
  filters: someOf(fc.oneof(propertyFilter, listFilter), 1),
  filterBranches: someOf(unifiedEventsBranch),
});

/** A root: OR over ANDs, or an AND by itself. */
export const filterBranch = fc.oneof(
  branch('OR', { filters: none, filterBranches: someOf(andBranch, 1) }),
  andBranch,
);

const reEnroll = { shouldReEnroll: fc.boolean() };
export const enrollmentCriteria = fc.oneof(
  objectOf({ type: oneOf('MANUAL') }, reEnroll),
  objectOf(
    { type: oneOf('LIST_BASED'), listFilterBranch: filterBranch },
    {
      ...reEnroll,
      reEnrollmentTriggersFilterBranches: someOf(filterBranch),
      unEnrollObjectsNotMeetingCriteria: fc.boolean(),
    },
  ),
  objectOf(
    { type: oneOf('EVENT_BASED'), eventFilterBranches: someOf(unifiedEventsBranch, 1) },
    { ...reEnroll, listMembershipFilterBranches: someOf(andBranch), refinementCriteria: filterBranch },
  ),
  objectOf({ type: oneOf('DATASET'), datasetId: fc.maxSafeNat() }, { ...reEnroll, subviewId: word }),
);

export const enrollmentSchedule = fc.oneof(
  objectOf({ type: oneOf('DAILY'), timeOfDay }),
  objectOf({ type: oneOf('WEEKLY'), daysOfWeek: someOf(day, 1), timeOfDay }),
  objectOf({ type: oneOf('MONTHLY_SPECIFIC_DAYS'), daysOfMonth: someOf(dayOfMonth, 1), timeOfDay }),
  objectOf({
    type: oneOf('MONTHLY_RELATIVE_DAYS'),
    monthlyRelativeDays: oneOf('FIRST_MONDAY_OF_MONTH', 'LAST_DAY_OF_MONTH'),
    timeOfDay,
  }),
  objectOf({ type: oneOf('YEARLY'), month, dayOfMonth, timeOfDay }),
  objectOf({ type: oneOf('ONCE'), year: fc.integer({ min: 1, max: 9999 }), month, dayOfMonth, timeOfDay }),
  objectOf({
    type: oneOf('PROPERTY_BASED'),
    dateProperty: word,
    daysDelta: fc.integer({ min: -365, max: 365 }),
    timeOfDay,
    yearly: fc.boolean(),
  }),
);

const sortBy = objectOf({ property: word, order: oneOf('ASC', 'DESC') }, { missing: word });
const association = {
  name: word,
  objectTypeId: oneOf('0-2', '0-3', '2-77'),
  associationCategory: oneOf('HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED', 'WORK'),
  associationTypeId: fc.nat(500),
};
const filtered = { name: word, propertyName: word };
export const dataSource = fc.oneof(
  objectOf({ type: oneOf('ASSOCIATION'), ...association }, { sortBy }),
  objectOf({ type: oneOf('ASSOCIATION_TIMESTAMP'), ...association }),
  objectOf({ type: oneOf('STATIC_PROPERTY_FILTER'), ...filtered, staticValue: text }, { sortBy }),
  objectOf(
    { type: oneOf('ENROLLED_RECORD_PROPERTY_FILTER'), ...filtered, recordFieldName: word },
    { sortBy },
  ),
  objectOf({ type: oneOf('DATASET_FIELD_PROPERTY_FILTER'), ...filtered, datasetFieldName: word }, { sortBy }),
  objectOf({ type: oneOf('ENROLLED_ARGUMENT_PROPERTY_FILTER'), ...filtered, argumentName: word }, { sortBy }),
);
