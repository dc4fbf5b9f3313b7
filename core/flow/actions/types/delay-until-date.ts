import { type Problem, quote } from '../../../problem/index.ts';
import { instantOf } from '../../../property/index.ts';
import { DAY, delayed, type EpochMillis, iso, startOfDate, zoned } from '../../../time/index.ts';
import type { SingleConnectionAction, TimeOfDay, Value } from '../../definition/index.ts';
import type { Outcome, RunContext } from '../../engine/index.ts';
import { readsRecordAlone, resolveValue } from '../../values/index.ts';
import { type ActionProblem, type CompileContext, internal, misconfigured } from '../action-type.ts';
import { type Given, optional, said, timeOfDay, value, wholeNumber, withDefault } from '../fields.ts';
import { awaitedBy, wakesBy } from '../parts/fetched-dates.ts';
import { refuseMistaken, type TimeUnit, timeUnit, unreadFields } from '../parts/wait-fields.ts';
import { amountText, timeText } from '../parts/wait-text.ts';
import { hold, waitingSince, waitUntil } from '../parts/wait-until.ts';
import { sayDelayUntilDate } from './delay-until-date.say.ts';

const fields = {
  date: said(
    { ...optional(value('Date')), isRequired: true },
    'A date property of the record, or a fixed date.',
  ),
  delta: said(
    withDefault(wholeNumber('Before or after'), 0),
    'How long after the date; a negative number is before it.',
  ),
  time_unit: said(optional(timeUnit('Unit')), 'Of the time before or after.', {
    goesWith: { member: 'fields.delta' },
  }),
  time_of_day: said(optional(timeOfDay('Time of day')), 'In the time zone of the account.'),
};

type Fields = Given<typeof fields>;

/** The distance from the date, and the time of that day. */
interface Offset {
  readonly delta: number;
  readonly unit: TimeUnit;
  readonly timeOfDay: TimeOfDay | undefined;
}

export const delayUntilDate = internal({
  id: '0-35',
  say: sayDelayUntilDate,
  name: 'Delay until a date',
  says:
    'Waits until `date` (written out, or that of a property), `delta` and `time_unit` before it (negative) or after, at `time_of_day` ' +
    "in the account's zone. A date that lies before the record came here is waited for no longer; the policy `datePassed` of the action may have it " +
    'held, or failed, instead. The end follows the property, also of a record that a data source picks: it is told from the date ' +
    'as it is when looked at, and a record without one is held until it has one. Without `date`, `delta` counts from when the ' +
    'enrollment began to wait.',
  summary: 'Waits until a date, or until so long before or after it.',
  icon: 'calendar-clock',
  group: 'DELAYS',
  isFlowControl: true,
  waits: true,
  reasons: {
    NO_DATE: 'The property has no value.',
    INVALID_DATE: 'The value is no date.',
    DATE_PASSED:
      'The date lay before the record came here, and the policies of the flow do not let it go on then.',
  },
  fields,
  refine: (schema) =>
    schema
      .loose()
      .superRefine(refuseMistaken)
      .refine(({ date, delta, time_of_day }) => date !== undefined || (delta > 0 && !time_of_day), {
        path: ['date'],
        message: 'is required, such as {"type": "OBJECT_PROPERTY", "propertyName": "closedate"}',
      })
      .refine(({ delta, time_unit }) => delta === 0 || time_unit !== undefined, {
        path: ['time_unit'],
        message: 'is required with delta: SECONDS, MINUTES, HOURS, DAYS or WEEKS',
      }),
  compile: (
    { date, delta, time_unit: unit = 'DAYS', time_of_day },
    action: SingleConnectionAction,
    context,
  ) => {
    const offset = { delta, unit, timeOfDay: time_of_day };
    if (!date) {
      const endOf = (since: EpochMillis) => moved(since, offset, context.timeZone);
      const awaiting = { says: amountText(delta, unit), endOf };
      return (run) => waitUntil(run, awaiting, action.connection);
    }
    const problem = notADate(date, context);
    if (problem) return misconfigured([problem]);
    return (run) => waitForDate(run, date, offset, context.timeZone, action);
  },
  foresee: (given, action: SingleConnectionAction, context) => [
    ...unreadFields(action, fields),
    ...passedAlready(given, context),
  ],
  awaits: ({ date }, flow) => (date ? awaitedBy(date, flow) : []),
  followsWallClock: () => true,
  staysWithRecord: ({ date }) => date === undefined || readsRecordAlone(date),
  examples: [
    {
      shows:
        'Seven days before the date of a property; the wait is looked at again when the property is changed.',
      action: {
        fields: {
          date: { type: 'OBJECT_PROPERTY', propertyName: 'closedate' },
          delta: '-7',
          time_unit: 'DAYS',
        },
      },
      properties: { closedate: '2026-03-20T09:00:00Z' },
      outcome: {
        outcome: 'WAITING',
        waitsUntil: '2026-03-13T09:00:00.000Z',
        wakes: ['property 0-1/101 closedate'],
      },
    },
    {
      shows: 'A date that has passed is not waited for.',
      action: { fields: { date: { type: 'STATIC_VALUE', staticValue: '2026-01-01' } } },
      outcome: { outcome: 'SUCCEEDED', next: '2' },
    },
    {
      shows: 'Unless the policy of the action has it held.',
      action: { fields: { date: { type: 'STATIC_VALUE', staticValue: '2026-01-01' } } },
      policy: { datePassed: 'hold' },
      outcome: { outcome: 'WAITING', reason: 'DATE_PASSED', waitsUntil: null },
    },
    {
      shows: 'A record without the date is held until it has one.',
      action: { fields: { date: { type: 'OBJECT_PROPERTY', propertyName: 'closedate' } } },
      outcome: {
        outcome: 'WAITING',
        reason: 'NO_DATE',
        waitsUntil: null,
        wakes: ['property 0-1/101 closedate'],
      },
    },
    {
      shows: 'A value that is no date holds, too.',
      action: { fields: { date: { type: 'STATIC_VALUE', staticValue: '{{ enrolled_object.city }}' } } },
      properties: { city: 'Ulm' },
      outcome: { outcome: 'WAITING', reason: 'INVALID_DATE', waitsUntil: null },
    },
  ],
});

