/** Time points: a date, an instant relative to now, or the time that a property holds. */
import * as z from 'zod';
import { DAYS_OF_WEEK } from '../time/index.ts';
import { MAX_YEARS } from './limits.ts';
import { integer, month, name, offset, optional, zone } from './members.ts';

const ZONE_SOURCES = ['CUSTOM', 'PORTAL', 'USER'] as const;

/** `timezoneSource` PORTAL and USER mean the account's zone; without `zoneId` it is the account's too. */
const zoned = {
  zoneId: zone.nullish(),
  timezoneSource: z.enum(ZONE_SOURCES).nullish(),
};

const timeOfDay = {
  hour: optional(integer.pipe(z.int().min(0).max(23))),
  minute: optional(integer.pipe(z.int().min(0).max(59))),
  second: optional(integer.pipe(z.int().min(0).max(59))),
  millisecond: optional(integer.pipe(z.int().min(0).max(999))),
};

const day = integer.pipe(z.int().min(1).max(31));

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

const shift = optional(offset);
const indexOffset = z.object({
  years: optional(offset.pipe(z.int().min(-MAX_YEARS).max(MAX_YEARS))),
  quarters: optional(
    offset.pipe(
      z
        .int()
        .min(-4 * MAX_YEARS)
        .max(4 * MAX_YEARS),
    ),
  ),
  months: optional(
    offset.pipe(
      z
        .int()
        .min(-12 * MAX_YEARS)
        .max(12 * MAX_YEARS),
    ),
  ),
  weeks: optional(
    offset.pipe(
      z
        .int()
        .min(-53 * MAX_YEARS)
        .max(53 * MAX_YEARS),
    ),
  ),
  days: optional(
    offset.pipe(
      z
        .int()
        .min(-366 * MAX_YEARS)
        .max(366 * MAX_YEARS),
    ),
  ),
  hours: shift,
  minutes: shift,
  seconds: shift,
  milliseconds: shift,
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
export type IndexOffset = Partial<z.output<typeof indexOffset>>;

export const endpoint = z.enum(['INCLUSIVE', 'EXCLUSIVE']);
