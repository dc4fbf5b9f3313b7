import { isObject, type RawObject } from '@millrace/core/raw';
import { withIds, withNames } from '../files/named.ts';
import { sitesOf } from '../files/sites.ts';
import type { Kind } from '../files/thing.ts';
import { CannotBeTaken } from './bring.ts';
import type { State } from './state.ts';

/** Events of an account's own have types of their own in every account. */
const OWN_EVENT = /"(6-\d{6,})"/;

/** The body of a flow with the id of the source in place of each name: `{ "list": "12" }`, so that it can be planned and applied like a file. */
export function namedById(body: RawObject): RawObject {
  const event = OWN_EVENT.exec(JSON.stringify(body));
  if (event)
    throw new CannotBeTaken(`it names the custom event ${event[1]}, and custom events are not taken`);
  return withNames(body, sitesOf(body), ({ id }) => id);
}

/** Filters with the ids of the target, and the flows that they name there must be. Fails for what is not known, by kind and id. */
export function translateFilters(state: State, objectTypeId: string, filterBranch: RawObject): RawObject {
  const named = namedById(asFlow(objectTypeId, filterBranch));
  const body = withIds(named, ({ kind, name }) => targetId(state, kind, name));
  const criteria = body['enrollmentCriteria'];
  const filters = isObject(criteria) ? criteria['listFilterBranch'] : undefined;
  if (!isObject(filters)) throw new CannotBeTaken('it has no filters');
  return filters;
}

/** What the filters of a list name, by kind and id of the source. */
export function namedInFilters(objectTypeId: string, filterBranch: RawObject) {
  return sitesOf(asFlow(objectTypeId, filterBranch)).map(({ kind, id }) => ({ kind, id }));
}

export function targetId(state: State, kind: Kind, id: string): string {
  const known = state.idOf(kind, id);
  if (known === undefined)
    throw new CannotBeTaken(`it names the ${WORDS[kind] ?? kind} ${id}, which has not been taken`);
  return known;
}

const WORDS: Readonly<Partial<Record<Kind, string>>> = {
  objectType: 'custom object',
  association: 'association label',
};

/** Where ids stand in filters is known of flows, so they are looked at in one. */
function asFlow(objectTypeId: string, listFilterBranch: RawObject): RawObject {
  return {
    name: 'filters',
    type: objectTypeId === '0-1' ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: false,
    objectTypeId,
    actions: [],
    enrollmentCriteria: {
      type: 'LIST_BASED',
      shouldReEnroll: false,
      unEnrollObjectsNotMeetingCriteria: false,
      listFilterBranch,
      reEnrollmentTriggersFilterBranches: [],
    },
  };
}
