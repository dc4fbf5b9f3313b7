/** Time points: a date, an instant relative to now, or the time that a property holds. */
import { z } from 'zod';
import { integer, month, name, offset, zone } from './members.ts';

const ZONE_SOURCES = ['CUSTOM', 'PORTAL', 'USER'] as const;

/** `timezoneSource` PORTAL and USER mean the account's zone; without `zoneId` it is the account's too. */
const zoned = {
  zoneId: zone.optional(),
  timezoneSource: z.enum(ZONE_SOURCES).nullish(),
};

const timeOfDay = {
  hour: integer.pipe(z.int().min(0).max(23)).optional(),
  minute: integer.pipe(z.int().min(0).max(59)).optional(),
  second: integer.pipe(z.int().min(0).max(59)).optional(),
  millisecond: integer.pipe(z.int().min(0).max(999)).optional(),
};

const day = integer.pipe(z.int().min(1).max(31));
const DAYS_OF_WEEK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** Where an indexed time point starts from. `month` counts from the start of its quarter or (fiscal) year, from 1. */
const indexReference = z.discriminatedUnion('referenceType', [
  z.object({ referenceType: z.literal('NOW'), ...timeOfDay }),
  z.object({ referenceType: z.literal('TODAY'), ...timeOfDay }),
  z.object({ referenceType: z.literal('WEEK'), dayOfWeek: z.enum(DAYS_OF_WEEK), ...timeOfDay }),
  z.object({ referenceType: z.literal('MONTH'), day, ...timeOfDay }),
  z.object({ referenceType: z.literal('QUARTER'), day, month, ...timeOfDay }),
  z.object({ referenceType: z.literal('YEAR'), day, month, ...timeOfDay }),
  z.object({ referenceType: z.literal('FISCAL_QUARTER'), day, month, ...timeOfDay }),
  z.object({ referenceType: z.literal('FISCAL_YEAR'), day, month, ...timeOfDay }),
]);

const indexOffset = z.object({
  years: offset.optional(),
  quarters: offset.optional(),
  months: offset.optional(),
  weeks: offset.optional(),
  days: offset.optional(),
  hours: offset.optional(),
  minutes: offset.optional(),
  seconds: offset.optional(),
  milliseconds: offset.optional(),
});

/** How a property's value is read as a time. */
export const TIME_READINGS = [
  'VALUE',
  'UPDATED_AT',
  'ANNIVERSARY',
  'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION',
  'ANNIVERSARY_WITH_ZONE_SAME_LOCAL_CONVERSION',
] as const;
export type TimeReading = (typeof TIME_READINGS)[number];

export const timePoint = z.discriminatedUnion('timeType', [
  z.object({
    timeType: z.literal('DATE'),
    year: integer.pipe(z.int().min(1).max(9999)),
    month,
    day,
    ...timeOfDay,
    ...zoned,
  }),
  z.object({ timeType: z.literal('INDEXED'), indexReference, offset: indexOffset.nullish(), ...zoned }),
  z.object({
    timeType: z.literal('PROPERTY_REFERENCED'),
    property: name,
    referenceType: z.enum(TIME_READINGS).default('VALUE'),
    ...zoned,
  }),
]);

export type TimePoint = z.output<typeof timePoint>;
export type IndexReference = z.output<typeof indexReference>;
export type IndexOffset = z.output<typeof indexOffset>;

export const endpoint = z.enum(['INCLUSIVE', 'EXCLUSIVE']);
