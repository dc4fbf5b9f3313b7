import { zoned } from '../../time/index.ts';
import { dateFormat } from './formats.ts';

/** A time on a wall clock, and how a locale says its parts. */
interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly dayOfYear: number;
  /** A name from the locale: of a month, a day of the week, the half of the day, the zone. */
  named(type: Intl.DateTimeFormatPartTypes, options: Intl.DateTimeFormatOptions): string;
}

function wallOf(at: number, timeZone: string, locale: string): Wall {
  const { year, month, day, hour, minute, second, millisecond, dayOfYear } = zoned(at, timeZone);
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    millisecond,
    dayOfYear,
    named(type, options) {
      const parts = dateFormat(locale, { ...options, timeZone }).formatToParts(at);
      return parts.find((part) => part.type === type)?.value ?? '';
    },
  };
}

const padded = (number: number, width: number) => String(number).padStart(width, '0');
const ofTwelve = (hour: number) => hour % 12 || 12;

const monthName = (style: 'long' | 'short') => (wall: Wall) =>
  wall.named('month', { month: style, day: 'numeric' });
const weekday = (style: 'long' | 'short') => (wall: Wall) => wall.named('weekday', { weekday: style });
const halfOfDay = (wall: Wall) => wall.named('dayPeriod', { hour: 'numeric', hour12: true });
const zoneName = (wall: Wall) => wall.named('timeZoneName', { timeZoneName: 'short' });

/** The letters of Unicode's patterns, in the lengths that are known. */
const LETTERS: Readonly<Record<string, (wall: Wall) => string>> = {
  y: ({ year }) => String(year),
  yy: ({ year }) => padded(year % 100, 2),
  yyyy: ({ year }) => padded(year, 4),
  M: ({ month }) => String(month),
  MM: ({ month }) => padded(month, 2),
  MMM: monthName('short'),
  MMMM: monthName('long'),
  d: ({ day }) => String(day),
  dd: ({ day }) => padded(day, 2),
  D: ({ dayOfYear }) => String(dayOfYear),
  E: weekday('short'),
  EE: weekday('short'),
  EEE: weekday('short'),
  EEEE: weekday('long'),
  H: ({ hour }) => String(hour),
  HH: ({ hour }) => padded(hour, 2),
  h: ({ hour }) => String(ofTwelve(hour)),
  hh: ({ hour }) => padded(ofTwelve(hour), 2),
  m: ({ minute }) => String(minute),
  mm: ({ minute }) => padded(minute, 2),
  s: ({ second }) => String(second),
  ss: ({ second }) => padded(second, 2),
  SSS: ({ millisecond }) => padded(millisecond, 3),
  a: halfOfDay,
  z: zoneName,
};

/** A time by a pattern such as `dd.MM.yyyy`; what stands in single quotes is text, and so are letters that mean nothing. */
export function inPattern(pattern: string, at: number, timeZone: string, locale: string): string {
  const wall = wallOf(at, timeZone, locale);
  return pattern.replace(/''|'[^']*'|([A-Za-z])\1*/g, (found) => {
    if (found === "''") return "'";
    if (found.startsWith("'")) return found.slice(1, -1);
    return Object.hasOwn(LETTERS, found) ? LETTERS[found]!(wall) : found;
  });
}

/** The letters of strftime; a hyphen before one leaves out leading zeros. */
const DIRECTIVES: Readonly<Record<string, (wall: Wall) => string>> = {
  a: weekday('short'),
  A: weekday('long'),
  b: monthName('short'),
  B: monthName('long'),
  d: LETTERS['dd']!,
  e: LETTERS['d']!,
  f: ({ millisecond }) => padded(millisecond * 1_000, 6),
  H: LETTERS['HH']!,
  I: LETTERS['hh']!,
  j: ({ dayOfYear }) => padded(dayOfYear, 3),
  m: LETTERS['MM']!,
  M: LETTERS['mm']!,
  p: halfOfDay,
  S: LETTERS['ss']!,
  y: LETTERS['yy']!,
  Y: LETTERS['yyyy']!,
  Z: zoneName,
  '%': () => '%',
};

/** A time by a format such as `%d %B %Y`; directives that mean nothing stay as they are. */
export function inStrftime(format: string, at: number, timeZone: string, locale: string): string {
  const wall = wallOf(at, timeZone, locale);
  return format.replace(/%(-?)([A-Za-z%])/g, (found, bare: string, letter: string) => {
    if (!Object.hasOwn(DIRECTIVES, letter)) return found;
    const text = DIRECTIVES[letter]!(wall);
    return bare === '' ? text : text.replace(/^0+(?=\d)/, '');
  });
}
