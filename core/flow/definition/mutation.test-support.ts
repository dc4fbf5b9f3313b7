/** Turns valid flow bodies into invalid ones, one mistake each, and says where the mistake is. */
import fc from 'fast-check';
import { pathOf } from '../../problem/index.ts';
import { flowBody, READ_ONLY_MEMBERS } from './arbitrary.test-support.ts';
import type { Json, JsonObject } from './arbitrary-parts.test-support.ts';

export interface Mutant {
  readonly mistake: string;
  /** Where a problem must be named: this member, one inside it, or one that holds it. */
  readonly path: string;
  readonly body: JsonObject;
}

type Pick = <T>(items: readonly T[]) => T;
/** Changes the body in place and answers the path of the mistake; undefined when there is no place for it. */
type Mutation = (body: JsonObject, pick: Pick) => string | undefined;

interface Site {
  readonly path: readonly (string | number)[];
  readonly owner: Record<string | number, Json>;
  readonly key: string | number;
  readonly value: Json;
}

/** Members that may hold any JSON, or whose inside another folder judges. */
const OPAQUE = new Set([
  'fields',
  'listFilterBranch',
  'filterBranch',
  'refinementCriteria',
  'goalFilterBranch',
  'suppressionFilterBranch',
  'reEnrollmentTriggersFilterBranches',
  'eventFilterBranches',
  'listMembershipFilterBranches',
]);

function sitesIn(value: Json, path: readonly (string | number)[] = []): Site[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string | number, Json>;
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => {
    if (path.length === 0 && (READ_ONLY_MEMBERS as readonly (string | number)[]).includes(key)) return [];
    const site: Site = { path: [...path, key], owner, key, value: owner[key]! };
    const closed = OPAQUE.has(String(key)) || (key === 'values' && owner['type'] === 'MAP');
    return closed ? [site] : [site, ...sitesIn(site.value, site.path)];
  });
}

function wrongTypeFor(value: Json): Json {
  if (typeof value === 'string') return false;
  if (Array.isArray(value)) return { unexpected: true };
  return 'unexpected';
}

/** Members that are required wherever they stand. */
const REQUIRED = new Set(
  (
    'type flowType objectTypeId actionId nextActionId actionTypeId runtime sourceCode method webhookUrl branchValue ' +
    'testBranches dataKey propertyToken timeDelay delta timeUnit hour minute month dayOfMonth day datasetId ' +
    'listFilterBranch associationTypeId secretName timestampType incrementAmount dateProperty'
  ).split(' '),
);

/** Without these the samples of the API still say what they are. */
function isGivenAway(owner: Site['owner']): boolean {
  return ['propertyName', 'staticValue', 'staticBranches', 'listBranches'].some((member) => member in owner);
}

const CHOICES = new Set(
  'type flowType edgeType method location day month timeUnit timestampType monthlyRelativeDays order associationCategory'.split(
    ' ',
  ),
);

function actionsOf(body: JsonObject): JsonObject[] {
  return body['actions'] as JsonObject[];
}

