import { daysText, flagOf, type Given, timeOfDayText } from '../../../sentence/index.ts';

/** Until which day and time of day a wait goes on: `Monday or Friday at 09:30`; undefined without either. */
export function sayMoments(days: unknown, timeOfDay: unknown): string | undefined {
  const said = [daysText(days), timeOfDayText(timeOfDay)];
  const [day, time] = said;
  if (day === undefined) return time;
  return time === undefined ? day : `${day} at ${time}`;
}

export const businessWord = (fields: Given): string =>
  flagOf(fields['business_days_only']) ? 'business ' : '';
