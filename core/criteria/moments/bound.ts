/** Bounds: instants that a value is compared with. Some stand still, some step with the calendar, some move with now. */
import type { Temporal } from 'temporal-polyfill';
import { DAY, type EpochMillis } from '../../time/index.ts';
import type { CriteriaContext } from '../context.ts';
import type { IndexOffset, IndexReference, TimePoint } from '../time-point.ts';
import { type Unit, unitOf, weekdayIndex } from './unit.ts';
import {
  dayAt,
  dayOfWall,
  instantOfWall,
  nextMidnight,
  nextTransition,
  startOf,
  WIDEST_OFFSET,
  wallAt,
} from './zone.ts';

export interface Bound {
  at(now: EpochMillis): EpochMillis;
  /** STEPS: the same until `nextStep`. MOVES: as fast as now until `nextStep`. */
  readonly pace: 'FIXED' | 'STEPS' | 'MOVES';
  nextStep(now: EpochMillis): EpochMillis;
  /** Milliseconds by which its distance from now can ever vary. */
  readonly slack: number;
}

export function fixedBound(at: EpochMillis): Bound {
  return { at: () => at, pace: 'FIXED', nextStep: () => Number.POSITIVE_INFINITY, slack: 0 };
}

/** A bound so many milliseconds after another. A value after the other is not before this one. */
export function later(bound: Bound, millis: number): Bound {
  return { ...bound, at: (now) => bound.at(now) + millis };
}

/** The wall clock at a bound, as if it were UTC. */
export function onWall(bound: Bound, zone: string): Bound {
  return {
    ...bound,
    at: (now) => wallAt(bound.at(now), zone),
    nextStep(now) {
      if (bound.pace !== 'MOVES') return bound.nextStep(now);
      // The wall leaps as the bound comes to a transition.
      const at = bound.at(now);
      return Math.min(bound.nextStep(now), now + (nextTransition(at, zone) - at));
    },
    slack: bound.slack + WIDEST_OFFSET,
  };
}

/** A day that depends on today, from its first instant. `unit`: how often it changes. */
export function dayBound(
  zone: string,
  unit: Unit,
  slackDays: number,
  instantOf: (start: Temporal.PlainDate) => EpochMillis,
): Bound {
  let step = { at: 0, since: Number.POSITIVE_INFINITY, until: 0 };
  const stepAt = (now: EpochMillis) => {
    if (now >= step.since && now < step.until) return step;
    const start = unit.start(dayAt(now, zone));
    step = { at: instantOf(start), since: now, until: startOf(unit.plus(start, 1), zone) };
    return step;
  };
  return {
    at: (now) => stepAt(now).at,
    pace: 'STEPS',
    nextStep: (now) => stepAt(now).until,
    slack: slackDays * DAY,
  };
}

/** The point from which a day so many days from today begins. */
export function todayBound(days: number, zone: string, context: CriteriaContext): Bound {
  return dayBound(zone, unitOf('DAY', context), SLACK_DAYS.TODAY, (day) => startOf(day.add({ days }), zone));
}

/** Now, shifted: years to days on the wall's clock, hours and less as time passes. */
export function nowBound(offset: IndexOffset, zone: string): Bound {
  const months = (offset.years ?? 0) * 12 + (offset.quarters ?? 0) * 3 + (offset.months ?? 0);
  const days = (offset.weeks ?? 0) * 7 + (offset.days ?? 0);
  const elapsed = elapsedIn(offset);
  if (months === 0 && days === 0) {
    return { at: (now) => now + elapsed, pace: 'MOVES', nextStep: () => Number.POSITIVE_INFINITY, slack: 0 };
  }
  const shiftedWall = (now: EpochMillis) => monthsLater(wallAt(now, zone), months) + days * DAY;
  const shifted = lastKept((now: EpochMillis) => instantOfWall(shiftedWall(now), zone));
  return {
    at: (now) => shifted(now) + elapsed,
    pace: 'MOVES',
    nextStep: lastKept((now) => {
      const wall = shiftedWall(now);
      // Where the shifted wall shows times that there are twice, or not at all, the bound leaps as they begin and as they end.
      const leap = nextEdge(shifted(now), wall, zone);
      const midnight = months === 0 ? Number.POSITIVE_INFINITY : nextMidnight(now, zone);
      return Math.min(midnight, nextTransition(now, zone), now + (leap - wall));
    }),
    slack: (months === 0 ? SLACK_DAYS.NOW_BY_DAYS : SLACK_DAYS.NOW) * DAY,
  };
}

/** Asked for one value after another, of one instant. */
function lastKept(compute: (now: EpochMillis) => EpochMillis): (now: EpochMillis) => EpochMillis {
  let last = { now: Number.NaN, result: 0 };
  return (now) => {
    if (last.now !== now) last = { now, result: compute(now) };
    return last.result;
  };
}

/** A wall clock so many months on, at the same time of the day: on the last day of a month that is too short. */
function monthsLater(wall: EpochMillis, months: number): EpochMillis {
  if (months === 0) return wall;
  const time = ((wall % DAY) + DAY) % DAY;
  const { year, month, day } = dayOfWall(wall).add({ months });
  return new Date(time).setUTCFullYear(year, month - 1, day);
}