const mutations: Readonly<Record<string, Mutation>> = {
  'a member of the wrong type': (body, pick) => {
    const sites = sitesIn(body).filter(({ value }) => value !== null);
    const site = pick(sites);
    site.owner[site.key] = wrongTypeFor(site.value);
    return pathOf(site.path);
  },
  'a required member left out': (body, pick) => {
    const site = pick(
      sitesIn(body).filter(
        ({ key, owner }) => REQUIRED.has(String(key)) && !(key === 'type' && isGivenAway(owner)),
      ),
    );
    delete site.owner[site.key];
    return pathOf(site.path);
  },
  'a kind that does not exist': (body, pick) => {
    const sites = sitesIn(body).filter(
      ({ key, value, path }) => CHOICES.has(String(key)) && value !== null && !path.includes('outputFields'),
    );
    const site = pick(sites);
    site.owner[site.key] = 'NO_SUCH_KIND';
    return pathOf(site.path);
  },
  'a number out of range': (body, pick) => {
    const sites = sitesIn(body).filter(({ key }) =>
      ['hour', 'minute', 'dayOfMonth', 'percentage'].includes(String(key)),
    );
    if (sites.length === 0) return undefined;
    const site = pick(sites);
    site.owner[site.key] = pick([-1, 101, 1.5]);
    return pathOf(site.path);
  },
  'a type that does not fit the object type': (body) => {
    body['type'] = body['type'] === 'CONTACT_FLOW' ? 'PLATFORM_FLOW' : 'CONTACT_FLOW';
    return 'objectTypeId';
  },
  'an edge that is empty': (body, pick) => {
    const sites = sitesIn(body).filter(({ key }) => key === 'connection' || key === 'defaultBranch');
    if (sites.length === 0) return undefined;
    const site = pick(sites);
    site.owner[site.key] = {};
    return `${pathOf(site.path)}.nextActionId`;
  },
  'an edge that leads nowhere': (body, pick) => {
    const sites = sitesIn(body).filter(({ key }) => key === 'nextActionId');
    if (sites.length === 0) return undefined;
    const site = pick(sites);
    site.owner[site.key] = 'nowhere';
    return pathOf(site.path);
  },
  'a start that leads nowhere': (body) => {
    body['startActionId'] = 'nowhere';
    return 'startActionId';
  },
  'no start': (body) => {
    delete body['startActionId'];
    return actionsOf(body).length > 0 ? 'startActionId' : undefined;
  },
  'an id used twice': (body, pick) => {
    const actions = actionsOf(body);
    if (actions.length === 0) return undefined;
    actions.push({ ...pick(actions) });
    return `actions[${actions.length - 1}].actionId`;
  },
  'an action that nothing reaches': (body) => {
    const actions = actionsOf(body);
    if (actions.length === 0) return undefined;
    actions.push({ type: 'SINGLE_CONNECTION', actionId: 'alone', actionTypeId: '0-1', fields: {} });
    return `actions[${actions.length - 1}]`;
  },
  'too many branches': (body, pick) => {
    const sites = sitesIn(body).filter(
      ({ key, value }) => Array.isArray(value) && ['listBranches', 'staticBranches'].includes(String(key)),
    );
    if (sites.length === 0) return undefined;
    const site = pick(sites);
    const branches = site.value as Json[];
    while (branches.length <= 250) branches.push({ branchValue: String(branches.length) });
    return pathOf(site.path);
  },
  'percentages beyond the whole': (body, pick) => {
    const sites = sitesIn(body).filter(({ key }) => key === 'testBranches');
    if (sites.length === 0) return undefined;
    const site = pick(sites);
    (site.value as Json[]).push({ percentage: 60 }, { percentage: 60 });
    return pathOf(site.path);
  },
  'a date that does not exist': (body, pick) => {
    const [month, dayOfMonth] = pick<[string, number]>([
      ['FEBRUARY', 30],
      ['APRIL', 31],
    ]);
    body['blockedDates'] = [{ month, dayOfMonth }];
    return 'blockedDates[0].dayOfMonth';
  },
  'text that cannot be stored': (body, pick) => {
    const places: JsonObject[] = [body, ...actionsOf(body)];
    const place = pick(places);
    place['anything'] = { deep: [pick(['\0', '\ud800'])] };
    return place === body ? 'anything' : `actions[${actionsOf(body).indexOf(place)}].anything`;
  },
};

export const MISTAKES = Object.keys(mutations);

const picks = fc.infiniteStream(fc.nat(0xffff)).map((stream): Pick => {
  return (items) => items[(stream.next().value as number) % items.length]!;
});

/** A valid body with one mistake made in it. */
export const mutant: fc.Arbitrary<Mutant> = fc
  .tuple(flowBody, fc.constantFrom(...MISTAKES), picks)
  .map(([valid, mistake, pick]) => mutated(valid, mistake, pick));

/** A valid body with each mistake made in it, one at a time: to make the body costs more than to read it. */
export const mutants: fc.Arbitrary<readonly Mutant[]> = fc
  .tuple(flowBody, picks)
  .map(([valid, pick]) => MISTAKES.map((mistake) => mutated(valid, mistake, pick)));

function mutated(valid: JsonObject, mistake: string, pick: Pick): Mutant {
  const body = structuredClone(valid);
  const path = mutations[mistake]!(body, pick);
  if (path !== undefined) return { mistake, path, body };
  return { mistake: 'no place for it, so no type', path: 'type', body: { ...valid, type: null } };
}
