/** Every operation type, alphabetically. */
import { allProperty } from './all-property.ts';
import { bool } from './bool.ts';
import { boolComparative } from './bool-comparative.ts';
import { calendarDate } from './calendar-date.ts';
import { comparativeDate } from './comparative-date.ts';
import { comparativePropertyUpdated } from './comparative-property-updated.ts';
import { comparativeString } from './comparative-string.ts';
import { date } from './date.ts';
import { datetime } from './datetime.ts';
import { enumeration } from './enumeration.ts';
import { multistring } from './multistring.ts';
import { number } from './number.ts';
import { numberComparative } from './number-comparative.ts';
import { numberRanged } from './number-ranged.ts';
import { rangedDate } from './ranged-date.ts';
import { regex } from './regex.ts';
import { rollingDateRange } from './rolling-date-range.ts';
import { rollingPropertyUpdated } from './rolling-property-updated.ts';
import { string } from './string.ts';
import { timePoint } from './time-point.ts';
import { timeRanged } from './time-ranged.ts';

export const operationKinds = [
  allProperty,
  bool,
  boolComparative,
  calendarDate,
  comparativeDate,
  comparativePropertyUpdated,
  comparativeString,
  date,
  datetime,
  enumeration,
  multistring,
  number,
  numberComparative,
  numberRanged,
  rangedDate,
  regex,
  rollingDateRange,
  rollingPropertyUpdated,
  string,
  timePoint,
  timeRanged,
] as const;
