/** Wall clocks: days and instants in a zone, through Temporal. */
import { Temporal } from 'temporal-polyfill';
import { DAY, type EpochMillis, zoned } from '../../time/index.ts';

/** The day at an instant. */
export function dayAt(at: EpochMillis, zone: string): Temporal.PlainDate {
  return zoned(at, zone).toPlainDate();
}

/** The first instant of a day, also where the clock skips midnight. */
export function startOf(day: Temporal.PlainDate, zone: string): EpochMillis {
  return day.toZonedDateTime(zone).epochMilliseconds;
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
  return at + zoned(at, zone).offsetNanoseconds / 1_000_000;
}

/** The instant at which the wall clock shows UTC's time of another; of two the earlier, in a gap the one after it. */
export function instantOfWall(wall: EpochMillis, zone: string): EpochMillis {
  return Temporal.Instant.fromEpochMilliseconds(wall)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(zone).epochMilliseconds;
}

/** A span in which a zone keeps its offset, as far as it is known. */
interface Span {
  readonly from: EpochMillis;
  readonly until: EpochMillis;
}

/** Spans that are kept for a zone: a walk along a calendar asks again and again near where it asked before. */
const SPANS_KEPT = 16;
const spans = new Map<string, Span[]>();

/** When the zone's offset changes next after an instant; Infinity if it never does. */
export function nextTransition(at: EpochMillis, zone: string): EpochMillis {
  const known = spans.get(zone) ?? [];
  for (const { from, until } of known) if (at >= from && at < until) return until;
  const until = zoned(at, zone).getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  spans.set(zone, [{ from: at, until }, ...known.slice(0, SPANS_KEPT - 1)]);
  return until;
}

/** Zones differ from UTC by less than this. */
export const WIDEST_OFFSET = DAY + DAY / 8;
