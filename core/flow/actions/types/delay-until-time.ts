import { type Problem, quote } from '../../../problem/index.ts';
import type { SingleConnectionAction } from '../../definition/index.ts';
import { internal, misconfigured } from '../action-type.ts';
import { type Given, said, timeDelay } from '../fields.ts';
import { type Delay, endOfDelay } from '../parts/delay-end.ts';
import { unreadFields } from '../parts/wait-fields.ts';
import { amountText, momentsText } from '../parts/wait-text.ts';
import { waitUntil } from '../parts/wait-until.ts';
import { sayDelayUntilTime } from './delay-until-time.say.ts';

const fields = {
  delay: said(timeDelay('Until'), 'How long, then on to one of these days and a time of day.'),
};
type Fields = Given<typeof fields>;

export const delayUntilTime = internal({
  id: '0-28',
  say: sayDelayUntilTime,
  name: 'Delay until a day or time',
  says:
    'Waits for `delta` of `timeUnit` in `delay`; then on until the first moment of its `daysOfWeek` and `timeOfDay`, in the zone of the account or that of its ' +
    '`timeZoneStrategy`. Whole days are days of the calendar: three days later at 09:00 is 09:00 of the third day.',
  summary: 'Waits for a time, then on to a day and a time of day.',
  icon: 'alarm-clock',
  group: 'DELAYS',
  isFlowControl: true,
  waits: true,
  fields,
  staysWithRecord: () => true,
  compile: ({ delay }, action: SingleConnectionAction, context) => {
    const problem = notADelay(delay);
    if (problem) return misconfigured([problem]);
    const timeZone = delay.timeZoneStrategy?.timeZoneId ?? context.timeZone;
    const wanted: Delay = {
      delta: delay.delta,
      unit: delay.timeUnit,
      daysOfWeek: delay.daysOfWeek,
      timeOfDay: delay.timeOfDay,
    };
    const length = delay.delta === 0 ? [] : [amountText(delay.delta, delay.timeUnit)];
    const awaiting = {
      says: [...length, momentsText(wanted, timeZone)].join(', then '),
      endOf: (since: number) => endOfDelay(since, wanted, timeZone),
    };
    return (run) => waitUntil(run, awaiting, action.connection);
  },
  foresee: (_, action: SingleConnectionAction) => unreadFields(action, fields),
  followsWallClock: ({ delay }) => delay.timeZoneStrategy === undefined,
  examples: [
    {
      shows: 'Until the next Friday at 9:30.',
      action: {
        fields: {
          delay: {
            delta: 0,
            timeUnit: 'DAYS',
            daysOfWeek: ['FRIDAY'],
            timeOfDay: { hour: 9, minute: 30 },
          },
        },
      },
      timeZone: 'Europe/Berlin',
      outcome: { outcome: 'WAITING', waitsUntil: '2026-03-06T08:30:00.000Z' },
    },
    {
      shows: 'Three days later, at 7 in the evening.',
      action: {
        fields: {
          delay: { delta: 3, timeUnit: 'DAYS', daysOfWeek: [], timeOfDay: { hour: 19, minute: 0 } },
        },
      },
      outcome: { outcome: 'WAITING', waitsUntil: '2026-03-05T19:00:00.000Z' },
    },
    {
      shows: 'It does not go back in time.',
      action: { fields: { delay: { delta: -1, timeUnit: 'DAYS', daysOfWeek: [] } } },
      outcome: { outcome: 'WAITING', reason: 'INVALID_CONFIGURATION', waitsUntil: null },
    },
  ],
});

function notADelay({ delta, timeUnit, daysOfWeek, timeOfDay }: Fields['delay']): Problem | null {
  if (delta < 0) {
    const message = `fields.delay.delta ${quote(delta)} lies in the past: a delay does not go back.`;
    return { path: 'fields.delay.delta', code: 'OUT_OF_RANGE', message };
  }
  if (delta > 0 || daysOfWeek.length > 0 || timeOfDay) return null;
  const message = `fields.delay says until when by delta (${quote(delta)} ${timeUnit}), daysOfWeek or timeOfDay, and has none of them.`;
  return { path: 'fields.delay', code: 'REQUIRED', message };
}
