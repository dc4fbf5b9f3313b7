import * as z from 'zod';
import { dayOfWeekSchema, timeOfDaySchema } from '../../definition/index.ts';

/** Longest delay in its unit; keeps ends inside the calendar. */
const DELTA_MAX = 1_000_000_000;

export const timeUnit = z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS', 'WEEKS']);
export const daysOfWeek = z.array(dayOfWeekSchema).max(7);
export const timeOfDay = timeOfDaySchema;

/** A whole number, as text or not. The empty text is none: to take it for 0 would be not to wait. */
export const delta = z
  .union([z.string(), z.number()])
  .refine((value) => /^-?\d{1,10}$/.test(String(value).trim()), 'must be a whole number such as "30"')
  .transform(Number)
  .pipe(z.int().min(-DELTA_MAX).max(DELTA_MAX));

/** Members of other APIs that are easily taken for these. Unread, they would shorten a wait without a word. */
const MISTAKEN = { timeUnit: 'time_unit', daysOfWeek: 'days_of_week', timeOfDay: 'time_of_day' };

/** Refuses fields that are meant for a wait but spelled otherwise. */
export function refuseMistaken(fields: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void {
  for (const [mistaken, meant] of Object.entries(MISTAKEN)) {
    if (!(mistaken in fields)) continue;
    context.addIssue({ code: 'custom', path: [mistaken], message: `is not read here; write ${meant}` });
  }
}