function waitForDate(
  run: RunContext,
  date: Value,
  offset: Offset,
  timeZone: string,
  action: SingleConnectionAction,
): Outcome {
  const since = waitingSince(run);
  // "In three days" is meant from when the wait began, however often it is looked at.
  const resolved = resolveValue(date, { ...run, now: since }, timeZone);
  if (resolved.kind === 'needs') return resolved;
  const found = wakesBy(date, run);
  if (found.kind === 'needs') return found;
  const { wakes } = found;
  if (resolved.kind === 'failed') return hold(run, resolved, wakes);
  const at = resolved.value === null ? null : instantFrom(resolved.value, offset, timeZone);
  if (at === null) return hold(run, notThere(date, resolved.value), wakes);
  const end = moved(at, offset, timeZone);
  const says = textOf(date, resolved.value!, offset, timeZone);
  const policy = run.program.policies?.actions.get(action.actionId)?.datePassed ?? 'continue';
  if (end >= since || policy === 'continue')
    return waitUntil(run, { says, endOf: () => end, wakes }, action.connection);
  const message = `The end of the wait, ${says}, was ${iso(end)}, before this record came here.`;
  const told = { reason: 'DATE_PASSED', message } as const;
  return policy === 'hold' ? hold(run, told, wakes) : { kind: 'failed', ...told };
}

/** `3 days before closedate (2026-06-10) at 08:00 (Europe/Berlin)`. */
function textOf(date: Value, value: string, { delta, unit, timeOfDay }: Offset, timeZone: string): string {
  const distance =
    delta === 0 ? '' : `${amountText(Math.abs(delta), unit)} ${delta < 0 ? 'before' : 'after'} `;
  const of = date.type === 'OBJECT_PROPERTY' ? `${date.propertyName} (${value})` : value;
  const at = timeOfDay ? ` at ${timeText(timeOfDay)}` : '';
  return `${distance}${of}${at} (${timeZone})`;
}

/** A date that is written out and over lets everybody through. */
function passedAlready(
  { date, delta, time_unit: unit = 'DAYS', time_of_day }: Fields,
  { now, timeZone }: CompileContext,
): ActionProblem[] {
  if (date?.type !== 'STATIC_VALUE' || now === undefined || date.staticValue.includes('{{')) return [];
  const offset = { delta, unit, timeOfDay: time_of_day };
  const at = instantFrom(date.staticValue, offset, timeZone);
  const end = at === null ? null : moved(at, offset, timeZone);
  if (end === null || end > now) return [];
  const path = 'fields.date.staticValue';
  const message = `${path} ${quote(date.staticValue)}: this wait ended on ${iso(end)}. Whoever comes now does not wait.`;
  return [{ path, code: 'PASSED', message, severity: 'warning' }];
}

/** Days begin in the account's zone. Epoch milliseconds count to the millisecond unless a time of day is given. */
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

function notThere(date: Value, value: string | null) {
  const name = date.type === 'OBJECT_PROPERTY' ? `The property "${date.propertyName}"` : 'The date';
  const message =
    value === null
      ? `${name} of this record has no value: there is no telling until when to wait. It goes on when there is one.`
      : `${name} of this record is ${quote(value)}, which is no date: there is no telling until when to wait.`;
  return { reason: value === null ? 'NO_DATE' : 'INVALID_DATE', message } as const;
}

/** The problems of the date's source, as far as they show without a record. */
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
