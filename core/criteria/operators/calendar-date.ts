import { z } from 'zod';
import { bool, integer, month } from '../members.ts';
import { operationKind, TIME_TYPES } from './shape.ts';

export const TIME_UNITS = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export const calendarDate = operationKind({
  names: ['CALENDAR_DATE', 'calendar-date'],
  operators: [
    'IN_THIS_TIME_UNIT',
    'IN_THIS_TIME_UNIT_SO_FAR',
    'IN_NEXT_TIME_UNIT',
    'IN_LAST_TIME_UNIT',
    'IN_LAST_TIME_UNIT_SO_FAR',
  ],
  fits: TIME_TYPES,
  members: {
    timeUnit: z.enum(TIME_UNITS),
    timeUnitCount: integer.pipe(z.int().min(1).max(10_000)).nullish(),
    useFiscalYear: bool.nullish(),
    fiscalYearStart: month.nullish(),
  },
});