/** What a wall, as if it were UTC, shows next of the times between which it is put forward or back; `at` is an instant at which it may show `wall`. */
function nextEdge(at: EpochMillis, wall: EpochMillis, zone: string): EpochMillis {
  for (let transition = nextTransition(at - DAY, zone); ; transition = nextTransition(transition, zone)) {
    if (transition === Number.POSITIVE_INFINITY) return transition;
    const edges = [wallAt(transition - 1, zone) + 1, wallAt(transition, zone)].filter((edge) => edge > wall);
    if (edges.length > 0) return Math.min(...edges);
  }
}

/** A date or an instant relative to now; not one that a property holds. */
export function boundOf(
  point: Exclude<TimePoint, { timeType: 'PROPERTY_REFERENCED' }>,
  context: CriteriaContext,
): Bound {
  const zone = zoneOf(point, context);
  if (point.timeType === 'DATE') {
    const day = Date.UTC(2000, point.month - 1, 1);
    const length = new Date(Date.UTC(point.year, point.month, 0)).getUTCDate();
    const wall = new Date(day + timeOfDay(point)).setUTCFullYear(
      point.year,
      point.month - 1,
      Math.min(point.day, length),
    );
    return fixedBound(instantOfWall(wall, zone));
  }
  return indexedBound(point.indexReference, point.offset ?? {}, zone, context);
}

export function zoneOf(point: TimePoint, context: CriteriaContext): string {
  const custom =
    point.timezoneSource === undefined || point.timezoneSource === null || point.timezoneSource === 'CUSTOM';
  return custom ? (point.zoneId ?? context.timeZone) : context.timeZone;
}

/** The days by which a reference's distance from now varies, with the months of an offset. */
const SLACK_DAYS = {
  NOW: 8,
  NOW_BY_DAYS: 3,
  TODAY: 10,
  WEEK: 20,
  MONTH: 50,
  QUARTER: 120,
  YEAR: 400,
  FISCAL_QUARTER: 120,
  FISCAL_YEAR: 400,
};

function indexedBound(
  reference: IndexReference,
  offset: IndexOffset,
  zone: string,
  context: CriteriaContext,
): Bound {
  const timed =
    reference.hour !== undefined || reference.minute !== undefined || reference.second !== undefined;
  const atTime = timed || reference.millisecond !== undefined;
  if (reference.referenceType === 'NOW' && !atTime) return nowBound(offset, zone);
  const { unit, dayIn } = unitOfReference(reference, context);
  return dayBound(zone, unit, SLACK_DAYS[reference.referenceType], (start) => {
    const day = dayIn(start)
      .add({ years: offset.years ?? 0 })
      .add({ months: (offset.quarters ?? 0) * 3 + (offset.months ?? 0) })
      .add({ days: (offset.weeks ?? 0) * 7 + (offset.days ?? 0) });
    const at = atTime
      ? instantOfWall(day.toZonedDateTime('UTC').epochMilliseconds + timeOfDay(reference), zone)
      : startOf(day, zone);
    return at + elapsedIn(offset);
  });
}

function unitOfReference(reference: IndexReference, context: CriteriaContext) {
  const fiscal = context.fiscalYearStartMonth ?? 1;
  const dayOfMonth = (start: Temporal.PlainDate, month: number, day: number) =>
    start.add({ months: month - 1 }).with({ day });
  switch (reference.referenceType) {
    case 'NOW':
    case 'TODAY':
      return { unit: unitOf('DAY', context), dayIn: (start: Temporal.PlainDate) => start };
    case 'WEEK': {
      const days = weekdayIndex(reference.dayOfWeek, context);
      return { unit: unitOf('WEEK', context), dayIn: (start: Temporal.PlainDate) => start.add({ days }) };
    }
    case 'MONTH':
      return {
        unit: unitOf('MONTH', context),
        dayIn: (start: Temporal.PlainDate) => dayOfMonth(start, 1, reference.day),
      };
    case 'QUARTER':
    case 'FISCAL_QUARTER':
    case 'YEAR':
    case 'FISCAL_YEAR': {
      const first = reference.referenceType.startsWith('FISCAL') ? fiscal : 1;
      return {
        unit: unitOf(reference.referenceType.endsWith('QUARTER') ? 'QUARTER' : 'YEAR', context, first),
        dayIn: (start: Temporal.PlainDate) => dayOfMonth(start, reference.month, reference.day),
      };
    }
  }
}

function timeOfDay(time: {
  hour?: number | undefined;
  minute?: number | undefined;
  second?: number | undefined;
  millisecond?: number | undefined;
}): number {
  return (
    (((time.hour ?? 0) * 60 + (time.minute ?? 0)) * 60 + (time.second ?? 0)) * 1000 + (time.millisecond ?? 0)
  );
}

function elapsedIn(offset: IndexOffset): number {
  const minutes = (offset.hours ?? 0) * 60 + (offset.minutes ?? 0);
  return (minutes * 60 + (offset.seconds ?? 0)) * 1000 + (offset.milliseconds ?? 0);
}
