/** When an anniversary comes to lie between two days that move with time, or ceases to. */
import type { Temporal } from 'temporal-polyfill';
import { DAY, type EpochMillis } from '../../time/index.ts';
import type { Effort } from '../effort.ts';
import type { Bound } from './bound.ts';
import { CALENDAR_STEP } from './flip.ts';
import { dayAt, nextMidnight, wallAt } from './zone.ts';

/** The day of a bound; `days` shifts it where it is not to belong. */
export interface DayBound {
  readonly bound: Bound;
  readonly days: number;
}

/** From one day to another, both inside. `outside`: everything but that. */
export interface DayWindow {
  readonly from: DayBound;
  readonly to: DayBound;
  readonly outside: boolean;
}

export function dayOfBound({ bound, days }: DayBound, now: EpochMillis, zone: string): Temporal.PlainDate {
  return dayAt(bound.at(now), zone).add({ days });
}

/** The time within which every change is found: four years hold a leap day, save around 2100. */
const EVERY_CHANGE = 366 * 9 * DAY;

/** A stretch of time in which nothing turns. */
interface Still {
  readonly since: EpochMillis;
  readonly until: EpochMillis;
}

/**
 * The next instant at which the window comes to hold an anniversary of a day of the year ("03-01"), or ceases to; Infinity when it never does. What
 * is found is kept for the day: it is asked for on behalf of every event of a record.
 */
export function anniversaryTurns(
  window: DayWindow,
  zone: string,
  effort: Effort,
): (day: string, now: EpochMillis) => EpochMillis {
  const kept = new Map<string, Still>();
  return (day, now) => {
    const known = kept.get(day);
    if (known && now >= known.since && now < known.until) return known.until;
    const until = nextTurn(window, zone, anniversariesOf(day), now, effort);
    kept.set(day, { since: now, until });
    return until;
  };
}

/**
 * The window holds an anniversary as long as the first one from its first day on is not after its last day. So while it does, only its first day is
 * looked at, until that passes the last anniversary inside; while it does not, its last day, until that reaches the next. From afar it is leapt to.
 */
function nextTurn(
  { from, to }: DayWindow,
  zone: string,
  anniversaries: Anniversaries,
  now: EpochMillis,
  effort: Effort,
): EpochMillis {
  const dayNumber = ({ bound, days }: DayBound, at: EpochMillis) =>
    Math.floor(wallAt(bound.at(at), zone) / DAY) + days;
  let present: boolean | undefined;
  for (let at = now; at <= now + EVERY_CHANGE; ) {
    effort.spend(CALENDAR_STEP);
    const [first, last] = [dayNumber(from, at), dayNumber(to, at)];
    const coming = anniversaries.onOrAfter(first);
    const holds = coming <= last;
    present ??= holds;
    if (holds !== present) return at;
    const latest = anniversaries.onOrBefore(holds ? last : first - 1);
    const [moving, still] = holds ? [from, to] : [to, from];
    const days = holds ? latest - first : coming - last;
    const change = dayChange(moving.bound, at, zone);
    if (still.bound.pace === 'MOVES' && (holds ? last : first) - latest <= WOBBLE_DAYS) {
      at = Math.min(change, dayChange(still.bound, at, zone));
    } else at = Math.max(change, at + days * DAY - moving.bound.slack - WOBBLE_DAYS * DAY);
  }
  return Number.POSITIVE_INFINITY;
}

/** Where clocks are put back, a day that moves with now may be the day before once more. */
const WOBBLE_DAYS = 2;

/** When the day that a bound lies in can change next. */
function dayChange(bound: Bound, now: EpochMillis, zone: string): EpochMillis {
  if (bound.pace !== 'MOVES') return bound.nextStep(now);
  const at = bound.at(now);
  return Math.min(bound.nextStep(now), now + Math.max(1, nextMidnight(at, zone) - at));
}

/** The anniversaries of a day, one a year, among all days as they are numbered from 1 January 1970. */
interface Anniversaries {
  onOrAfter(day: number): number;
  onOrBefore(day: number): number;
}

/** 29 February is the 28th in other years. */
function anniversariesOf(dayOfYear: string): Anniversaries {
  const [month, day] = dayOfYear.split('-').map(Number) as [number, number];
  const yearOf = (dayNumber: number) => new Date(dayNumber * DAY).getUTCFullYear();
  const inYear = (year: number) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    if (date.getUTCMonth() !== month - 1) date.setUTCDate(0);
    return date.getTime() / DAY;
  };
  return {
    onOrAfter(dayNumber) {
      const year = yearOf(dayNumber);
      const same = inYear(year);
      return same >= dayNumber ? same : inYear(year + 1);
    },
    onOrBefore(dayNumber) {
      const year = yearOf(dayNumber);
      const same = inYear(year);
      return same <= dayNumber ? same : inYear(year - 1);
    },
  };
}
