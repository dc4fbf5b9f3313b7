/** How time points are said: `30 days ago`, `the start of today`, `Close date`. */
import {
  amount,
  type Given,
  membersOf,
  monthText,
  numberOf,
  type Part,
  propertyPart,
  text,
  textOf,
  thing,
  timeOfDayText,
} from '../sentence/index.ts';
import type { PropertyWording } from './wording.ts';

export function sayTimePoint(point: unknown, wording: PropertyWording): Part[] {
  const given = membersOf(point);
  switch (given['timeType']) {
    case 'DATE':
      return [thing('value', JSON.stringify(given), dateOf(given))];
    case 'INDEXED':
      return [thing('value', JSON.stringify(given), indexed(given))];
    case 'PROPERTY_REFERENCED': {
      const name = propertyPart(wording.bearer, given['property'], wording.names);
      return sayReading(given['referenceType'], name);
    }
    default:
      return [text('a time')];
  }
}

/** How a property's value is read as a time: as it is, when it changed, the day of it in every year. */
export function sayReading(reading: unknown, name: Part): Part[] {
  const word = textOf(reading) ?? 'VALUE';
  if (word === 'UPDATED_AT') return [text('the last change of '), name];
  if (word.startsWith('ANNIVERSARY')) return [text('the anniversary of '), name];
  return [name];
}

/** Days from today that a time point means by itself: 0 for today or now, -30 for 30 days ago; undefined for others. */
export function daysFromNow(point: unknown): number | undefined {
  const { timeType, indexReference, offset } = membersOf(point);
  const { referenceType } = membersOf(indexReference);
  if (timeType !== 'INDEXED' || (referenceType !== 'NOW' && referenceType !== 'TODAY')) return undefined;
  const shifts = shiftsOf(offset);
  if (shifts.length === 0) return 0;
  const [only] = shifts;
  if (shifts.length > 1) return undefined;
  return only!.unit === 'DAYS' ? only!.count : only!.unit === 'WEEKS' ? only!.count * 7 : undefined;
}

function dateOf(given: Given): string {
  const { year, month, day } = given;
  const said = [textOf(day), monthText(month), textOf(year)].filter(
    (word) => word !== undefined && word !== '',
  );
  const time = timeOn(given);
  return `${said.join(' ') || 'a date'}${time ? `, ${time}` : ''}`;
}

/** The time of day, where it is more than the begin or the end of the day. */
function timeOn(given: Given): string | undefined {
  const time = timeOfDayText(given);
  return time === '00:00' || time === '23:59' ? undefined : time;
}

const SHIFTS = [
  'years',
  'quarters',
  'months',
  'weeks',
  'days',
  'hours',
  'minutes',
  'seconds',
  'milliseconds',
];

interface Shift {
  readonly unit: string;
  readonly count: number;
}

function shiftsOf(offset: unknown): Shift[] {
  const given = membersOf(offset);
  return SHIFTS.flatMap((unit) => {
    const count = numberOf(given[unit]);
    return count === undefined || count === 0 ? [] : [{ unit: unit.toUpperCase(), count }];
  });
}

function indexed({ indexReference, offset }: Given): string {
  const reference = membersOf(indexReference);
  const shifts = shiftsOf(offset);
  const begin = referenceText(reference, shifts);
  const time = timeOn(reference);
  return time ? `${begin} at ${time}` : begin;
}

function referenceText(reference: Given, shifts: readonly Shift[]): string {
  const type = textOf(reference['referenceType']) ?? '';
  const [first, ...more] = shifts;
  if (type !== 'NOW' && type !== 'TODAY') {
    const unit = type.replace('FISCAL_', '');
    const isNeighbour =
      first && more.length === 0 && first.unit === `${unit}S` && Math.abs(first.count) === 1;
    if (isNeighbour) return dayOfUnit(type, reference, first.count < 0 ? 'last' : 'next');
    const day = dayOfUnit(type, reference, 'this');
    return first ? `${lengthOf(shifts)} ${first.count < 0 ? 'before' : 'after'} ${day}` : day;
  }
  if (!first) return type === 'NOW' ? 'now' : 'today';
  if (more.length === 0 && first.unit === 'DAYS' && Math.abs(first.count) === 1)
    return first.count < 0 ? 'yesterday' : 'tomorrow';
  return `${lengthOf(shifts)} ${first.count < 0 ? 'ago' : 'from now'}`;
}

/** `1 year and 2 months`; parts in the other direction are taken away: `1 year less 2 days`. */
function lengthOf(shifts: readonly Shift[]): string {
  const isBack = shifts[0]!.count < 0;
  return shifts
    .map(({ unit, count }, index) => {
      const between = index === 0 ? '' : count < 0 === isBack ? ' and ' : ' less ';
      return between + amount(Math.abs(count), unit);
    })
    .join('');
}

/** `Monday of this week`, `the start of last month`, `1 February of this year`. */
function dayOfUnit(type: string, reference: Given, which: string): string {
  const unit = type.toLowerCase().replace('_', ' ');
  if (type === 'WEEK') {
    const weekday = textOf(reference['dayOfWeek']) ?? 'the first day';
    return `${/^[A-Z]+$/.test(weekday) ? weekday[0] + weekday.slice(1).toLowerCase() : weekday} of ${which} week`;
  }
  const [day, month] = [numberOf(reference['day']) ?? 1, reference['month'] ?? 1];
  if (type === '') return 'a day';
  const isStart = day === 1 && (type === 'MONTH' || monthText(month) === 'January');
  if (isStart) return `the start of ${which} ${unit}`;
  if (type === 'MONTH') return `day ${day} of ${which} month`;
  if (type === 'YEAR') return `${day} ${monthText(month) ?? 'January'} of ${which} year`;
  return `day ${day} of month ${numberOf(month) ?? textOf(month) ?? 1} of ${which} ${unit}`;
}
