import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { windowLeaf } from '../leaves/window-leaf.ts';
import { integer, month as monthNumber } from '../members.ts';
import { fixedBound } from '../moments/bound.ts';
import { valueReading } from '../moments/reading.ts';
import { startOf } from '../moments/zone.ts';
import { sayDate } from './date.say.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

/**
 * A calendar day of the account's zone. One published type gives DATE the rolling operators, without the number of days that
 * they need; they are refused.
 */
export const date = operationKind({
  names: ['DATE', 'date'],
  operators: ['EQUAL', 'BEFORE', 'AFTER', 'IS_EQUAL_TO', 'IS_BEFORE', 'IS_AFTER'],
  fits: TIME_TYPES,
  members: {
    year: integer.pipe(z.int().min(1).max(9999)),
    month: monthNumber,
    day: integer.pipe(z.int().min(1).max(31)),
  },
  compile({ operator, year, month, day, includeObjectsWithNoValueSet: none }, site) {
    const zone = site.context.timeZone;
    const wanted = Temporal.PlainDate.from({ year, month, day });
    const start = fixedBound(startOf(wanted, zone));
    const end = fixedBound(startOf(wanted.add({ days: 1 }), zone));
    const reading = valueReading(site, site.property, site.type, zone);
    if (operator.endsWith('BEFORE'))
      return windowLeaf(site, reading, { from: null, to: start, outside: false }, none);
    if (operator.endsWith('AFTER'))
      return windowLeaf(site, reading, { from: end, to: null, outside: false }, none);
    return windowLeaf(site, reading, { from: start, to: end, outside: false }, none);
  },
  say: sayDate,
  cases: [
    {
      says: 'that day',
      sentence: 'Value is on 29 February 2024',
      type: 'date',
      value: '2024-02-29',
      operation: { operator: 'EQUAL', year: 2024, month: 'FEB', day: 29 },
      met: true,
    },
    {
      says: 'a day that there is not is the last of its month',
      type: 'date',
      value: '2026-02-28',
      operation: { operator: 'EQUAL', year: 2026, month: 2, day: 31 },
      met: true,
    },
    {
      says: 'an instant on that day, in the zone',
      type: 'datetime',
      value: '2026-03-01T14:59:59.999Z',
      timeZone: 'Asia/Tokyo',
      operation: { operator: 'EQUAL', year: 2026, month: 'MARCH', day: 1 },
      met: true,
    },
    {
      says: 'the day before',
      sentence: 'Value is before 1 March 2026',
      type: 'date',
      value: '2026-02-28',
      operation: { operator: 'BEFORE', year: 2026, month: 'MAR', day: 1 },
      met: true,
    },
    {
      says: 'the day itself is not after it',
      sentence: 'Value is after 1 March 2026',
      type: 'datetime',
      value: '2026-03-01T23:59:59.999Z',
      timeZone: 'UTC',
      operation: { operator: 'AFTER', year: 2026, month: 'MAR', day: 1 },
      met: false,
    },
    {
      says: 'the day after',
      sentence: 'Value is after 1 March 2026',
      type: 'datetime',
      value: '2026-03-02T00:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IS_AFTER', year: 2026, month: 'MAR', day: 1 },
      met: true,
    },
    {
      says: 'that day under its other name',
      sentence: 'Value is on 1 March 2026',
      type: 'date',
      value: '2026-03-01',
      operation: { operator: 'IS_EQUAL_TO', year: 2026, month: 3, day: 1 },
      met: true,
    },
    {
      says: 'before it, under its other name',
      sentence: 'Value is before 1 March 2026',
      type: 'date',
      value: '2026-03-01',
      operation: { operator: 'IS_BEFORE', year: 2026, month: 3, day: 1 },
      met: false,
    },
  ],
});
