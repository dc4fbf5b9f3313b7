import { bool, timestamp } from '../members.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

export const datetime = operationKind({
  names: ['DATETIME', 'datetime'],
  operators: ['IS_EQUAL_TO', 'IS_BEFORE', 'IS_AFTER', 'IS_BEFORE_DATE', 'IS_AFTER_DATE'],
  fits: TIME_TYPES,
  members: { timestamp, requiresTimeZoneConversion: bool.nullish() },
});
