/** How refinements of events are said: `at least 2 times`, `in the last 30 days`. */
import {
  amount,
  entryFor,
  type Given,
  instantText,
  membersOf,
  numberOf,
  numberText,
  type Part,
  text,
  textOf,
} from '../sentence/index.ts';
import { kindOfRefineBy } from './refine-by-kind.ts';
import { sayTimePoint } from './time-point.say.ts';
import type { PropertyWording, Wording } from './wording.ts';

/** Both refinements of an event, each with a blank before it; nothing where there are none. */
export function sayRefinements(given: Given, wording: Pick<Wording, 'bearer' | 'names'>): Part[] {
  const about = { ...wording, words: undefined };
  return [given['coalescingRefineBy'], given['pruningRefineBy']].flatMap((each) => {
    const said = sayRefineBy(each, about);
    return said.length === 0 ? [] : [text(' '), ...said];
  });
}

/** A number of times as it stands beside a noun: `at least 2 `; nothing where any number from one will do. */
export function countText(refineBy: unknown): string | undefined {
  const given = membersOf(refineBy);
  if (kindOfRefineBy(given) !== 'NUM_OCCURRENCES') return undefined;
  const [least, most] = [numberOf(given['minOccurrences']), numberOf(given['maxOccurrences'])];
  if (least === undefined && most === undefined) return 'any number of';
  if (least === most) return `exactly ${numberText(least!)}`;
  if (most === undefined) return `at least ${numberText(least!)}`;
  if (least === undefined || least === 0) return `at most ${numberText(most)}`;
  return `${numberText(least)} to ${numberText(most)}`;
}

function sayRefineBy(refineBy: unknown, wording: PropertyWording): Part[] {
  const given = membersOf(refineBy);
  const at = (member: string) => {
    const moment = numberOf(given[member]);
    return moment === undefined ? 'a time' : instantText(moment, wording.names);
  };
  switch (kindOfRefineBy(given)) {
    case 'ABSOLUTE_COMPARATIVE':
      return [text(`${given['comparison'] === 'BEFORE' ? 'before' : 'after'} ${at('timestamp')}`)];
    case 'ABSOLUTE_RANGED':
      return [text(`${range(given['rangeType'])} ${at('lowerTimestamp')} and ${at('upperTimestamp')}`)];
    case 'RELATIVE_COMPARATIVE':
      return [text(relative(given))];
    case 'RELATIVE_RANGED':
      return [
        text(
          `${range(given['rangeType'])} ${distance(given['lowerBoundOffset'])} and ${distance(given['upperBoundOffset'])}`,
        ),
      ];
    case 'TIME_POINT':
      return [
        text(given['operator'] === 'IS_BEFORE' ? 'before ' : 'after '),
        ...sayTimePoint(given['timePoint'], wording),
      ];
    case 'TIME_RANGED':
      return [
        text(given['operator'] === 'IS_NOT_BETWEEN' ? 'outside ' : 'between '),
        ...sayTimePoint(given['lowerBoundTimePoint'], wording),
        text(' and '),
        ...sayTimePoint(given['upperBoundTimePoint'], wording),
      ];
    case 'NUM_OCCURRENCES':
      return [text(times(given))];
    case 'SET_OCCURRENCES':
      return [text(`(${entryFor(SETS, given['setType']) ?? 'any of them'})`)];
    default:
      return [];
  }
}

const SETS: Readonly<Record<string, string>> = {
  ANY: 'any of them',
  ANY_INCLUDE_EMPTY: 'any of them, or none at all',
  ALL: 'all of them',
  ALL_INCLUDE_EMPTY: 'all of them, or none at all',
  NONE: 'none of them',
  NONE_EXCLUDE_EMPTY: 'none of them, and there are some',
};

const range = (type: unknown) => (type === 'NOT_BETWEEN' ? 'outside' : 'between');

function times(given: Given): string {
  const count = countText(given) ?? '';
  const word = count.replace(/\b(\d[\d,]*)$/, (number) =>
    number === '1' ? 'once' : number === '2' && !count.includes(' to ') ? 'twice' : `${number} times`,
  );
  return count === 'any number of'
    ? 'any number of times'
    : word.replace(/^exactly (once|twice)$/, 'exactly $1');
}

function distance(offset: unknown): string {
  const { amount: count, offsetDirection, timeUnit } = membersOf(offset);
  const length = amount(numberOf(count) ?? 0, textOf(timeUnit) ?? 'DAYS');
  if (numberOf(count) === 0) return 'now';
  return offsetDirection === 'FUTURE' ? `${length} from now` : `${length} ago`;
}

/** AFTER 30 days ago is what people call the last 30 days. */
function relative({ comparison, timeOffset }: Given): string {
  const { amount: count, offsetDirection, timeUnit } = membersOf(timeOffset);
  const number = numberOf(count) ?? 0;
  const unit = textOf(timeUnit) ?? 'DAYS';
  const isPast = offsetDirection !== 'FUTURE';
  if (number === 0) return comparison === 'BEFORE' ? 'before now' : 'after now';
  if (isPast && comparison === 'AFTER')
    return number === 1 ? `in the last ${amount(1, unit).slice(2)}` : `in the last ${amount(number, unit)}`;
  if (!isPast && comparison === 'BEFORE') return `before ${amount(number, unit)} from now`;
  return isPast ? `more than ${amount(number, unit)} ago` : `more than ${amount(number, unit)} from now`;
}
