import type { PropertyDefinition } from '../property/index.ts';

export type Weekday = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY';

/** What criteria are compiled against. */
export interface CriteriaContext {
  /** The type of the records that are asked about. */
  readonly objectTypeId: string;
  readonly propertyOf: (objectTypeId: string, name: string) => PropertyDefinition | undefined;
  /** The account's zone (IANA). */
  readonly timeZone: string;
  /** The day a week begins with; MONDAY unless told. */
  readonly weekStart?: Weekday;
  /** The month a fiscal year begins with, 1 to 12; January unless told. */
  readonly fiscalYearStartMonth?: number;
}
