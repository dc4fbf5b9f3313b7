/** A leaf on the day of the year: whether an anniversary of the value falls into a window, in whatever year. */
import { Temporal } from 'temporal-polyfill';
import { DAY, type EpochMillis } from '../../time/index.ts';
import type { Leaf } from '../leaf.ts';
import type { Bound } from '../moments/bound.ts';
import type { Reading } from '../moments/reading.ts';
import { dayAt, nextMidnight } from '../moments/zone.ts';

/** From one day of the year to another ("03-01"), both inside. */
type Span = readonly [from: string, to: string];

/** From the day of one bound to the day of another, both inside; `days` shifts a bound's day when it is not to belong. */
export interface DayWindow {
  readonly from: { readonly bound: Bound; readonly days: number };
  readonly to: { readonly bound: Bound; readonly days: number };
  readonly outside: boolean;
}

/** Days are the zone's; 29 February is the 28th in other years. */
export function anniversaryLeaf(reading: Reading, window: DayWindow, zone: string, none: boolean): Leaf {
  const { from, to, outside } = window;
  const spansAt = cached((now) => spansBetween(dayOfBound(from, now, zone), dayOfBound(to, now, zone)));
  const dayOf = (key: string | undefined) => (key === undefined ? undefined : reading.day(key)?.slice(5));
  const holds = (day: string, now: EpochMillis) =>
    spansAt(now).some(([first, last]) => day >= first && day <= last) !== outside;
  // Walks through the years from wherever meet at once, and go the same way from there: on behalf of each event of a record, and of each instant that
  // is asked about.
  const changeAfter = cached((now) =>
    Math.min(dayChange(from.bound, now, zone), dayChange(to.bound, now, zone)),
  );
  const leaf: Leaf = {
    met(bearer, now) {
      const day = dayOf(reading.key(bearer));
      return day === undefined ? none : holds(day, now);
    },
    sql(row, now) {
      const day = `substr(${reading.daySql(reading.sql(row))}, 6) collate "C"`;
      const inside = spansAt(now).map(
        ([first, last]) => `${day} between ${row.param(first, 'text')} and ${row.param(last, 'text')}`,
      );
      const any = inside.length === 0 ? `${day} is null` : inside.join(' or ');
      return `(case when ${day} is null then ${none} else ${outside ? 'not ' : ''}(${any}) end)`;
    },
  };
  if (from.bound.pace === 'FIXED' && to.bound.pace === 'FIXED') return leaf;
  return {
    ...leaf,
    holdsUntil(bearer, now) {
      const day = dayOf(reading.key(bearer));
      if (day === undefined) return Number.POSITIVE_INFINITY;
      const present = holds(day, now);
      for (let at = changeAfter(now); at <= now + EVERY_CHANGE; at = changeAfter(at))
        if (holds(day, at) !== present) return at;
      return Number.POSITIVE_INFINITY;
    },
  };
}

/** The time within which every change is found: four years hold a leap day, save around 2100. */
const EVERY_CHANGE = 366 * 9 * DAY;

function dayOfBound({ bound, days }: DayWindow['from'], now: EpochMillis, zone: string): Temporal.PlainDate {
  return dayAt(bound.at(now), zone).add({ days });
}

/** The days of the year from one day to another. */
function spansBetween(first: Temporal.PlainDate, last: Temporal.PlainDate): readonly Span[] {
  if (Temporal.PlainDate.compare(first, last) > 0) return [];
  if (last.since(first, { largestUnit: 'years' }).years >= 1) return [['01-01', '12-31']];
  const [start, end] = [first.toString().slice(5), last.toString().slice(5)];
  // In a year without it, the anniversary of 29 February is the 28th.
  const through = end === '02-28' && !last.inLeapYear ? '02-29' : end;
  if (first.year === last.year) return [[start, through]];
  return [
    [start, '12-31'],
    ['01-01', through],
  ];
}

/** When the day that a bound lies in can change next. */
function dayChange(bound: Bound, now: EpochMillis, zone: string): EpochMillis {
  if (bound.pace !== 'MOVES') return bound.nextStep(now);
  const at = bound.at(now);
  return Math.min(bound.nextStep(now), now + Math.max(1, nextMidnight(at, zone) - at));
}

/** Records are many and instants few: an instant's result is kept for the next record. A walk has its place twice over. */
const CACHED_INSTANTS = (2 * EVERY_CHANGE) / DAY;

function cached<T>(compute: (now: EpochMillis) => T): (now: EpochMillis) => T {
  const kept = new Map<EpochMillis, T>();
  return (now) => {
    const known = kept.get(now);
    if (known !== undefined) return known;
    if (kept.size >= CACHED_INSTANTS) kept.clear();
    const value = compute(now);
    kept.set(now, value);
    return value;
  };
}
