/** Wall clocks: days and instants in a zone, through Temporal; where no transition is near, by the zone's offset. */
import { Temporal } from 'temporal-polyfill';
import { DAY, type EpochMillis } from '../../time/index.ts';
import { offsetSpanAt } from './offset-span.ts';

/** The day at an instant. */
export function dayAt(at: EpochMillis, zone: string): Temporal.PlainDate {
  return dayOfWall(wallAt(at, zone));
}

/** The day that a wall shows; its time is given as if it were UTC. */
export function dayOfWall(wall: EpochMillis): Temporal.PlainDate {
  const shown = new Date(wall);
  return new Temporal.PlainDate(shown.getUTCFullYear(), shown.getUTCMonth() + 1, shown.getUTCDate());
}

/** The first instant of a day, also where the clock skips midnight. */
export function startOf(day: Temporal.PlainDate, zone: string): EpochMillis {
  const midnight = new Date(0).setUTCFullYear(day.year, day.month - 1, day.day);
  return farFromTransitions(midnight, zone) ?? day.toZonedDateTime(zone).epochMilliseconds;
}

/** The first instant of the day that a text names. */
export function startOfDayText(text: string, zone: string): EpochMillis {
  return startOf(Temporal.PlainDate.from(text), zone);
}

/** The next midnight after an instant. */
export function nextMidnight(at: EpochMillis, zone: string): EpochMillis {
  const day = dayAt(at, zone);
  const next = startOf(day.add({ days: 1 }), zone);
  // A zone that skips a whole day gives the day after it.
  return next > at ? next : startOf(day.add({ days: 2 }), zone);
}

/** The first day that begins at or after an instant, as text: a day is not before the instant when it is not before this. */
export function firstDayFrom(at: EpochMillis, zone: string): string {
  const day = dayAt(at, zone);
  return (startOf(day, zone) >= at ? day : day.add({ days: 1 })).toString();
}

/** The wall clock at an instant, as if it were UTC. */
export function wallAt(at: EpochMillis, zone: string): EpochMillis {
  return at + offsetSpanAt(at, zone).offset;
}

/** The instant at which the wall clock shows UTC's time of another; of two the earlier, in a gap the one after it. */
export function instantOfWall(wall: EpochMillis, zone: string): EpochMillis {
  return (
    farFromTransitions(wall, zone) ??
    Temporal.Instant.fromEpochMilliseconds(wall)
      .toZonedDateTimeISO('UTC')
      .toPlainDateTime()
      .toZonedDateTime(zone).epochMilliseconds
  );
}

/** The one instant at which the wall shows a time; null where a transition is so near that there may be two, or none. */
function farFromTransitions(wall: EpochMillis, zone: string): EpochMillis | null {
  const { from, until, offset } = offsetSpanAt(wall, zone);
  const at = wall - offset;
  return at >= from + WIDEST_OFFSET && at < until - WIDEST_OFFSET ? at : null;
}

/** When the zone's offset changes next after an instant; Infinity if it never does. */
export function nextTransition(at: EpochMillis, zone: string): EpochMillis {
  return offsetSpanAt(at, zone).until;
}

/** Zones differ from UTC by less than this. */
export const WIDEST_OFFSET = DAY + DAY / 8;
