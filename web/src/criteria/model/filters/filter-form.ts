import type { RawObject } from '@millrace/core/raw';
import type { FormField } from '../form.ts';

export type FilterGroup = 'Lists' | 'What happened' | 'Other records' | 'Consent' | 'Everybody';

export interface FilterForm {
  readonly filterType: string;
  readonly name: string;
  /** What it asks, in a few words. */
  readonly hint: string;
  readonly group: FilterGroup;
  readonly start: RawObject;
  readonly fields: readonly FormField[];
}
