import * as z from 'zod';
import { type Problem, quote } from '../../../problem/index.ts';
import { instantOf } from '../../../property/index.ts';
import { DAY, delayed, type EpochMillis, startOfDate, zoned } from '../../../time/index.ts';
import {
  type SingleConnectionAction,
  type TimeOfDay,
  type Value,
  valueSchema,
} from '../../definition/index.ts';
import type { Outcome, RunContext } from '../../engine/index.ts';
import { resolveValue } from '../../values/index.ts';
import { type ActionType, type CompileContext, misconfigured, withFields } from '../action-type.ts';
import { delta, refuseMistaken, timeOfDay, timeUnit } from '../parts/wait-fields.ts';
import { waitUntil } from '../parts/wait-until.ts';

const fields = z
  .looseObject({
    date: valueSchema.optional(),
    delta: delta.default(0),
    time_unit: timeUnit.optional(),
    time_of_day: timeOfDay.optional(),
  })
  .superRefine(refuseMistaken)
  .refine(({ date, delta, time_of_day }) => date !== undefined || (delta > 0 && !time_of_day), {
    path: ['date'],
    message: 'is required, such as {"type": "OBJECT_PROPERTY", "propertyName": "closedate"}',
  })
  .refine(({ delta, time_unit }) => delta === 0 || time_unit !== undefined, {
    path: ['time_unit'],
    message: 'is required with delta: SECONDS, MINUTES, HOURS, DAYS or WEEKS',
  });

/** How far from the date, and at what time of that day. */
interface Offset {
  readonly delta: number;
  readonly unit: z.infer<typeof timeUnit>;
  readonly timeOfDay: TimeOfDay | undefined;
}

/**
 * `0-35` Delay until a date. Fields: `date` (any value object: a date given, or that of a property), `delta` and `time_unit`
 * before it (negative) or after, `time_of_day` {hour, minute} in the account's zone. A date that has passed is waited for no
 * longer. Its end is told from the date as it is when looked at; a record without one is held until it has one.
 * Without `date`, as in an example of the original's guide, `delta` counts from when the enrollment began to wait.
 */
export const delayUntilDate: ActionType<SingleConnectionAction> = {
  id: '0-35',
  name: 'Delay until a date',
  runsWhileOff: true,
  waits: true,
  compile: (action, context) =>
    withFields(fields, action.fields, ({ date, delta, time_unit: unit = 'DAYS', time_of_day }) => {
      const offset = { delta, unit, timeOfDay: time_of_day };
      if (!date) {
        const endOf = (since: EpochMillis) => moved(since, offset, context.timeZone);
        return (run) => waitUntil(run, endOf, action.connection);
      }
      const problem = notADate(date, context);
      if (problem) return misconfigured([problem]);
      return (run) => waitForDate(run, date, offset, context.timeZone, action);
    }),
};

function waitForDate(
  run: RunContext,
  date: Value,
  offset: Offset,
  timeZone: string,
  action: SingleConnectionAction,
): Outcome {
  const resolved = resolveValue(date, run, timeZone);
  if (resolved.kind === 'needs') return resolved;
  if (resolved.kind === 'failed') return { ...resolved, kind: 'held' };
  const at = resolved.value === null ? null : instantFrom(resolved.value, offset, timeZone);
  if (at === null) return held(date, resolved.value);
  return waitUntil(run, () => moved(at, offset, timeZone), action.connection);
}

/** A day begins when it does in the account's zone. Epoch milliseconds are meant to the millisecond unless a time of day is given. */
function instantFrom(text: string, { timeOfDay }: Offset, timeZone: string): EpochMillis | null {
  const at = instantOf(text);
  if (at === null) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) || (timeOfDay !== undefined && at % DAY === 0);
  return isDay ? startOfDate(at, timeZone) : at;
}

function moved(at: EpochMillis, { delta, unit, timeOfDay }: Offset, timeZone: string): EpochMillis {
  const end = delayed(at, { delta, timeUnit: unit, daysOfWeek: [] }, timeZone);
  if (!timeOfDay) return end;
  return zoned(end, timeZone).toPlainDate().toZonedDateTime({ timeZone, plainTime: timeOfDay })
    .epochMilliseconds;
}

function held(date: Value, value: string | null): Outcome {
  const name = date.type === 'OBJECT_PROPERTY' ? `The property "${date.propertyName}"` : 'The date';
  const message =
    value === null
      ? `${name} of this record has no value: nobody can say until when to wait. It goes on when there is one.`
      : `${name} of this record is ${quote(value)}, which is no date: nobody can say until when to wait.`;
  return { kind: 'held', reason: value === null ? 'NO_DATE' : 'INVALID_DATE', message };
}

/** What is wrong with where the date comes from, as far as that can be told without a record. */
function notADate(date: Value, { schema, objectTypeId }: CompileContext): Problem | null {
  if (date.type === 'STATIC_VALUE') {
    const text = date.staticValue;
    if (text.includes('{{') || instantOf(text) !== null) return null;
    const path = 'fields.date.staticValue';
    const message = `${path} must be epoch milliseconds or an ISO 8601 date, not ${quote(text)}.`;
    return { path, code: 'INVALID_DATE', message };
  }
  if (date.type !== 'OBJECT_PROPERTY') return null;
  const [path, name] = ['fields.date.propertyName', date.propertyName];
  const property = schema.properties(objectTypeId).get(name);
  if (!property) {
    const message = `${path} ${quote(name)} is not a property of the object type ${objectTypeId}.`;
    return { path, code: 'PROPERTY_DOESNT_EXIST', message };
  }
  if (property.type === 'date' || property.type === 'datetime') return null;
  const message = `${path} ${quote(name)} is a property of the type ${property.type}, not a date.`;
  return { path, code: 'WRONG_TYPE', message };
}
