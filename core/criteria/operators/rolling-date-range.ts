import { bool, days } from '../members.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

export const ROLLING_OPERATORS = [
  'IS_LESS_THAN_X_DAYS_AGO',
  'IS_MORE_THAN_X_DAYS_AGO',
  'IS_LESS_THAN_X_DAYS_FROM_NOW',
  'IS_MORE_THAN_X_DAYS_FROM_NOW',
] as const;

export const rollingDateRange = operationKind({
  names: ['ROLLING_DATE_RANGE', 'datetime-rolling'],
  operators: ROLLING_OPERATORS,
  fits: TIME_TYPES,
  members: { numberOfDays: days, requiresTimeZoneConversion: bool.nullish() },
});
