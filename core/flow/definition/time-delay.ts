/** A length of time from now, as RELATIVE_DATETIME values carry it. */
import * as z from 'zod';
import { isTimeZone } from '../../time/index.ts';
import { dayOfWeekSchema, timeOfDaySchema } from './dates.ts';
import { type DeepReadonly, listOf, optional } from './members.ts';

export const TIME_UNITS = [
  'NANOS',
  'MICROS',
  'MILLIS',
  'SECONDS',
  'MINUTES',
  'HOURS',
  'HALF_DAYS',
  'DAYS',
  'WEEKS',
  'MONTHS',
  'YEARS',
  'DECADES',
  'CENTURIES',
  'MILLENNIA',
  'ERAS',
  'FOREVER',
] as const;

export const timeUnitSchema = z.enum(TIME_UNITS);
export type TimeUnit = z.infer<typeof timeUnitSchema>;

export const timeDelaySchema = z.object({
  /** In `timeUnit`; negative is the past. */
  delta: z.int32(),
  timeUnit: timeUnitSchema,
  /** The result moves on to the next of these days; empty means any day. */
  daysOfWeek: listOf(dayOfWeekSchema),
  timeOfDay: optional(timeOfDaySchema),
  timeZoneStrategy: optional(
    z.object({
      type: z.literal('STATIC_TIME_ZONE'),
      timeZoneId: z.string().refine(isTimeZone, 'no time zone has this name; write one like "Europe/Dublin"'),
    }),
  ),
});
export type TimeDelay = DeepReadonly<z.infer<typeof timeDelaySchema>>;
