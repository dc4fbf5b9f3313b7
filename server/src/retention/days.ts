import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { DISPOSALS } from './kinds.ts';

/** Shorter would take away what is still looked at. */
const DAYS_MIN = 7;
const DAYS_MAX = 36_500;
const DAYS_OF_WEEK = 7;

const WORDS = `must be whole days from ${DAYS_MIN} to ${DAYS_MAX}, as 90 or "P90D"`;

/** A number, or an ISO 8601 duration of days or weeks. */
const days = [z.int(), z.string()] as const;

function checked(given: number | string, context: z.RefinementCtx, words = WORDS): number {
  const length = typeof given === 'string' ? daysOf(given) : given;
  if (length !== undefined && length >= DAYS_MIN && length <= DAYS_MAX) return length;
  context.addIssue({ code: 'custom', message: words });
  return z.NEVER;
}

/** For how long a kind of history is kept, in days, and what becomes of it then. */
const setting = z.strictObject({
  days: z.union(days, { error: WORDS }).transform((given, context) => checked(given, context)),
  disposal: z
    .enum(DISPOSALS)
    .optional()
    .describe(
      'DELETE, or ARCHIVE: into tables by month in the schema millrace_archive; as it was, if left out',
    ),
});

/** The same, or the days alone; null: for ever. */
export const kept = z
  .union([...days, setting, z.null()])
  .transform((given, context) =>
    typeof given === 'number' || typeof given === 'string'
      ? checked(given, context, `${WORDS}, or null for ever`)
      : given,
  );

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
