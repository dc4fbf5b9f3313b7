import { delayText, membersOf, numberOf, text, textOf } from '../../../sentence/index.ts';
import type { SayAction } from '../../wording.ts';
import { sayMoments } from '../parts/say-moments.ts';

/** `Wait 1 day, then until Monday at 09:00`. */
export const sayDelayUntilTime: SayAction = ({ fields }) => {
  const { delta, timeUnit, daysOfWeek, timeOfDay, timeZoneStrategy } = membersOf(membersOf(fields)['delay']);
  const count = numberOf(delta) ?? 0;
  const moments = sayMoments(daysOfWeek, timeOfDay);
  const zone = textOf(membersOf(timeZoneStrategy)['timeZoneId']);
  const said = moments && zone ? `${moments} (${zone})` : moments;
  if (count === 0) return [text(said ? `Wait until ${said}` : 'Wait (no time chosen)')];
  const length = `Wait ${delayText(count, textOf(timeUnit) || 'DAYS')}`;
  return [text(said ? `${length}, then until ${said}` : length)];
};
