import type { SingleConnectionAction } from '@millrace/core/flow';
import { delayed } from '@millrace/core/time';
import { z } from 'zod';
import { type ActionType, withFields } from './action-type.ts';

/** Longest delay in its unit; keeps ends inside the calendar. */
const DELTA_MAX = 1_000_000_000;

const fields = z.object({
  delta: z.coerce.number().int().min(0).max(DELTA_MAX),
  time_unit: z.enum(['SECONDS', 'MINUTES', 'HOURS', 'DAYS', 'WEEKS']).default('MINUTES'),
});

/** In this action a day is 24 hours and a week 168: the original stores fixed delays in minutes. */
const ELAPSED_UNITS: Readonly<Record<string, readonly [factor: number, unit: string]>> = {
  DAYS: [24, 'HOURS'],
  WEEKS: [168, 'HOURS'],
};

/**
 * `0-1` Delay for a set amount of time. Fields: `delta` (a whole number as text), `time_unit`.
 * Its end is counted from when the enrollment began to wait, under the definition as it is saved when looked at: a delay
 * that is made longer or shorter moves those who wait in it.
 */
export const delay: ActionType<SingleConnectionAction> = {
  id: '0-1',
  name: 'Delay for a set amount of time',
  runsWhileOff: true,
  compile: (action, { timeZone }) =>
    withFields(fields, action.fields, ({ delta, time_unit }) => {
      const [factor, timeUnit] = ELAPSED_UNITS[time_unit] ?? [1, time_unit];
      const spec = { delta: delta * factor, timeUnit, daysOfWeek: [] };
      return ({ enrollment, now }) => {
        const since = enrollment.wait?.kind === 'delay' ? enrollment.wait.since : now;
        const until = delayed(since, spec, timeZone);
        if (until > now) return { kind: 'wait', until, wait: { kind: 'delay', since } };
        return { kind: 'done', connection: action.connection };
      };
    }),
};
