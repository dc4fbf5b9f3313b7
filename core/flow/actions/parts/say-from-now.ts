import { daysText, delayText, membersOf, numberOf, textOf, timeOfDayText } from '../../../sentence/index.ts';

/** A time from now: `in 3 days, on the next Monday or Friday at 09:30`; undefined where there is none. */
export function sayFromNow(delay: unknown): string | undefined {
  const { delta, timeUnit, daysOfWeek, timeOfDay } = membersOf(delay);
  const count = numberOf(delta);
  const length = count === undefined ? undefined : delayText(Math.abs(count), textOf(timeUnit) ?? 'DAYS');
  const first = !count || length === undefined ? undefined : count < 0 ? `${length} ago` : `in ${length}`;
  const days = daysText(daysOfWeek);
  const time = timeOfDayText(timeOfDay);
  const at = [days ? `on the next ${days.replace(/^a /, '')}` : undefined, time ? `at ${time}` : undefined]
    .filter(isText)
    .join(' ');
  const said = [first, at].filter(isText).join(days ? ', ' : ' ');
  if (said !== '') return said;
  return count === 0 ? 'at once' : undefined;
}

const isText = (word: string | undefined): word is string => word !== undefined && word !== '';
