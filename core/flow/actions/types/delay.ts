import * as z from 'zod';
import { delayed, type EpochMillis, firstAt, type Moments, zoned } from '../../../time/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal } from '../action-type.ts';
import { daysOfWeek, optional, timeOfDay, wholeNumber, withDefault } from '../fields.ts';
import { refuseMistaken, type TimeUnit, timeUnit } from '../parts/wait-fields.ts';
import { waitUntil } from '../parts/wait-until.ts';

const delta = wholeNumber('How long');

const fields = {
  delta: optional({ ...delta, schema: delta.schema.pipe(z.int().min(0)) }),
  time_unit: withDefault(timeUnit('Unit'), 'MINUTES'),
  days_of_week: daysOfWeek('Until one of these days'),
  time_of_day: optional(timeOfDay('Until a time of day')),
};

/** In this action a day is 24 hours and a week 168: the original stores fixed delays in minutes. */
const MINUTES: Readonly<Record<TimeUnit, number>> = {
  SECONDS: 1 / 60,
  MINUTES: 1,
  HOURS: 60,
  DAYS: 1_440,
  WEEKS: 10_080,
};

export const delay = internal({
  id: '0-1',
  name: 'Delay for a set amount of time, until a day or a time of day',
  says:
    "Waits for `delta` in its `time_unit`; then on until the first moment of `days_of_week` and `time_of_day` in the account's " +
    'zone, where whole days are days of the calendar. Its end is counted from when the enrollment began to wait, under the ' +
    'definition as it is saved when looked at: a delay that is made longer or shorter moves the enrollments that wait in it.',
  group: 'DELAYS',
  isFlowControl: true,
  waits: true,
  fields,
  refine: (schema) =>
    schema
      .loose()
      .superRefine(refuseMistaken)
      .refine(
        ({ delta, days_of_week, time_of_day }) =>
          delta !== undefined || days_of_week.length > 0 || time_of_day !== undefined,
        {
          path: ['delta'],
          message: 'is required, such as "30", unless days_of_week or time_of_day says until when',
        },
      ),
  compile: (given, action: SingleConnectionAction, { timeZone }) => {
    const { delta = 0, time_unit, days_of_week, time_of_day } = given;
    const minutes = delta * MINUTES[time_unit];
    const moments = { daysOfWeek: days_of_week, timeOfDay: time_of_day };
    const endOf = (since: EpochMillis) =>
      firstAt(after(since, minutes, moments, timeZone), moments, timeZone);
    return (run) => waitUntil(run, endOf, action.connection);
  },
  examples: [
    {
      shows: 'Minutes, as real flows hold every fixed delay.',
      action: { fields: { delta: '4320', time_unit: 'MINUTES' } },
      outcome: { outcome: 'WAITING', waitsUntil: '2026-03-05T09:00:00.000Z' },
    },
    {
      shows: "Until a day of the week, in the account's zone.",
      action: { fields: { days_of_week: ['FRIDAY'], time_of_day: { hour: 9, minute: 30 } } },
      timeZone: 'Europe/Berlin',
      outcome: { outcome: 'WAITING', waitsUntil: '2026-03-06T08:30:00.000Z' },
    },
    {
      shows: 'A delay without a length is no delay: it holds what comes to it.',
      action: { fields: {} },
      outcome: { outcome: 'WAITING', reason: 'INVALID_CONFIGURATION', waitsUntil: null },
    },
  ],
});

const MINUTES_A_DAY = 1_440;

/** The begin of the wait for a day or a time: with a time of day, the start of the day that whole days lead to. */
function after(
  since: EpochMillis,
  minutes: number,
  { daysOfWeek, timeOfDay }: Moments,
  timeZone: string,
): EpochMillis {
  const days = minutes / MINUTES_A_DAY;
  if (minutes === 0 || (!timeOfDay && daysOfWeek.length === 0) || !Number.isInteger(days))
    return delayed(since, { delta: minutes * 60, timeUnit: 'SECONDS', daysOfWeek: [] }, timeZone);
  const end = delayed(since, { delta: days, timeUnit: 'DAYS', daysOfWeek: [] }, timeZone);
  return timeOfDay ? zoned(end, timeZone).startOfDay().epochMilliseconds : end;
}
