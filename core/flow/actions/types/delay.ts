import { type Problem, quote } from '../../../problem/index.ts';
import { BusinessCalendar, DAYS_OF_WEEK, LATEST } from '../../../time/index.ts';
import { anchorOf, type EventAnchor, type SingleConnectionAction } from '../../definition/index.ts';
import { type Outcome, propertyKey, type RunContext } from '../../engine/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import {
  daysOfWeek,
  flag,
  type Given,
  optional,
  said,
  timeOfDay,
  wholeNumber,
  withDefault,
} from '../fields.ts';
import { type Delay, endOfDelay, minutesOf } from '../parts/delay-end.ts';
import { anchorInstant, fromAnchor } from '../parts/event-anchor.ts';
import { refuseMistaken, timeUnit, unreadFields } from '../parts/wait-fields.ts';
import { amountText, momentsText } from '../parts/wait-text.ts';
import { hold, waitUntil } from '../parts/wait-until.ts';
import { sayDelay } from './delay.say.ts';

const delta = wholeNumber('How long');

const fields = {
  delta: said(optional(delta), 'A number; empty: only until the day or the time of day.'),
  time_unit: said(withDefault(timeUnit('Unit'), 'MINUTES'), 'Days and weeks are those of the calendar.', {
    goesWith: { member: 'fields.delta' },
  }),
  business_days_only: said(
    flag('Business days only'),
    'Weekends and the holidays of the account do not count.',
  ),
  days_of_week: said(daysOfWeek('Until one of these days'), 'Afterwards it waits on for the next of these.'),
  time_of_day: said(
    optional(timeOfDay('Until a time of day')),
    'Afterwards it waits on for this time, in the time zone of the account.',
  ),
};
type Fields = Given<typeof fields>;

/** Business days are counted one by one. */
const BUSINESS_DAYS_MAX = 10_000;

const WEEKEND = DAYS_OF_WEEK.slice(5);

export const delay = internal({
  id: '0-1',
  say: sayDelay,
  name: 'Delay for a set amount of time, until a day or a time of day',
  says:
    "Waits for `delta` in its `time_unit`; then on until the first moment of `days_of_week` and `time_of_day` in the account's " +
    'zone, where whole days are days of the calendar. With `business_days_only` the time of weekends and of the holidays of the account does not count, ' +
    'and it ends on none: two days from Friday 15:00 end on Tuesday 15:00. Its end is counted from when the enrollment began to wait, under the ' +
    'definition as it is saved when looked at: a delay that is made longer or shorter moves the enrollments that wait in it. In a flow with an ' +
    '`eventAnchor` it counts from that date instead, and a negative `delta` ends before it; what has passed is waited for no longer.',
  summary: 'Waits for a set time, a day of the week or a time of day.',
  icon: 'clock',
  group: 'DELAYS',
  isFlowControl: true,
  waits: true,
  fields,
  staysWithRecord: () => true,
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
  reasons: {
    NO_DATE: 'The property of the `eventAnchor` has no value.',
    INVALID_DATE: 'The value of the property of the `eventAnchor` is no date.',
  },
  compile: (given, action: SingleConnectionAction, context) => {
    const { timeZone, anchor, calendar = new BusinessCalendar() } = context;
    const unfit = anchor ? notAnchored(given) : notNegative(given);
    if (unfit) return misconfigured([unfit]);
    if (anchor) return (run) => waitFromAnchor(run, anchor, given, timeZone, action);
    const wanted = delayOf(given, calendar);
    const problem = given.business_days_only ? notBusiness(given, wanted) : null;
    if (problem) return misconfigured([problem]);
    const awaiting = {
      says: textOf(given, wanted, timeZone),
      endOf: (since: number) => endOfDelay(since, wanted, timeZone),
    };
    return (run) => waitUntil(run, awaiting, action.connection);
  },
  foresee: (given, action: SingleConnectionAction) => [
    ...unreadFields(action, fields),
    ...(minutesOf(delayOf(given))! * 60_000 > LATEST ? [endless(given)] : []),
  ],
  awaits: (_, flow) => {
    const anchor = anchorOf(flow);
    if (anchor?.type !== 'CONTACT_PROPERTY_ANCHOR') return [];
    return [{ objectTypeId: flow.objectTypeId, property: anchor.contactProperty }];
  },
  followsWallClock: ({ business_days_only, days_of_week, time_of_day }, flow) =>
    anchorOf(flow) !== undefined ||
    business_days_only ||
    days_of_week.length > 0 ||
    time_of_day !== undefined,
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
      shows: 'Business days: five of them make a week.',
      action: { fields: { delta: '7200', time_unit: 'MINUTES', business_days_only: 'true' } },
      outcome: { outcome: 'WAITING', waitsUntil: '2026-03-09T09:00:00.000Z' },
    },
    {
      shows: 'In a flow that is centred on a date property: a day before it, which is a day of the calendar.',
      action: { fields: { delta: '-1440', time_unit: 'MINUTES' } },
      anchor: { type: 'CONTACT_PROPERTY_ANCHOR', contactProperty: 'closedate' },
      properties: { closedate: '2026-03-30' },
      timeZone: 'Europe/Berlin',
      outcome: {
        outcome: 'WAITING',
        waitsUntil: '2026-03-28T23:00:00.000Z',
        wakes: ['property 0-1/101 closedate'],
      },
    },
    {
      shows: 'Centred on a date of every year: the first one from the day of the enrollment on.',
      action: { fields: { delta: '2880', time_unit: 'MINUTES', time_of_day: { hour: 9, minute: 0 } } },
      anchor: { type: 'STATIC_DATE_ANCHOR', month: 'MARCH', dayOfMonth: 1 },
      outcome: { outcome: 'WAITING', waitsUntil: '2027-03-03T09:00:00.000Z' },
    },
    {
      shows: 'A date that has passed is not waited for.',
      action: { fields: { delta: '1440', time_unit: 'MINUTES' } },
      anchor: { type: 'STATIC_DATE_ANCHOR', month: 'MARCH', dayOfMonth: 1, year: 2026 },
      outcome: { outcome: 'SUCCEEDED' },
    },
    {
      shows: 'A value that is no date holds, too.',
      action: { fields: { delta: '-1440', time_unit: 'MINUTES' } },
      anchor: { type: 'CONTACT_PROPERTY_ANCHOR', contactProperty: 'city' },
      properties: { city: 'Ulm' },
      outcome: { outcome: 'WAITING', reason: 'INVALID_DATE', waitsUntil: null },
    },
    {
      shows: 'A record without the date is held until it has one.',
      action: { fields: { delta: '-1440', time_unit: 'MINUTES' } },
      anchor: { type: 'CONTACT_PROPERTY_ANCHOR', contactProperty: 'closedate' },
      outcome: {
        outcome: 'WAITING',
        reason: 'NO_DATE',
        waitsUntil: null,
        wakes: ['property 0-1/101 closedate'],
      },
    },
    {
      shows: 'A delay without a length is no delay: it holds what comes to it.',
      action: { fields: {} },
      outcome: { outcome: 'WAITING', reason: 'INVALID_CONFIGURATION', waitsUntil: null },
    },
  ],
});

