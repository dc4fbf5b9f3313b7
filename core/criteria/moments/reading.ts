/** How a property is read as a time: a key that sorts by its text, in both back ends. */
import { type EpochMillis, iso } from '../../time/index.ts';
import { historyOf, literal, presentValue, type Site, type SqlRow } from '../leaf.ts';
import type { Bearer } from '../subject.ts';
import { type Bound, onWall } from './bound.ts';
import {
  isDayText,
  isoText,
  isZonedInstantText,
  sentInstant,
  sentInstantSql,
  ZONED_INSTANT_TEXT,
} from './iso-text.ts';
import { dayAt, firstDayFrom, startOfDayText } from './zone.ts';

export interface Reading {
  /** INSTANT: text of an instant. DAY: text of a day. WALL: a wall clock's time, written as an instant in UTC. */
  readonly grain: 'INSTANT' | 'DAY' | 'WALL';
  /** Whether keys are the values themselves, as records have them. */
  readonly isOfValues: boolean;
  key(bearer: Bearer): string | undefined;
  sql(row: SqlRow): string;
  /** The first key that is not before an instant, which `bound(…)` gave. */
  threshold(at: EpochMillis): string;
  /** The instant that a key stands for, comparable with `bound(…)`; NaN for a key that is none. */
  instant(key: string): EpochMillis;
  bound(bound: Bound): Bound;
  /** The day that a key lies in. */
  day(key: string): string | undefined;
  daySql(key: string): string;
}

/** The value of a date or datetime property; of an event, the value as sent. `zone`: the zone of its days. */
export function valueReading(site: Site, property: string, type: string, zone: string): Reading {
  if (site.scope === 'EVENT') return { ...instants(zone), ...sent(property) };
  return type === 'date' ? days(property, zone) : { ...instants(zone), ...ofLength(property, 24) };
}

/** The value's wall clock in UTC, taken to be the zone's: no conversion. A date has no clock, so it reads as it is. */
export function wallReading(site: Site, property: string, type: string, zone: string): Reading {
  if (site.scope === 'RECORD' && type === 'date') return days(property, zone);
  const keys = site.scope === 'EVENT' ? sent(property) : ofLength(property, 24);
  return {
    ...keys,
    grain: 'WALL',
    threshold: isoText,
    instant: Date.parse,
    bound: (bound) => onWall(bound, zone),
    day: (key) => key.slice(0, 10),
    daySql: (key) => `left(${key}, 10)`,
  };
}

/** When the property last changed. */
export function updatedReading(site: Site, property: string, zone: string): Reading {
  site.readsHistory(property);
  return {
    ...instants(zone),
    isOfValues: false,
    key(bearer) {
      const latest = historyOf(bearer, property)[0];
      return latest && iso(latest.at);
    },
    sql: (row) => row.updatedAt(property),
  };
}

function instants(zone: string): Omit<Reading, 'key' | 'sql' | 'isOfValues'> {
  return {
    grain: 'INSTANT',
    threshold: isoText,
    instant: Date.parse,
    bound: (bound) => bound,
    day: (key) => (isZonedInstantText(key) ? dayAt(Date.parse(key), zone).toString() : undefined),
    daySql: (key) =>
      `(case when ${key} ~ '${ZONED_INSTANT_TEXT}' then to_char((${key})::timestamptz at time zone ${literal(zone)}, 'YYYY-MM-DD') end)`,
  };
}

function days(property: string, zone: string): Reading {
  return {
    ...ofLength(property, 10),
    grain: 'DAY',
    threshold: (at) => (Number.isFinite(at) ? firstDayFrom(at, zone) : isoText(at)),
    instant: (key) => (isDayText(key) ? startOfDayText(key, zone) : Number.NaN),
    bound: (bound) => bound,
    day: (key) => key,
    daySql: (key) => key,
  };
}

/** Canonical times have one length each; text of another is no time. */
function ofLength(property: string, length: number): Pick<Reading, 'key' | 'sql' | 'isOfValues'> {
  return {
    isOfValues: true,
    key(bearer) {
      const value = presentValue(bearer, property);
      return value?.length === length ? value : undefined;
    },
    sql: (row) => `(case when length(${row.value(property)}) = ${length} then ${row.value(property)} end)`,
  };
}

function sent(property: string): Pick<Reading, 'key' | 'sql' | 'isOfValues'> {
  return {
    isOfValues: false,
    key(bearer) {
      const value = presentValue(bearer, property);
      return value === undefined ? undefined : sentInstant(value);
    },
    sql: (row) => sentInstantSql(row.value(property)),
  };
}
