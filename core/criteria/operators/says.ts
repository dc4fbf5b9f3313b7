/** How every operation type is said, alphabetically: without what reads and compiles them, so that a page can load it at once. */
import { entryFor } from '../../sentence/index.ts';
import type { SayOperation } from '../wording.ts';
import { sayAllProperty } from './all-property.say.ts';
import { sayBool } from './bool.say.ts';
import { sayBoolComparative } from './bool-comparative.say.ts';
import { sayCalendarDate } from './calendar-date.say.ts';
import { sayComparativeDate } from './comparative-date.say.ts';
import { sayComparativePropertyUpdated } from './comparative-property-updated.say.ts';
import { sayComparativeString } from './comparative-string.say.ts';
import { sayDate } from './date.say.ts';
import { sayDatetime } from './datetime.say.ts';
import { sayEnumeration } from './enumeration.say.ts';
import { sayMultistring } from './multistring.say.ts';
import { sayNumber } from './number.say.ts';
import { sayNumberComparative } from './number-comparative.say.ts';
import { sayNumberRanged } from './number-ranged.say.ts';
import { sayRangedDate } from './ranged-date.say.ts';
import { sayRegex } from './regex.say.ts';
import { sayRollingDateRange } from './rolling-date-range.say.ts';
import { sayRollingPropertyUpdated } from './rolling-property-updated.say.ts';
import { sayString } from './string.say.ts';
import { sayTimePointOperation } from './time-point.say.ts';
import { sayTimeRanged } from './time-ranged.say.ts';

export const OPERATION_SAYS = {
  ALL_PROPERTY: sayAllProperty,
  BOOL: sayBool,
  BOOL_COMPARATIVE: sayBoolComparative,
  CALENDAR_DATE: sayCalendarDate,
  COMPARATIVE_DATE: sayComparativeDate,
  COMPARATIVE_PROPERTY_UPDATED: sayComparativePropertyUpdated,
  COMPARATIVE_STRING: sayComparativeString,
  DATE: sayDate,
  DATETIME: sayDatetime,
  ENUMERATION: sayEnumeration,
  MULTISTRING: sayMultistring,
  NUMBER: sayNumber,
  NUMBER_COMPARATIVE: sayNumberComparative,
  NUMBER_RANGED: sayNumberRanged,
  RANGED_DATE: sayRangedDate,
  REGEX: sayRegex,
  ROLLING_DATE_RANGE: sayRollingDateRange,
  ROLLING_PROPERTY_UPDATED: sayRollingPropertyUpdated,
  STRING: sayString,
  TIME_POINT: sayTimePointOperation,
  TIME_RANGED: sayTimeRanged,
} as const satisfies Readonly<Record<string, SayOperation>>;

/** Spellings that are more than the name in lower case. */
const SPELLINGS: Readonly<Record<string, keyof typeof OPERATION_SAYS>> = {
  alltypes: 'ALL_PROPERTY',
  'bool-comparative': 'BOOL_COMPARATIVE',
  comparative_bool: 'BOOL_COMPARATIVE',
  'calendar-date': 'CALENDAR_DATE',
  'datetime-comparative': 'COMPARATIVE_DATE',
  'property-updated-comparative': 'COMPARATIVE_PROPERTY_UPDATED',
  'string-comparative': 'COMPARATIVE_STRING',
  'number-comparative': 'NUMBER_COMPARATIVE',
  comparative_number: 'NUMBER_COMPARATIVE',
  'number-ranged': 'NUMBER_RANGED',
  'datetime-ranged': 'RANGED_DATE',
  'datetime-rolling': 'ROLLING_DATE_RANGE',
  'rolling-property-updated': 'ROLLING_PROPERTY_UPDATED',
  timepoint: 'TIME_POINT',
  rangedtime: 'TIME_RANGED',
  timeranged: 'TIME_RANGED',
  ranged_time: 'TIME_RANGED',
};

/** How an operation is said, by any spelling of its type; undefined for a type that there is not. */
export function operationSay(type: unknown): SayOperation | undefined {
  if (typeof type !== 'string') return undefined;
  return entryFor<SayOperation>(
    OPERATION_SAYS,
    entryFor(SPELLINGS, type.toLowerCase()) ?? type.toUpperCase(),
  );
}
