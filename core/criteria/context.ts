import type { PropertyDefinition } from '../property/index.ts';
import type { DayOfWeek } from '../time/index.ts';

/** What criteria are compiled against. */
export interface CriteriaContext {
  /** The type of the records that are asked about. */
  readonly objectTypeId: string;
  readonly propertyOf: (objectTypeId: string, name: string) => PropertyDefinition | undefined;
  /** The account's zone (IANA). */
  readonly timeZone: string;
  /** The day a week begins with; MONDAY unless told. */
  readonly weekStart?: DayOfWeek;
  /** The month a fiscal year begins with, 1 to 12; January unless told. */
  readonly fiscalYearStartMonth?: number;
}
