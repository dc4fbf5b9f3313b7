import { isObject, type Raw, type RawObject, textAt } from '@millrace/core/raw';
import { withIds, withNames } from '../files/named.ts';
import { sitesOf } from '../files/sites.ts';
import type { Kind } from '../files/thing.ts';
import { CannotBeTaken } from './bring.ts';
import { NOT_YET } from './importing.ts';
import { EVENT, SUBSCRIPTION } from './own-kinds.ts';
import type { State } from './state.ts';

/** Members that hold the ids of subscription types. */
const SUBSCRIPTIONS = new Set(['subscriptionId', 'subscriptionIds']);
/** The property of contacts that says whether they are out of a subscription type. */
const OPT_OUT = /^hs_email_optout_(\d+)$/;
/** Events of an account's own have types of their own in every account. */
const OWN_EVENT = /^6-\d+$/;

/**
 * The body of a flow with the id of the source in place of each name: `{ "list": "12" }`, so that it can be planned and applied like a file. What no
 * file has a name for, custom events and subscription types, has the ids of the target already.
 */
export function namedById(state: State, body: RawObject): RawObject {
  const own = withOwnIds(state, body, '');
  if (!isObject(own)) throw new CannotBeTaken('it is no object');
  return withNames(own, sitesOf(own), ({ id }) => id);
}

function withOwnIds(state: State, raw: Raw, member: string): Raw {
  if (Array.isArray(raw)) return raw.map((item) => withOwnIds(state, item, member));
  if (isObject(raw))
    return Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [name, withOwnIds(state, value, name)]),
    );
  const text = textAt(raw);
  if (OWN_EVENT.test(text)) return ownId(state, EVENT, 'custom event', text);
  const [, optOut] = OPT_OUT.exec(text) ?? [];
  if (optOut !== undefined)
    return `hs_email_optout_${ownId(state, SUBSCRIPTION, 'subscription type', optOut)}`;
  if (!SUBSCRIPTIONS.has(member) || !/^\d+$/.test(text)) return raw;
  const id = ownId(state, SUBSCRIPTION, 'subscription type', text);
  return typeof raw === 'string' ? id : Number(id);
}

/** Where nothing is written, what is not there yet goes by the id of the source. */
function ownId(state: State, kind: string, word: string, id: string): string {
  const known = state.idOf(kind, id);
  if (known === undefined) throw new CannotBeTaken(`it names the ${word} ${id}, which has not been taken`);
  return known === NOT_YET ? id : known;
}

/** Filters with the ids of the target, and the flows that they name there must be. Fails for what is not known, by kind and id. */
export function translateFilters(state: State, objectTypeId: string, filterBranch: RawObject): RawObject {
  const named = namedById(state, asFlow(objectTypeId, filterBranch));
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
  const known = targetIdOf(state, kind, id);
  if (known === undefined)
    throw new CannotBeTaken(`it names the ${WORDS[kind] ?? kind} ${id}, which has not been taken`);
  return known;
}

/** Undefined for what is not known. Pipelines and stages whose ids are words are the same everywhere: `closedwon`. */
export function targetIdOf(state: State, kind: Kind, id: string): string | undefined {
  const isWord = (kind === 'pipeline' || kind === 'stage') && !/^\d+$/.test(id);
  return state.idOf(kind, id) ?? (isWord ? id : undefined);
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
