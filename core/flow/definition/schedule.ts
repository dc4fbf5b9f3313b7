/** Enrollment by the clock. Wall-clock in the account's time zone. */
import * as z from 'zod';
import { dayOfMonthSchema, dayOfWeekSchema, monthSchema, timeOfDaySchema, yearSchema } from './dates.ts';
import { type DeepReadonly, flag } from './members.ts';

/** A schedule may lie this far from its date property, in days: a century. Calendars overflow long after. */
const MAX_DAYS_FROM_PROPERTY = 36_525;

const timeOfDay = timeOfDaySchema;

export const enrollmentScheduleSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('DAILY'), timeOfDay }),
  z.object({ type: z.literal('WEEKLY'), daysOfWeek: z.array(dayOfWeekSchema).min(1), timeOfDay }),
  z.object({
    type: z.literal('MONTHLY_SPECIFIC_DAYS'),
    daysOfMonth: z.array(dayOfMonthSchema).min(1),
    timeOfDay,
  }),
  z.object({
    type: z.literal('MONTHLY_RELATIVE_DAYS'),
    monthlyRelativeDays: z.enum(['FIRST_MONDAY_OF_MONTH', 'LAST_DAY_OF_MONTH']),
    timeOfDay,
  }),
  z.object({ type: z.literal('YEARLY'), month: monthSchema, dayOfMonth: dayOfMonthSchema, timeOfDay }),
  /** An addition: the original's API has no name for a date that does not come again. */
  z.object({
    type: z.literal('ONCE'),
    year: yearSchema,
    month: monthSchema,
    dayOfMonth: dayOfMonthSchema,
    timeOfDay,
  }),
  z.object({
    type: z.literal('PROPERTY_BASED'),
    dateProperty: z.string().min(1),
    /** Negative is before the date. */
    daysDelta: z.int().min(-MAX_DAYS_FROM_PROPERTY).max(MAX_DAYS_FROM_PROPERTY),
    timeOfDay,
    /** Every year on the date's month and day. */
    yearly: flag(),
  }),
]);
export type EnrollmentSchedule = DeepReadonly<z.infer<typeof enrollmentScheduleSchema>>;
