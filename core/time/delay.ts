import { dayOfWeek } from './calendar.ts';
import { type EpochMillis, HOUR, LATEST, MINUTE, SECOND } from './instant.ts';
import { zoned } from './zone.ts';

/** The length of a delay, and the days and the time of day at which it may end; the members are those of the API's time delays. */
export interface DelaySpec {
  readonly delta: number;
  readonly timeUnit: string;
  /** Empty: any day. */
  readonly daysOfWeek: readonly string[];
  readonly timeOfDay?: { readonly hour: number; readonly minute: number } | undefined;
  readonly timeZoneStrategy?: { readonly timeZoneId: string } | undefined;
}

/** Units that pass on every clock alike, in milliseconds. */
const ELAPSED: Readonly<Record<string, number>> = {
  NANOS: 1e-6,
  MICROS: 1e-3,
  MILLIS: 1,
  SECONDS: SECOND,
  MINUTES: MINUTE,
  HOURS: HOUR,
  HALF_DAYS: 12 * HOUR,
};

/** Units of the calendar, as Temporal's unit and how many of it. */
const CALENDAR: Readonly<Record<string, readonly ['days' | 'weeks' | 'months' | 'years', number]>> = {
  DAYS: ['days', 1],
  WEEKS: ['weeks', 1],
  MONTHS: ['months', 1],
  YEARS: ['years', 1],
  DECADES: ['years', 10],
  CENTURIES: ['years', 100],
  MILLENNIA: ['years', 1_000],
};

/** The earliest instant that delays go back to. */
const LONG_AGO = Date.parse('0001-01-01T00:00:00Z');

/**
 * The instant a delay from `at` ends: days and longer on the calendar of the zone, shorter units as elapsed time; then
 * moved to the time of day, and on to the first of the wanted days. Negative deltas go back.
 */
export function delayed(at: EpochMillis, delay: DelaySpec, accountZone: string): EpochMillis {
  const zone = delay.timeZoneStrategy?.timeZoneId ?? accountZone;
  const moved = add(at, delay.delta, delay.timeUnit, zone);
  if (moved >= LATEST) return LATEST;
  if (!delay.timeOfDay && delay.daysOfWeek.length === 0) return moved;
  let wall = zoned(moved, zone);
  if (delay.timeOfDay)
    wall = wall.with({ ...delay.timeOfDay, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  if (delay.daysOfWeek.length === 0) return wall.epochMilliseconds;
  for (let day = 0; day < 7; day++) {
    if (delay.daysOfWeek.includes(dayOfWeek(wall))) break;
    wall = wall.add({ days: 1 });
  }
  return wall.epochMilliseconds;
}

function add(at: EpochMillis, delta: number, unit: string, zone: string): EpochMillis {
  const elapsed = ELAPSED[unit];
  if (elapsed !== undefined) return Math.max(LONG_AGO, Math.min(LATEST, Math.round(at + delta * elapsed)));
  const calendar = CALENDAR[unit];
  if (!calendar) return delta === 0 ? at : LATEST;
  const [temporalUnit, factor] = calendar;
  if (Math.abs(delta * factor) > 3_000_000) return delta < 0 ? LONG_AGO : LATEST;
  const wall = zoned(at, zone);
  if (temporalUnit === 'years' && wall.year + delta * factor > 9_998) return LATEST;
  return Math.min(LATEST, wall.add({ [temporalUnit]: delta * factor }).epochMilliseconds);
}
