import { type Given, itemsOf, membersOf, numberOf, textOf } from './given.ts';
import { numberText } from './numbers.ts';

/** `3 days`, `1 hour`; the unit is one of the API's: `DAYS`, `HALF_DAYS`. */
export function amount(count: number, unit: string, kind = ''): string {
  const name = unit.toLowerCase().replaceAll('_', ' ');
  return `${numberText(count)} ${kind}${Math.abs(count) === 1 ? singular(name) : name}`;
}

function singular(name: string): string {
  const odd: Readonly<Record<string, string>> = { centuries: 'century', millennia: 'millennium' };
  return odd[name] ?? name.replace(/s$/, '');
}

/** Flows hold lengths in minutes; people do not: `4320` is `3 days`, `90` is `1 hour and 30 minutes`. */
export function minutesText(minutes: number, kind = ''): string {
  const [sign, whole] = minutes < 0 ? ['-', -minutes] : ['', minutes];
  const days = Math.floor(whole / 1_440);
  const hours = Math.floor((whole % 1_440) / 60);
  const rest = whole % 60;
  const parts = [
    ...(days > 0 ? [amount(days, 'DAYS', kind)] : []),
    ...(hours > 0 ? [amount(hours, 'HOURS')] : []),
    ...(rest > 0 || whole === 0 ? [amount(rest, 'MINUTES')] : []),
  ];
  const last = parts.pop()!;
  return sign + (parts.length > 0 ? `${parts.join(', ')} and ${last}` : last);
}

/** A length in any unit; minutes and hours in the largest units that they come to. */
export function delayText(delta: number, unit: string, kind = ''): string {
  if (unit === 'MINUTES') return minutesText(delta, kind);
  if (unit === 'HOURS') return minutesText(delta * 60, kind);
  return amount(delta, unit, kind);
}

/** `09:30`. */
export function timeOfDayText(value: unknown): string | undefined {
  const { hour, minute }: Given = membersOf(value);
  const [hours, minutes] = [numberOf(hour), numberOf(minute) ?? 0];
  return hours === undefined ? undefined : `${padded(hours)}:${padded(minutes)}`;
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}

/** `MONDAY` as `Monday`; anything else as it is. */
const proper = (word: string) => (/^[A-Z]+$/.test(word) ? word[0] + word.slice(1).toLowerCase() : word);

const WEEK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** `Monday, Tuesday or Friday`; undefined without any. */
export function daysText(value: unknown, word = 'or'): string | undefined {
  const given = itemsOf(value).flatMap((day) => textOf(day) ?? []);
  const days = [...WEEK.filter((day) => given.includes(day)), ...given.filter((day) => !WEEK.includes(day))];
  if (days.length === 0) return undefined;
  if (days.length === 5 && WEEK.slice(0, 5).every((day) => days.includes(day)))
    return word === 'or' ? 'a weekday' : 'weekdays';
  const said = days.map(proper);
  const last = said.pop()!;
  return said.length > 0 ? `${said.join(', ')} ${word} ${last}` : last;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A month by its number, from 1, or by its name: `MARCH`. */
export function monthText(value: unknown): string | undefined {
  const number = numberOf(value);
  if (number !== undefined) return MONTHS[number - 1];
  const name = textOf(value);
  return name === undefined || name === ''
    ? undefined
    : (MONTHS.find((month) => month.toLowerCase().startsWith(name.toLowerCase().slice(0, 3))) ?? name);
}
