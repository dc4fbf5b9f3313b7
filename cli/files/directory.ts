import { everyPage } from '../support/every-page.ts';
import type { Target } from '../target/target.ts';
import type { Kind, Thing } from './thing.ts';

/** A thing as it is called on a server. */
export interface NamedThing {
  readonly id: string;
  readonly name: string;
}

/** How all things of a kind are called; asked of the original's own API, so that it works against the original, too. */
const ASK: Readonly<Record<Kind, (target: Target) => Promise<readonly NamedThing[]>>> = {
  email: async (target) =>
    named(
      await everyPage((after) => target.call('GET /marketing/v3/emails', { query: { limit: 100, after } })),
      ({ id, name }) => [id, name],
    ),
  list: listsOf,
  form: async (target) =>
    named(
      await everyPage((after) =>
        target.call('GET /marketing/v3/forms', { query: { limit: 100, after, formTypes: 'all' } }),
      ),
      ({ id, name }) => [id, name],
    ),
  flow: async (target) =>
    named(
      await everyPage((after) => target.call('GET /automation/v4/flows', { query: { limit: 100, after } })),
      ({ id, name }) => [id, name],
    ),
  owner: async (target) =>
    named(
      await everyPage((after) => target.call('GET /crm/v3/owners', { query: { limit: 100, after } })),
      ({ id, email }) => [id, email],
    ),
  user: async (target) =>
    named(
      await everyPage((after) => target.call('GET /settings/v3/users', { query: { limit: 100, after } })),
      ({ id, email }) => [id, email],
    ),
  team: async (target) =>
    named((await target.call('GET /settings/v3/users/teams')).results, ({ id, name }) => [id, name]),
  objectType: async (target) =>
    named(await ownTypes(target), ({ objectTypeId, name }) => [objectTypeId, name]),
  association: associationsOf,
  pipeline: async (target) =>
    named(await pipelinesOf(target), ({ id, label, type }) => [id, `${type}: ${label}`]),
  stage: async (target) =>
    (await pipelinesOf(target)).flatMap(({ label, type, stages }) =>
      stages.map((stage) => ({ id: stage.id, name: `${type}: ${label}: ${stage.label}` })),
    ),
};

/** The things of a server by id and by name, each kind asked for once, when it is first needed. */
export class Directory {
  readonly #target: Target;
  readonly #kinds = new Map<Kind, Promise<Shelf>>();

  constructor(target: Target) {
    this.#target = target;
  }

  /** Asks for all of these kinds, so that they can be looked up. */
  async load(kinds: Iterable<Kind>): Promise<Loaded> {
    const shelves = new Map<Kind, Shelf>();
    for (const kind of new Set(kinds)) {
      const shelf = this.#kinds.get(kind) ?? ASK[kind](this.#target).then(shelved);
      this.#kinds.set(kind, shelf);
      shelves.set(kind, await shelf);
    }
    return {
      nameOf: ({ kind, id }) => shelves.get(kind)?.names.get(id),
      idsOf: (kind, name) => shelves.get(kind)?.ids.get(name) ?? [],
      has: ({ kind, id }) => shelves.get(kind)?.names.has(id) ?? false,
    };
  }
}

export interface Loaded {
  /** What a thing is called; where several of its kind are called the same, with its id behind. */
  nameOf(thing: Thing): string | undefined;
  /** Those that are called so: none, one, or several. */
  idsOf(kind: Kind, name: string): readonly string[];
  has(thing: Thing): boolean;
}

interface Shelf {
  readonly names: ReadonlyMap<string, string>;
  readonly ids: ReadonlyMap<string, readonly string[]>;
}

function shelved(things: readonly NamedThing[]): Shelf {
  const byName = Map.groupBy(things, ({ name }) => name);
  const names = new Map(
    things.map(({ id, name }) => [id, byName.get(name)!.length > 1 ? `${name} (${id})` : name]),
  );
  const ids = new Map<string, string[]>();
  for (const { id, name } of things) ids.set(name, [...(ids.get(name) ?? []), id]);
  for (const [id, name] of names) if (!ids.has(name)) ids.set(name, [id]);
  return { names, ids };
}

/** What has no name cannot be named in a file. */
function named<T>(
  things: readonly T[],
  read: (thing: T) => readonly [id: string | undefined, name: string | null | undefined],
): readonly NamedThing[] {
  return things.flatMap((thing) => {
    const [id, name] = read(thing);
    return id === undefined || !name ? [] : [{ id: String(id), name }];
  });
}

async function listsOf(target: Target): Promise<readonly NamedThing[]> {
  const found: NamedThing[] = [];
  for (let offset = 0, hasMore = true; hasMore; ) {
    const page = await target.call('POST /crm/v3/lists/search', {
      body: { offset, count: 500, additionalProperties: [] },
    });
    found.push(...named(page.lists, ({ listId, name }) => [listId, name]));
    ({ hasMore } = page);
    offset += page.lists.length;
    if (page.lists.length === 0) break;
  }
  return found;
}

async function ownTypes(target: Target) {
  return (await target.call('GET /crm-object-schemas/v3/schemas', { query: {} })).results;
}

/** The object types that have pipelines, or whose associations may have labels of the account's own. */
async function typesOf(target: Target): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const own = (await ownTypes(target)).map(({ objectTypeId, name }) => ({ id: objectTypeId, name }));
  return [...STANDARD, ...own];
}

const STANDARD = [
  { id: '0-1', name: 'contacts' },
  { id: '0-2', name: 'companies' },
  { id: '0-3', name: 'deals' },
  { id: '0-5', name: 'tickets' },
];

async function pipelinesOf(target: Target) {
  const types = (await typesOf(target)).filter(({ id }) => id !== '0-1' && id !== '0-2');
  const all = [];
  for (const { id, name } of types) {
    const { results } = await target.call('GET /crm/v3/pipelines/{objectType}', { path: { objectType: id } });
    all.push(...results.map((pipeline) => ({ ...pipeline, type: name })));
  }
  return all;
}

async function associationsOf(target: Target): Promise<readonly NamedThing[]> {
  const types = await typesOf(target);
  const found: NamedThing[] = [];
  for (const from of types)
    for (const to of types) {
      const path = { fromObjectType: from.id, toObjectType: to.id };
      const { results } = await target.call(
        'GET /crm/associations/v4/{fromObjectType}/{toObjectType}/labels',
        {
          path,
        },
      );
      for (const { category, typeId, label } of results)
        if (category === 'USER_DEFINED' && label !== null)
          found.push({ id: String(typeId), name: `${from.name} to ${to.name}: ${label}` });
    }
  return found;
}
