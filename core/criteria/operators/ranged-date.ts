import { bool, timestamp } from '../members.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

/** Both bounds belong to the range. */
export const rangedDate = operationKind({
  names: ['RANGED_DATE', 'datetime-ranged'],
  operators: ['IS_BETWEEN', 'IS_NOT_BETWEEN'],
  fits: TIME_TYPES,
  members: { lowerBound: timestamp, upperBound: timestamp, requiresTimeZoneConversion: bool.nullish() },
  aliases: { lowerBoundTimestamp: 'lowerBound', upperBoundTimestamp: 'upperBound' },
});
