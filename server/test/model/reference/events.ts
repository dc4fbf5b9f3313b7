import type { Body } from '../../support/story.ts';
import { isValueMet } from './criteria.ts';
import type { Change, Values } from './state.ts';

const PROPERTY_CHANGED = '4-655002';

/** What a change says happened: an event that was sent, or a changed value for each property. */
export function occurrencesOf({ kind, event, written }: Change): { type: string; properties: Values }[] {
  if (event) return [event];
  if (kind !== 'updated') return [];
  return Object.entries(written).map(([hs_name, hs_value]) => ({
    type: PROPERTY_CHANGED,
    properties: { hs_name, hs_value },
  }));
}

/** The first occurrence that one of the branches means. */
export function occurrenceFor(branches: readonly Body[], change: Change) {
  return occurrencesOf(change).find(({ type, properties }) =>
    branches.some(
      ({ eventTypeId, filters }) =>
        eventTypeId === type && filters.every((filter: Body) => isValueMet(filter, properties)),
    ),
  );
}
