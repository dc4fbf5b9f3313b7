import type { PropertyDefinition } from '../property/index.ts';
import type { DayOfWeek } from '../time/index.ts';

/** The account's settings for compiling criteria. */
export interface CriteriaContext {
  /** The type of the evaluated records. */
  readonly objectTypeId: string;
  readonly propertyOf: (objectTypeId: string, name: string) => PropertyDefinition | undefined;
  /** The account's zone (IANA). */
  readonly timeZone: string;
  /** The first day of a week; by default MONDAY. */
  readonly weekStart?: DayOfWeek;
  /** The first month of a fiscal year, 1 to 12; by default January. */
  readonly fiscalYearStartMonth?: number;
}
