import type { Site } from '../leaf.ts';
import { windowLeaf } from '../leaves/window-leaf.ts';
import { bool, timestamp as millis } from '../members.ts';
import { type Bound, fixedBound } from '../moments/bound.ts';
import { valueReading } from '../moments/reading.ts';
import { dayAt, instantOfWall, startOf } from '../moments/zone.ts';
import { sayDatetime } from './datetime.say.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

/**
 * A time against an instant. For a date property the instant names its day in UTC. With `requiresTimeZoneConversion` it is what
 * the wall shows in the account's zone, written as if in UTC. IS_EQUAL_TO: on the same day.
 */
export const datetime = operationKind({
  names: ['DATETIME', 'datetime'],
  operators: ['IS_EQUAL_TO', 'IS_BEFORE', 'IS_AFTER', 'IS_BEFORE_DATE', 'IS_AFTER_DATE'],
  fits: TIME_TYPES,
  members: { timestamp: millis, requiresTimeZoneConversion: bool.nullish() },
  compile({ operator, timestamp, requiresTimeZoneConversion, includeObjectsWithNoValueSet: none }, site) {
    const { at, zone } = instantIn(site, timestamp, requiresTimeZoneConversion === true);
    const day = dayAt(at, zone);
    const start = fixedBound(startOf(day, zone));
    const end = fixedBound(startOf(day.add({ days: 1 }), zone));
    const reading = valueReading(site, site.property, site.type, zone);
    const window = (from: Bound | null, to: Bound | null) =>
      windowLeaf(site, reading, { from, to, outside: false }, none);
    switch (operator) {
      case 'IS_EQUAL_TO':
        return window(start, end);
      case 'IS_BEFORE':
        return window(null, fixedBound(at));
      case 'IS_AFTER':
        return window(fixedBound(at + 1), null);
      case 'IS_BEFORE_DATE':
        return window(null, start);
      case 'IS_AFTER_DATE':
        return window(end, null);
    }
  },
  say: sayDatetime,
  cases: [
    {
      says: 'before the instant',
      sentence: 'Value is before 1 March 2026, 12:00 UTC',
      type: 'datetime',
      value: '2026-03-01T11:59:59.999Z',
      operation: { operator: 'IS_BEFORE', timestamp: Date.UTC(2026, 2, 1, 12) },
      met: true,
    },
    {
      says: 'at the instant is not before it',
      type: 'datetime',
      value: '2026-03-01T12:00:00.000Z',
      operation: { operator: 'IS_BEFORE', timestamp: Date.UTC(2026, 2, 1, 12) },
      met: false,
    },
    {
      says: 'at the instant is not after it',
      sentence: 'Value is after 1 March 2026, 12:00 UTC',
      type: 'datetime',
      value: '2026-03-01T12:00:00.000Z',
      operation: { operator: 'IS_AFTER', timestamp: Date.UTC(2026, 2, 1, 12) },
      met: false,
    },
    {
      says: "on the day, in the account's zone",
      sentence: 'Value is on 1 March 2026',
      type: 'datetime',
      value: '2026-03-02T04:59:59.999Z',
      timeZone: 'America/New_York',
      operation: { operator: 'IS_EQUAL_TO', timestamp: Date.UTC(2026, 2, 1, 12) },
      met: true,
    },
    {
      says: 'on the next day',
      type: 'datetime',
      value: '2026-03-02T05:00:00.000Z',
      timeZone: 'America/New_York',
      operation: { operator: 'IS_EQUAL_TO', timestamp: Date.UTC(2026, 2, 1, 12) },
      met: false,
    },
    {
      says: 'a date on that day',
      type: 'date',
      value: '2026-03-01',
      timeZone: 'America/New_York',
      operation: { operator: 'IS_EQUAL_TO', timestamp: Date.UTC(2026, 2, 1) },
      met: true,
    },
    {
      says: 'a date before it',
      type: 'date',
      value: '2026-02-28',
      timeZone: 'Asia/Tokyo',
      operation: { operator: 'IS_BEFORE', timestamp: Date.UTC(2026, 2, 1) },
      met: true,
    },
    {
      says: 'before the whole day',
      sentence: 'Value is before 1 March 2026',
      type: 'datetime',
      value: '2026-03-01T00:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IS_BEFORE_DATE', timestamp: Date.UTC(2026, 2, 1, 12) },
      met: false,
    },
    {
      says: 'after the whole day',
      sentence: 'Value is after 1 March 2026',
      type: 'datetime',
      value: '2026-03-02T00:00:00.000Z',
      timeZone: 'UTC',
      operation: { operator: 'IS_AFTER_DATE', timestamp: Date.UTC(2026, 2, 1, 12) },
      met: true,
    },
    {
      says: 'what the wall shows',
      type: 'datetime',
      value: '2026-03-01T16:59:59.999Z',
      timeZone: 'America/New_York',
      operation: {
        operator: 'IS_BEFORE',
        timestamp: Date.UTC(2026, 2, 1, 12),
        requiresTimeZoneConversion: true,
      },
      met: true,
    },
    {
      says: 'no value',
      type: 'datetime',
      value: null,
      operation: { operator: 'IS_BEFORE', timestamp: 0 },
      met: false,
    },
  ],
});

/** The instant that a timestamp names here, and the zone that days are counted in. */
export function instantIn(site: Site, timestamp: number, conversion: boolean): { at: number; zone: string } {
  if (site.scope === 'RECORD' && site.type === 'date') return { at: timestamp, zone: 'UTC' };
  const zone = site.context.timeZone;
  return { at: conversion ? instantOfWall(timestamp, zone) : timestamp, zone };
}
