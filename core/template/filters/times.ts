import { instantOf } from '../../property/index.ts';
import { DAY, delayed, HOUR, iso, isTimeZone, MINUTE, SECOND } from '../../time/index.ts';
import type { Rendering } from '../rendering.ts';
import { FilterError } from '../template-error.ts';
import { textOf, type Value } from '../value.ts';
import { type Filter, needWhole, shownValue } from './filter.ts';
import { dateFormat, localeOf } from './formats.ts';
import { FORMATTING } from './numbers.ts';
import { inPattern, inStrftime } from './time-patterns.ts';

/** A moment, or a day, which is the same everywhere. */
interface Time {
  readonly at: number;
  readonly isDay: boolean;
}

const ZONED = 'format, zone, locale';

export const TIME_FILTERS: readonly Filter[] = [
  {
    name: 'between_times',
    args: 'other, unit = "days"',
    says: 'Whole units from one time to another, without a sign.',
    apply: (value, [other = null, unit = 'days']) => {
      if (value === null || other === null) return null;
      const apart = Math.abs(timeOf('between_times', value).at - timeOf('between_times', other).at);
      return Math.floor(apart / lengthOf('between_times', unit));
    },
  },
  {
    name: 'datetimeformat',
    args: 'format = "%B %d, %Y, %H:%M", zone, locale',
    says: 'A time by the letters of strftime: `%Y-%m-%d`, `%d %b %Y`.',
    apply: onTime('datetimeformat', (time, [format = '%B %d, %Y, %H:%M', zone = null, locale = null], run) =>
      inStrftime(patternOf(format), time.at, zoneOf(zone, time, run), localeOf(locale, run)),
    ),
  },
  {
    name: 'format_date',
    args: ZONED,
    says: 'A day: `short`, `medium`, `long`, `full`, or a pattern such as `dd.MM.yyyy`.',
    apply: onTime(
      'format_date',
      styled('format_date', (dateStyle) => ({ dateStyle })),
    ),
  },
  {
    name: 'format_datetime',
    args: ZONED,
    says: 'A day and its time, likewise.',
    apply: onTime(
      'format_datetime',
      styled('format_datetime', (style) => ({ dateStyle: style, timeStyle: style })),
    ),
  },
  {
    name: 'format_time',
    args: ZONED,
    says: 'A time of day, likewise.',
    apply: onTime(
      'format_time',
      styled('format_time', (timeStyle) => ({ timeStyle })),
    ),
  },
  {
    name: 'minus_time',
    args: 'number, unit = "days"',
    says: 'A time so many units before; days and longer ones on the calendar of the account.',
    apply: onTime('minus_time', (time, args, run) => moved('minus_time', time, args, -1, run)),
  },
  {
    name: 'plus_time',
    args: 'number, unit = "days"',
    says: 'A time so many units later, likewise.',
    apply: onTime('plus_time', (time, args, run) => moved('plus_time', time, args, 1, run)),
  },
  {
    name: 'unixtimestamp',
    says: 'A time in milliseconds since 1970.',
    apply: onTime('unixtimestamp', ({ at }) => at),
  },
];

function onTime(
  name: string,
  make: (time: Time, args: readonly Value[], run: Rendering) => Value,
): Filter['apply'] {
  return (value, args, run) => {
    if (value === null || value === '') return null;
    run.budget.spend(FORMATTING);
    return make(timeOf(name, value), args, run);
  };
}

function timeOf(name: string, value: Value): Time {
  const text = textOf(value);
  const at = instantOf(text);
  if (at === null)
    throw new FilterError(
      `${name} takes a date, such as "2026-03-01" or milliseconds, not ${shownValue(value)}`,
    );
  return { at, isDay: /^\d{4}-\d{2}-\d{2}$/.test(text) };
}

const STYLES = ['short', 'medium', 'long', 'full'] as const;
type Style = (typeof STYLES)[number];

function styled(name: string, options: (style: Style) => Intl.DateTimeFormatOptions) {
  return (time: Time, [format = 'medium', zone = null, locale = null]: readonly Value[], run: Rendering) => {
    const [pattern, timeZone, tag] = [patternOf(format), zoneOf(zone, time, run), localeOf(locale, run)];
    const style = STYLES.find((each) => each === pattern);
    if (style) return dateFormat(tag, { ...options(style), timeZone }).format(time.at);
    if (/^[a-z]+$/i.test(pattern) && !/^[yMdEHhmsSa]+$/.test(pattern))
      throw new FilterError(
        `${name} knows ${STYLES.join(', ')} and patterns such as "dd.MM.yyyy", not ${shownValue(format)}`,
      );
    return inPattern(pattern, time.at, timeZone, tag);
  };
}

const PATTERN_CHARACTERS_MAX = 200;

function patternOf(format: Value): string {
  const text = textOf(format);
  if (text.length <= PATTERN_CHARACTERS_MAX) return text;
  throw new FilterError(`a format has at most ${PATTERN_CHARACTERS_MAX} characters`);
}

/** A day is not moved by any zone. */
function zoneOf(zone: Value, { isDay }: Time, { place }: Rendering): string {
  const name = zone === null || zone === '' ? undefined : textOf(zone);
  if (name !== undefined && !isTimeZone(name))
    throw new FilterError(`${shownValue(zone)} is no time zone, such as "Europe/Dublin"`);
  return isDay ? 'UTC' : (name ?? place?.timeZone ?? 'UTC');
}

/** Units by their names, one or many: those that pass on every clock alike have a length. */
const UNITS: Readonly<Record<string, { readonly unit: string; readonly ms: number }>> = {
  millisecond: { unit: 'MILLIS', ms: 1 },
  second: { unit: 'SECONDS', ms: SECOND },
  minute: { unit: 'MINUTES', ms: MINUTE },
  hour: { unit: 'HOURS', ms: HOUR },
  day: { unit: 'DAYS', ms: DAY },
  week: { unit: 'WEEKS', ms: 7 * DAY },
  month: { unit: 'MONTHS', ms: 30 * DAY },
  year: { unit: 'YEARS', ms: 365 * DAY },
};

function unitOf(name: string, value: Value) {
  const word = textOf(value).toLowerCase().replace(/s$/, '');
  const unit = Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
  if (unit) return unit;
  throw new FilterError(`${name} knows ${Object.keys(UNITS).join('s, ')}s, not ${shownValue(value)}`);
}

function lengthOf(name: string, value: Value): number {
  return unitOf(name, value).ms;
}

/** Units that a time can be moved by, far beyond any calendar. */
const MOVED_MAX = 1_000_000_000;

function moved(
  name: string,
  { at, isDay }: Time,
  [number = 1, word = 'days']: readonly Value[],
  sign: 1 | -1,
  { place }: Rendering,
): string {
  const { unit, ms } = unitOf(name, word);
  const delta = sign * needWhole(name, number, [-MOVED_MAX, MOVED_MAX]);
  const then = delayed(
    at,
    { delta, timeUnit: unit, daysOfWeek: [] },
    isDay ? 'UTC' : (place?.timeZone ?? 'UTC'),
  );
  const text = iso(then);
  return isDay && ms >= DAY ? text.slice(0, 10) : text;
}
