import { Temporal } from 'temporal-polyfill';
import type { Body } from '../../support/story.ts';

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  MINUTES: MINUTE,
  HOURS: 60 * MINUTE,
  DAYS: 1_440 * MINUTE,
  WEEKS: 7 * 1_440 * MINUTE,
};

/** The account has named no zone. */
const ZONE = 'America/New_York';
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** The end of a delay that counts from an instant: a length, and then the first of its days and times. */
export function endOfDelay(from: number, { delta, time_unit = 'MINUTES', ...until }: Body): number {
  const after = from + (delta === undefined ? 0 : Number(delta) * UNITS[time_unit]!);
  const { days_of_week: days = [], time_of_day: time } = until;
  return days.length === 0 && !time ? after : firstAt(after, days, time);
}

/** The first moment from an instant on that is on one of the days, at the time of day; a day begins at its start. */
function firstAt(from: number, days: readonly string[], time: Body): number {
  const start = zoned(from);
  for (let ahead = 0; ahead < 9; ahead++) {
    const date = start.toPlainDate().add({ days: ahead });
    if (days.length > 0 && !days.includes(DAYS[date.dayOfWeek - 1]!)) continue;
    if (!time && ahead === 0) return from;
    const at = date.toZonedDateTime({ timeZone: ZONE, plainTime: time ?? { hour: 0 } }).epochMilliseconds;
    if (at >= from) return at;
  }
  throw new Error('No day of the week came within nine days.');
}

/** So much before or after the date, which begins with its day in the account's zone; on the calendar. */
export function dateWithOffset(value: string, { delta = '0', time_unit = 'DAYS' }: Body): number {
  const at = Temporal.Instant.from(value).epochMilliseconds;
  const unit = time_unit.toLowerCase();
  return zoned(at).add({ [unit]: Number(delta) }).epochMilliseconds;
}

/** When hours open that are not open now; the instant itself when they are. */
export function openingFrom(at: number, windows: readonly Body[]): number {
  if (windows.length === 0) return at;
  const start = zoned(at);
  for (let ahead = 0; ahead < 9; ahead++) {
    const date = start.toPlainDate().add({ days: ahead });
    for (const { day, startTime, endTime } of windows.filter(({ day }) => day === DAYS[date.dayOfWeek - 1])) {
      const [opens, closes] = [startTime, endTime].map(
        (time) => date.toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds,
      ) as [number, number];
      if (day && closes > at) return Math.max(opens, at);
    }
  }
  throw new Error('No hours came within nine days.');
}

function zoned(at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE);
}
