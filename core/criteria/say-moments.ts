import {
  dateText,
  flagOf,
  type Given,
  instantText,
  missing,
  numberOf,
  type Part,
  textOf,
  thing,
} from '../sentence/index.ts';
import type { PropertyWording } from './wording.ts';

export type Grain = 'DAY' | 'INSTANT';

/**
 * An instant of an operation, as a day or with its time. With `requiresTimeZoneConversion` it is what the wall shows, written as if
 * in UTC; so is the instant that a date is compared with.
 */
export function theMoment(
  timestamp: unknown,
  grain: Grain,
  operation: Given,
  { names, words }: PropertyWording,
): Part {
  const given = textOf(timestamp);
  const at = numberOf(timestamp);
  if (given === undefined || at === undefined || Math.abs(at) > 8.64e15) return missing('no date chosen');
  const isWall = flagOf(operation['requiresTimeZoneConversion']);
  const label =
    grain === 'DAY' || words?.type === 'date'
      ? dateText(at)
      : instantText(at, isWall ? { ...names, timeZone: 'UTC' } : names);
  return thing('value', given, label);
}
