import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** Shorter would take away what is still looked at. */
const DAYS_MIN = 7;
const DAYS_MAX = 36_500;
const DAYS_OF_WEEK = 7;

const WORDS = `must be whole days from ${DAYS_MIN} to ${DAYS_MAX}, as 90 or "P90D", or null for ever`;

/** How long a kind of history is kept: days, as a number or as an ISO 8601 duration of days or weeks. Null for ever. */
export const daysKept = z
  .union([z.int(), z.string(), z.null()], { error: WORDS })
  .transform((given, context) => {
    const days = typeof given === 'string' ? daysOf(given) : given;
    if (days === null || (days !== undefined && days >= DAYS_MIN && days <= DAYS_MAX)) return days;
    context.addIssue({ code: 'custom', message: WORDS });
    return z.NEVER;
  });

/** Undefined for what is no duration, or one whose days depend on the calendar. */
function daysOf(text: string): number | undefined {
  try {
    const { days, weeks, years, months, sign } = Temporal.Duration.from(text);
    const length = Temporal.Duration.from({ days, weeks }).total({ unit: 'days', relativeTo: '1970-01-01' });
    const isExact = Temporal.Duration.from(text).total({ unit: 'days', relativeTo: '1970-01-01' }) === length;
    return sign === 1 && years === 0 && months === 0 && isExact ? days + weeks * DAYS_OF_WEEK : undefined;
  } catch {
    return undefined;
  }
}
