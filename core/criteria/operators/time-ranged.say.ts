import { amount, joined, text } from '../../sentence/index.ts';
import { daysFromNow, sayReading, sayTimePoint } from '../time-point.say.ts';
import type { SayOperation } from '../wording.ts';

/** A range that begins or ends now is said as people do: `is in the last 30 days`. */
export const sayTimeRanged: SayOperation = (operation, name, wording) => {
  const { lowerBoundTimePoint: lower, upperBoundTimePoint: upper, propertyParser } = operation;
  const outside = operation['operator'] === 'IS_NOT_BETWEEN';
  const subject = sayReading(propertyParser, name);
  const [from, to] = [daysFromNow(lower), daysFromNow(upper)];
  const not = outside ? 'not ' : '';
  const days = (count: number) => (count === 1 ? 'day' : amount(count, 'DAYS'));
  if (from === 0 && to === 0) return [...subject, text(` is ${not}today`)];
  if (from !== undefined && from < 0 && to === 0)
    return [...subject, text(` is ${not}in the last ${days(-from)}`)];
  if (from === 0 && to !== undefined && to > 0)
    return [...subject, text(` is ${not}in the next ${days(to)}`)];
  const [begin, end] = [sayTimePoint(lower, wording), sayTimePoint(upper, wording)];
  // From the first to the last moment of a day.
  if (joined(begin) === joined(end)) return [...subject, text(` is ${not}on `), ...begin];
  return [...subject, text(` is ${not}between `), ...begin, text(' and '), ...end];
};