/** Waits until so long before or after the flow's date, which may move meanwhile. */
function waitFromAnchor(
  run: RunContext,
  anchor: EventAnchor,
  given: Fields,
  timeZone: string,
  action: SingleConnectionAction,
): Outcome {
  const wanted = delayOf(given);
  const isProperty = anchor.type === 'CONTACT_PROPERTY_ANCHOR';
  const wakes = isProperty ? [propertyKey(run.record, anchor.contactProperty)] : [];
  const found = anchorInstant(anchor, run, timeZone);
  if (found.kind === 'missing') return hold(run, found, wakes);
  const end = fromAnchor(found.at, minutesOf(wanted)!, wanted, timeZone);
  const awaiting = { says: anchoredText(anchor, given, wanted, timeZone), endOf: () => end, wakes };
  return waitUntil(run, awaiting, action.connection);
}

function anchoredText(
  anchor: EventAnchor,
  { delta = 0, time_unit }: Fields,
  wanted: Delay,
  timeZone: string,
): string {
  const date =
    anchor.type === 'CONTACT_PROPERTY_ANCHOR'
      ? anchor.contactProperty
      : `${anchor.dayOfMonth} ${anchor.month[0]}${anchor.month.slice(1).toLowerCase()}${anchor.year === undefined ? '' : ` ${anchor.year}`}`;
  const distance =
    delta === 0 ? 'on' : `${amountText(Math.abs(delta), time_unit)} ${delta < 0 ? 'before' : 'after'}`;
  const isAlone = wanted.daysOfWeek.length === 0 && !wanted.timeOfDay;
  return `${distance} ${date}${isAlone ? '' : `, then ${momentsText(wanted, timeZone)}`}`;
}

function notNegative({ delta = 0 }: Fields): Problem | null {
  if (delta >= 0) return null;
  const message = `fields.delta ${quote(delta)} must not be negative: only in a flow with an eventAnchor a delay counts from a date, and may end before it.`;
  return { path: 'fields.delta', code: 'OUT_OF_RANGE', message };
}

function notAnchored({ business_days_only }: Fields): Problem | null {
  if (!business_days_only) return null;
  const message =
    "fields.business_days_only does not go with the flow's eventAnchor, from which delays count days of the calendar.";
  return { path: 'fields.business_days_only', code: 'NOT_ALLOWED', message };
}

function delayOf(given: Fields, calendar = new BusinessCalendar()): Delay {
  const { delta = 0, time_unit: unit, business_days_only, days_of_week, time_of_day } = given;
  const moments = { daysOfWeek: days_of_week, timeOfDay: time_of_day };
  return { delta, unit, ...moments, ...(business_days_only ? { calendar } : {}) };
}

/** Business days that never come, or that are too many to count. */
function notBusiness({ days_of_week }: Fields, wanted: Delay): Problem | null {
  const days = minutesOf(wanted)! / 1_440;
  if (days > BUSINESS_DAYS_MAX) {
    const message = `fields.delta comes to ${Math.floor(days)} business days; there may be ${BUSINESS_DAYS_MAX}.`;
    return { path: 'fields.delta', code: 'OUT_OF_RANGE', message };
  }
  if (days_of_week.length === 0 || days_of_week.some((day) => !(WEEKEND as string[]).includes(day)))
    return null;
  const message = `fields.days_of_week ${quote(days_of_week.join(', '))} has no business day, and fields.business_days_only asks for one: it would never end.`;
  return { path: 'fields.days_of_week', code: 'NEVER', message };
}

function textOf({ delta, time_unit, business_days_only }: Fields, wanted: Delay, timeZone: string): string {
  const length =
    delta === undefined ? '' : amountText(delta, time_unit, business_days_only ? 'business ' : '');
  const isAlone = wanted.daysOfWeek.length === 0 && !wanted.timeOfDay;
  return isAlone
    ? length
    : [length, momentsText(wanted, timeZone)].filter((part) => part !== '').join(', then ');
}

function endless({ delta, time_unit }: Fields) {
  const message = `fields.delta ${quote(delta)} ${time_unit} leads beyond the year 9999: the wait ends there.`;
  return { path: 'fields.delta', code: 'NEVER', message, severity: 'warning' as const };
}
