/** Every filter of the language: what it is called, what a new one is, and the fields of its form. */
import type { RawObject } from '@millrace/core/raw';
import type { FormField } from '../form.ts';
import { ACTIVITY } from './activity.ts';
import { CONSENT } from './consent.ts';
import { ELSEWHERE } from './elsewhere.ts';
import { EVERYBODY } from './everybody.ts';
import type { FilterForm } from './filter-form.ts';
import { LISTS } from './lists.ts';
import { OTHER_RECORDS } from './other-records.ts';

export { NEW_ASSOCIATION } from './fields.ts';
export type { FilterForm, FilterGroup } from './filter-form.ts';

/** All but filters on properties, which have a menu of their own. */
export const FILTERS: readonly FilterForm[] = [
  ...LISTS,
  ...ACTIVITY,
  ...ELSEWHERE,
  ...OTHER_RECORDS,
  ...CONSENT,
  ...EVERYBODY,
];

/** A filter on a property of the record. */
export const PROPERTY_FIELDS: readonly FormField[] = [
  { kind: 'property', member: 'property', label: 'Property' },
  { kind: 'operation', member: 'operation', label: 'Operation' },
];

export function filterFormOf(filterType: string): FilterForm | undefined {
  return FILTERS.find((each) => each.filterType === filterType);
}

export function newFilter({ filterType, start }: FilterForm): RawObject {
  return { filterType, ...start };
}
