import {
  delayText,
  isFilled,
  membersOf,
  missing,
  numberOf,
  text,
  textOf,
  timeOfDayText,
} from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';

/** `Wait until 2 days before Close date at 08:00`. */
export const sayDelayUntilDate: SayAction = ({ fields }, { value }) => {
  const { date, delta, time_unit, time_of_day } = membersOf(fields);
  const distance = numberOf(delta) ?? 0;
  const time = timeOfDayText(time_of_day);
  const length = delayText(Math.abs(distance), textOf(time_unit) || 'DAYS');
  return [
    text(`Wait until ${distance === 0 ? '' : `${length} ${distance < 0 ? 'before' : 'after'} `}`),
    ...(isFilled(date) ? value(date, { label: '', type: 'datetime' }) : [missing('no date chosen')]),
    ...(time ? [text(` at ${time}`)] : []),
  ];
};
