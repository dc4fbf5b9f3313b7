/** Dates, days and times of day, as flows write them. Wall-clock, in the account's time zone. */
import * as z from 'zod';
import { DAYS_OF_WEEK, MONTHS } from '../../time/index.ts';
import { type DeepReadonly, optional } from './members.ts';

export const monthSchema = z.enum(MONTHS);

export const dayOfWeekSchema = z.enum(DAYS_OF_WEEK);

export const dayOfMonthSchema = z.int().min(1).max(31);

/** Years that PostgreSQL, Temporal and ISO 8601 in four digits all hold. */
export const yearSchema = z.int().min(1).max(9999);

export const timeOfDaySchema = z.object({
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59),
});
export type TimeOfDay = DeepReadonly<z.infer<typeof timeOfDaySchema>>;

/** A day on which no action runs; without a year, the same day of every year. */
export const blockedDateSchema = z.object({
  month: monthSchema,
  dayOfMonth: dayOfMonthSchema,
  year: optional(yearSchema),
});
export type BlockedDate = DeepReadonly<z.infer<typeof blockedDateSchema>>;

/** Hours of a weekday in which actions may run; an end left out is the end (or start) of that day. */
export const timeWindowSchema = z.object({
  day: dayOfWeekSchema,
  startTime: optional(timeOfDaySchema),
  endTime: optional(timeOfDaySchema),
});
export type TimeWindow = DeepReadonly<z.infer<typeof timeWindowSchema>>;

/** The date that the delays of an old date-centred flow count from. */
export const eventAnchorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('CONTACT_PROPERTY_ANCHOR'), contactProperty: z.string().min(1) }),
  z.object({
    type: z.literal('STATIC_DATE_ANCHOR'),
    month: monthSchema,
    dayOfMonth: dayOfMonthSchema,
    year: optional(yearSchema),
  }),
]);
export type EventAnchor = DeepReadonly<z.infer<typeof eventAnchorSchema>>;
