import * as z from 'zod';
import { timeLeaf } from '../leaves/time-leaf.ts';
import { endpoint, timePoint as point, TIME_READINGS } from '../time-point.ts';
import { ALL_TYPES, operationKind } from './shape.ts';
import { sayTimePointOperation } from './time-point.say.ts';

/** A time before or after a time point; the point itself belongs when `endpointBehavior` is INCLUSIVE. */
export const timePoint = operationKind({
  names: ['TIME_POINT', 'timepoint'],
  operators: ['IS_BEFORE', 'IS_AFTER'],
  fits: ALL_TYPES,
  members: {
    timePoint: point,
    endpointBehavior: endpoint.nullish().transform((behavior) => behavior ?? 'EXCLUSIVE'),
    propertyParser: z
      .enum(TIME_READINGS)
      .nullish()
      .transform((parser) => parser ?? 'VALUE'),
  },
  compile({ operator, timePoint, endpointBehavior, propertyParser: parser, ...rest }, site) {
    const end = { point: timePoint, endpoint: endpointBehavior };
    const [from, to] = operator === 'IS_AFTER' ? [end, null] : [null, end];
    return timeLeaf(site, { from, to, outside: false, parser, none: rest.includeObjectsWithNoValueSet });
  },
  say: sayTimePointOperation,
  cases: [
    {
      says: "after a date's end",
      sentence: 'Value is after 1 March 2026',
      type: 'date',
      value: '2026-03-02',
      operation: {
        operator: 'IS_AFTER',
        timePoint: {
          timeType: 'DATE',
          year: 2026,
          month: 3,
          day: 1,
          hour: 23,
          minute: 59,
          second: 59,
          millisecond: 999,
          zoneId: 'Asia/Tokyo',
        },
      },
      met: true,
      until: null,
    },
    {
      says: 'the point itself is not after it',
      type: 'datetime',
      value: '2026-03-01T00:00:00.000Z',
      operation: {
        operator: 'IS_AFTER',
        timePoint: { timeType: 'DATE', year: 2026, month: 3, day: 1, zoneId: 'UTC' },
      },
      met: false,
    },
    {
      says: 'unless it is to belong',
      type: 'datetime',
      value: '2026-03-01T00:00:00.000Z',
      operation: {
        operator: 'IS_AFTER',
        endpointBehavior: 'INCLUSIVE',
        timePoint: { timeType: 'DATE', year: 2026, month: 3, day: 1, zoneId: 'UTC' },
      },
      met: true,
    },
    {
      says: 'before today',
      sentence: 'Value is before today',
      type: 'datetime',
      value: '2026-05-31T03:59:59.999Z',
      now: '2026-05-31T10:00:00.000Z',
      operation: {
        operator: 'IS_BEFORE',
        timePoint: {
          timeType: 'INDEXED',
          indexReference: { referenceType: 'TODAY' },
          zoneId: 'America/New_York',
        },
      },
      met: true,
      until: null,
    },
    {
      says: 'more than three days ago',
      type: 'date',
      value: '2026-05-28',
      now: '2026-05-31T10:00:00.000Z',
      operation: {
        operator: 'IS_BEFORE',
        timePoint: {
          timeType: 'INDEXED',
          indexReference: { referenceType: 'TODAY' },
          offset: { days: -3 },
          zoneId: 'UTC',
        },
      },
      met: false,
      until: '2026-06-01T00:00:00.000Z',
    },
    {
      says: 'a month before now, from its last day',
      type: 'datetime',
      value: '2026-02-28T10:00:00.000Z',
      now: '2026-03-31T10:00:00.000Z',
      operation: {
        operator: 'IS_BEFORE',
        timePoint: {
          timeType: 'INDEXED',
          indexReference: { referenceType: 'NOW' },
          offset: { months: -1 },
          zoneId: 'UTC',
        },
      },
      met: false,
      until: '2026-03-31T10:00:00.001Z',
    },
    {
      says: "the portal's zone",
      type: 'date',
      value: '2026-05-31',
      now: '2026-05-31T20:00:00.000Z',
      timeZone: 'Asia/Tokyo',
      operation: {
        operator: 'IS_BEFORE',
        timePoint: {
          timeType: 'INDEXED',
          indexReference: { referenceType: 'TODAY' },
          zoneId: 'UTC',
          timezoneSource: 'PORTAL',
        },
      },
      met: true,
    },
    {
      says: "after another property's time",
      type: 'datetime',
      value: '2026-03-02T00:00:00.000Z',
      other: { type: 'datetime', value: '2026-03-01T00:00:00.000Z' },
      operation: {
        operator: 'IS_AFTER',
        timePoint: {
          timeType: 'PROPERTY_REFERENCED',
          property: 'other',
          referenceType: 'VALUE',
          zoneId: 'UTC',
        },
      },
      met: true,
    },
    {
      says: 'another property without a time',
      type: 'datetime',
      value: '2026-03-02T00:00:00.000Z',
      other: { type: 'datetime', value: null },
      operation: {
        operator: 'IS_AFTER',
        timePoint: {
          timeType: 'PROPERTY_REFERENCED',
          property: 'other',
          referenceType: 'VALUE',
          zoneId: 'UTC',
        },
      },
      met: false,
    },
    {
      says: "after another property's last change",
      type: 'datetime',
      value: '2026-03-02T00:00:00.000Z',
      other: { type: 'string', value: 'x' },
      history: [{ value: 'x', at: '2026-03-01T00:00:00Z' }],
      operation: {
        operator: 'IS_AFTER',
        timePoint: {
          timeType: 'PROPERTY_REFERENCED',
          property: 'other',
          referenceType: 'UPDATED_AT',
          zoneId: 'UTC',
        },
      },
      met: true,
    },
    {
      says: 'last changed before this week',
      type: 'string',
      value: 'x',
      history: [{ value: 'x', at: '2026-05-24T23:59:59.999Z' }],
      now: '2026-05-31T10:00:00.000Z',
      operation: {
        operator: 'IS_BEFORE',
        propertyParser: 'UPDATED_AT',
        timePoint: {
          timeType: 'INDEXED',
          indexReference: { referenceType: 'WEEK', dayOfWeek: 'MONDAY' },
          zoneId: 'UTC',
        },
      },
      met: true,
      until: null,
    },
    {
      says: 'a birthday later this year',
      type: 'date',
      value: '1990-06-01',
      now: '2026-05-31T10:00:00.000Z',
      operation: {
        operator: 'IS_AFTER',
        propertyParser: 'ANNIVERSARY',
        timePoint: { timeType: 'INDEXED', indexReference: { referenceType: 'NOW' }, zoneId: 'UTC' },
      },
      met: true,
      until: '2026-06-01T00:00:00.000Z',
    },
    {
      says: 'the clock on the wall, whatever the zone',
      type: 'datetime',
      value: '2026-03-01T09:00:00.000Z',
      operation: {
        operator: 'IS_BEFORE',
        propertyParser: 'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION',
        timePoint: {
          timeType: 'DATE',
          year: 2026,
          month: 3,
          day: 1,
          hour: 9,
          minute: 1,
          zoneId: 'America/New_York',
        },
      },
      met: true,
    },
    {
      says: 'the start of the fiscal year',
      type: 'date',
      value: '2026-04-01',
      now: '2026-05-31T10:00:00.000Z',
      operation: {
        operator: 'IS_BEFORE',
        timePoint: {
          timeType: 'INDEXED',
          indexReference: { referenceType: 'FISCAL_YEAR', month: 1, day: 1 },
          offset: { years: 1 },
          zoneId: 'UTC',
        },
      },
      met: true,
    },
  ],
});
