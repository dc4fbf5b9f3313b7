import { type ClockTime, type Day, instantOn } from './day.ts';
import type { EpochMillis } from './instant.ts';

/** A time of day on one of a schedule's days. */
export interface Occurrence {
  readonly day: Day;
  readonly at: EpochMillis;
}

/** Days of a schedule, told by the first of them after a day. */
export type Days = (after: Day) => Day | null;

/** When, and where, a schedule's days are looked at. */
export interface Clock {
  readonly timeOfDay: ClockTime;
  readonly timeZone: string;
}

/** The first occurrence after that of a day; null when none comes. */
export function occurrenceAfter(days: Days, after: Day, { timeOfDay, timeZone }: Clock): Occurrence | null {
  const before = instantOn(after, timeOfDay, timeZone);
  for (let day = days(after); day !== null; day = days(day)) {
    const at = instantOn(day, timeOfDay, timeZone);
    // A zone that skips a day shows that day's time on the next: one occurrence, not two.
    if (at > before) return { day, at };
  }
  return null;
}

/** The first occurrences after that of a day, so many at most. */
export function occurrencesAfter(days: Days, after: Day, clock: Clock, most: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (let next = occurrenceAfter(days, after, clock); next && found.length < most; ) {
    found.push(next);
    next = occurrenceAfter(days, next.day, clock);
  }
  return found;
}

/** The last occurrence that has come by now, after that of a day; null when none has. */
export function latestOccurrence(days: Days, after: Day, now: EpochMillis, clock: Clock): Occurrence | null {
  let latest: Occurrence | null = null;
  for (let next = occurrenceAfter(days, after, clock); next && next.at <= now; ) {
    latest = next;
    next = occurrenceAfter(days, next.day, clock);
  }
  return latest;
}
