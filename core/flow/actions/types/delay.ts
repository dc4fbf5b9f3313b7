import * as z from 'zod';
import { delayed, type EpochMillis, firstAt, type Moments, zoned } from '../../../time/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { type ActionType, withFields } from '../action-type.ts';
import { daysOfWeek, delta, refuseMistaken, timeOfDay, timeUnit } from '../parts/wait-fields.ts';
import { waitUntil } from '../parts/wait-until.ts';

const fields = z
  .looseObject({
    delta: delta.pipe(z.int().min(0)).optional(),
    time_unit: timeUnit.default('MINUTES'),
    days_of_week: daysOfWeek.default([]),
    time_of_day: timeOfDay.optional(),
  })
  .superRefine(refuseMistaken)
  .refine(
    ({ delta, days_of_week, time_of_day }) => delta !== undefined || days_of_week.length > 0 || time_of_day,
    {
      path: ['delta'],
      message: 'is required, such as "30", unless days_of_week or time_of_day says until when',
    },
  );

/** In this action a day is 24 hours and a week 168: the original stores fixed delays in minutes. */
const MINUTES: Readonly<Record<z.infer<typeof timeUnit>, number>> = {
  SECONDS: 1 / 60,
  MINUTES: 1,
  HOURS: 60,
  DAYS: 1_440,
  WEEKS: 10_080,
};

/**
 * `0-1` Delay. Fields: `delta` (a whole number as text), `time_unit`; `days_of_week`, `time_of_day` {hour, minute}: then on
 * until the first such moment in the account's zone, and whole days are days of the calendar, whichever unit they are in.
 * Its end is counted from when the enrollment began to wait, under the definition as it is saved when looked at: a delay
 * that is made longer or shorter moves those who wait in it.
 */
export const delay: ActionType<SingleConnectionAction> = {
  id: '0-1',
  name: 'Delay for a set amount of time, until a day or a time of day',
  runsWhileOff: true,
  waits: true,
  compile: (action, { timeZone }) =>
    withFields(fields, action.fields, ({ delta = 0, time_unit, days_of_week, time_of_day }) => {
      const minutes = delta * MINUTES[time_unit];
      const moments = { daysOfWeek: days_of_week, timeOfDay: time_of_day };
      const endOf = (since: EpochMillis) =>
        firstAt(after(since, minutes, moments, timeZone), moments, timeZone);
      return (run) => waitUntil(run, endOf, action.connection);
    }),
};

const MINUTES_A_DAY = 1_440;

/** Where the wait for a day or a time begins: with a time of day, on the day that whole days lead to, from its start. */
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
