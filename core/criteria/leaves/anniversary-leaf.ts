/** A leaf on the day of the year: whether an anniversary of the value falls into a window, in whatever year. */
import { Temporal } from 'temporal-polyfill';
import type { EpochMillis } from '../../time/index.ts';
import type { Leaf, Site } from '../leaf.ts';
import { anniversaryTurns, type DayWindow, dayOfBound } from '../moments/anniversary-turns.ts';
import type { Reading } from '../moments/reading.ts';

/** From one day of the year to another ("03-01"), both inside. */
type Span = readonly [from: string, to: string];

/** Days are the zone's; 29 February is the 28th in other years. */
export function anniversaryLeaf(
  { effort }: Pick<Site, 'effort'>,
  reading: Reading,
  window: DayWindow,
  zone: string,
  none: boolean,
): Leaf {
  const { from, to, outside } = window;
  const spansAt = cached((now) => spansBetween(dayOfBound(from, now, zone), dayOfBound(to, now, zone)));
  const dayOf = (key: string | undefined) => (key === undefined ? undefined : reading.day(key)?.slice(5));
  const holds = (day: string, now: EpochMillis) =>
    spansAt(now).some(([first, last]) => day >= first && day <= last) !== outside;
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
  const turnAfter = anniversaryTurns(window, zone, effort);
  return {
    ...leaf,
    holdsUntil(bearer, now) {
      const day = dayOf(reading.key(bearer));
      return day === undefined ? Number.POSITIVE_INFINITY : turnAfter(day, now);
    },
  };
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

/** Records are many and instants few: an instant's result is kept for the next record. */
const CACHED_INSTANTS = 64;

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
