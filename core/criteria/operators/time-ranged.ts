import * as z from 'zod';
import { timeLeaf } from '../leaves/time-leaf.ts';
import { endpoint, TIME_READINGS, timePoint } from '../time-point.ts';
import { ALL_TYPES, operationKind } from './shape.ts';
import { sayTimeRanged } from './time-ranged.say.ts';

const inclusive = endpoint.nullish().transform((behavior) => behavior ?? 'INCLUSIVE');

/** A time between two time points; they belong unless their `…EndpointBehavior` is EXCLUSIVE. */
export const timeRanged = operationKind({
  names: ['TIME_RANGED', 'rangedtime', 'timeranged', 'ranged_time'],
  operators: ['IS_BETWEEN', 'IS_NOT_BETWEEN'],
  fits: ALL_TYPES,
  members: {
    lowerBoundTimePoint: timePoint,
    upperBoundTimePoint: timePoint,
    lowerBoundEndpointBehavior: inclusive,
    upperBoundEndpointBehavior: inclusive,
    propertyParser: z
      .enum(TIME_READINGS)
      .nullish()
      .transform((parser) => parser ?? 'VALUE'),
  },
  compile(operation, site) {
    return timeLeaf(site, {
      from: { point: operation.lowerBoundTimePoint, endpoint: operation.lowerBoundEndpointBehavior },
      to: { point: operation.upperBoundTimePoint, endpoint: operation.upperBoundEndpointBehavior },
      outside: operation.operator === 'IS_NOT_BETWEEN',
      parser: operation.propertyParser,
      none: operation.includeObjectsWithNoValueSet,
    });
  },
  say: sayTimeRanged,
  cases: [
    {
      says: 'a birthday in the next seven days, over the new year',
      sentence: 'The anniversary of Value is in the next 7 days',
      type: 'date',
      value: '1990-01-02',
      now: '2026-12-28T10:00:00.000Z',
      operation: {
        operator: 'IS_BETWEEN',
        propertyParser: 'ANNIVERSARY',
        lowerBoundTimePoint: point('NOW'),
        upperBoundTimePoint: point('TODAY', 7, 'END'),
      },
      met: true,
      until: '2027-01-03T00:00:00.000Z',
    },
    {
      says: 'a birthday that is eight days off',
      type: 'date',
      value: '1990-06-08',
      now: '2026-05-31T10:00:00.000Z',
      operation: {
        operator: 'IS_BETWEEN',
        propertyParser: 'ANNIVERSARY',
        lowerBoundTimePoint: point('NOW'),
        upperBoundTimePoint: point('TODAY', 7, 'END'),
      },
      met: false,
      until: '2026-06-01T00:00:00.000Z',
    },
    {
      says: 'born on a leap day, in a year without one',
      type: 'date',
      value: '2000-02-29',
      now: '2026-02-28T10:00:00.000Z',
      operation: {
        operator: 'IS_BETWEEN',
        propertyParser: 'ANNIVERSARY',
        lowerBoundTimePoint: point('TODAY'),
        upperBoundTimePoint: point('TODAY', 0, 'END'),
      },
      met: true,
      until: '2026-03-01T00:00:00.000Z',
    },
    {
      says: 'on a day, from its first to its last millisecond',
      type: 'datetime',
      value: '2026-03-01T23:59:59.999Z',
      operation: {
        operator: 'IS_BETWEEN',
        lowerBoundTimePoint: { timeType: 'DATE', year: 2026, month: 3, day: 1, zoneId: 'UTC' },
        upperBoundTimePoint: {
          timeType: 'DATE',
          year: 2026,
          month: 3,
          day: 1,
          hour: 23,
          minute: 59,
          second: 59,
          millisecond: 999,
          zoneId: 'UTC',
        },
      },
      met: true,
      until: null,
    },
    {
      says: 'a date is on its day in the zone of the points',
      type: 'date',
      value: '2026-03-01',
      operation: {
        operator: 'IS_BETWEEN',
        lowerBoundTimePoint: { timeType: 'DATE', year: 2026, month: 3, day: 1, zoneId: 'Pacific/Auckland' },
        upperBoundTimePoint: {
          timeType: 'DATE',
          year: 2026,
          month: 3,
          day: 1,
          hour: 23,
          minute: 59,
          second: 59,
          millisecond: 999,
          zoneId: 'Pacific/Auckland',
        },
      },
      met: true,
    },
    {
      says: 'in the next three days',
      type: 'datetime',
      value: '2026-06-04T00:00:00.000Z',
      now: '2026-05-31T10:00:00.000Z',
      operation: {
        operator: 'IS_BETWEEN',
        lowerBoundTimePoint: point('NOW'),
        upperBoundTimePoint: point('TODAY', 3, 'END'),
      },
      met: false,
      until: '2026-06-01T00:00:00.000Z',
    },
    {
      says: 'not changed in the last two days',
      sentence: 'The last change of Value is not in the last 2 days',
      type: 'string',
      value: 'x',
      history: [{ value: 'x', at: '2026-05-29T00:00:00.000Z' }],
      now: '2026-05-31T10:00:00.000Z',
      operation: {
        operator: 'IS_NOT_BETWEEN',
        propertyParser: 'UPDATED_AT',
        lowerBoundTimePoint: point('TODAY', -2),
        upperBoundTimePoint: point('NOW'),
      },
      met: false,
      until: '2026-06-01T00:00:00.000Z',
    },
    {
      says: 'without its ends',
      type: 'datetime',
      value: '2026-03-01T00:00:00.000Z',
      operation: {
        operator: 'IS_BETWEEN',
        lowerBoundEndpointBehavior: 'EXCLUSIVE',
        lowerBoundTimePoint: { timeType: 'DATE', year: 2026, month: 3, day: 1, zoneId: 'UTC' },
        upperBoundTimePoint: { timeType: 'DATE', year: 2026, month: 3, day: 2, zoneId: 'UTC' },
      },
      met: false,
    },
    {
      says: "between another property's day and now",
      type: 'datetime',
      value: '2026-03-02T00:00:00.000Z',
      other: { type: 'date', value: '2026-03-02' },
      now: '2026-05-31T10:00:00.000Z',
      operation: {
        operator: 'IS_BETWEEN',
        lowerBoundTimePoint: {
          timeType: 'PROPERTY_REFERENCED',
          property: 'other',
          referenceType: 'VALUE',
          zoneId: 'UTC',
        },
        upperBoundTimePoint: point('NOW'),
      },
      met: true,
      until: null,
    },
    {
      says: 'no value is not outside',
      type: 'datetime',
      value: null,
      operation: {
        operator: 'IS_NOT_BETWEEN',
        lowerBoundTimePoint: point('TODAY'),
        upperBoundTimePoint: point('NOW'),
      },
      met: false,
      until: null,
    },
  ],
});

/** A point of the cases: a day's start or end, so many days from the reference, in UTC. */
function point(referenceType: 'NOW' | 'TODAY', days = 0, time: 'START' | 'END' = 'START') {
  const end = time === 'END' ? { hour: 23, minute: 59, second: 59, millisecond: 999 } : {};
  return { timeType: 'INDEXED', indexReference: { referenceType, ...end }, offset: { days }, zoneId: 'UTC' };
}
