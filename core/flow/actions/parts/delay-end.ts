import {
  type BusinessCalendar,
  businessDelayed,
  type DelaySpec,
  delayed,
  type EpochMillis,
  firstAt,
  type Moments,
  zoned,
} from '../../../time/index.ts';

/** A length, and the first moment behind it at which the delay may end. */
export interface Delay extends Moments {
  readonly delta: number;
  readonly unit: string;
  /** Of business days: the time of other days does not count, and it ends on none. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** Minutes of the units that are told in them; a day is 24 hours and a week 168, as the original stores fixed delays. */
const MINUTES: Readonly<Record<string, number>> = {
  SECONDS: 1 / 60,
  MINUTES: 1,
  HOURS: 60,
  HALF_DAYS: 720,
  DAYS: 1_440,
  WEEKS: 10_080,
};
const MINUTES_A_DAY = 1_440;

/** A week of business days has five of them. */
const BUSINESS_MINUTES: Readonly<Record<string, number>> = { ...MINUTES, WEEKS: 5 * MINUTES_A_DAY };

/** How long it takes, in minutes; undefined for units of the calendar, which are not equally long. */
export function minutesOf({ delta, unit, calendar }: Delay): number | undefined {
  const minutes = (calendar ? BUSINESS_MINUTES : MINUTES)[unit];
  return minutes === undefined ? undefined : delta * minutes;
}

/**
 * The end of a delay that begins at `since`. A length alone passes as time does. One that is followed by a day or a time of day is counted on the
 * calendar where it is of whole days: with a time of day, from the start of the day that they lead to.
 */
export function endOfDelay(since: EpochMillis, delay: Delay, timeZone: string): EpochMillis {
  return firstAt(afterLength(since, delay, timeZone), delay, timeZone);
}

function afterLength(since: EpochMillis, delay: Delay, timeZone: string): EpochMillis {
  const { delta, unit, calendar, timeOfDay, daysOfWeek } = delay;
  const isAlone = !timeOfDay && daysOfWeek.length === 0;
  const minutes = minutesOf(delay);
  const days = minutes === undefined ? undefined : minutes / MINUTES_A_DAY;
  const isOfDays = delta !== 0 && (days === undefined || Number.isInteger(days));
  const spec = (delta: number, timeUnit: string): DelaySpec => ({ delta, timeUnit, daysOfWeek: [] });
  let end: EpochMillis;
  if (calendar && minutes !== undefined) end = businessDelayed(since, minutes, calendar, timeZone);
  else if (minutes === undefined) end = delayed(since, spec(delta, unit), timeZone);
  else if (isAlone || !isOfDays) end = delayed(since, spec(minutes * 60, 'SECONDS'), timeZone);
  else end = delayed(since, spec(days!, 'DAYS'), timeZone);
  return isOfDays && timeOfDay ? zoned(end, timeZone).startOfDay().epochMilliseconds : end;
}
