import { objectTypeNames, propertyWords } from '@millrace/core/crm';
import type { Names, NamesTable } from '@millrace/core/sentences';
import { readAccount } from '../accounts/index.ts';
import { sayWith } from '../flows/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';

/** Kinds of things that are looked up by their ids. */
export const NAMED_KINDS = [
  ...([
    'list',
    'flow',
    'form',
    'email',
    'owner',
    'user',
    'team',
    'event',
    'subscription',
    'actionType',
  ] as const),
] as const;

type NamedKind = (typeof NAMED_KINDS)[number];
type Ids = readonly string[];

export interface NamesQuery {
  /** The object types whose properties are wanted. */
  readonly objectTypeIds: Ids;
  /** By category and id: `HUBSPOT_DEFINED/279`. */
  readonly associations: Ids;
  readonly things: Readonly<Partial<Record<NamedKind, Ids | undefined>>>;
}

/** The names as sentences take them. What is not there, or not the caller's to see, is left out, and said by its id. */
export async function lookUpNames(
  db: Db,
  caller: Caller,
  { objectTypeIds, associations, things }: NamesQuery,
): Promise<Required<NamesTable>> {
  const { id, schemaVersion, timeZone, currency } = await readAccount(db, caller.accountId);
  const schema = await loadSchema(db, id, schemaVersion);
  const types = objectTypeIds.flatMap((name) => schema.objectType(name) ?? []);
  const said = await sayWith(db, caller, (names) => ({
    associations: known(associations, (key) => {
      const [category = '', typeId = ''] = key.split('/');
      return names.association(category, typeId);
    }),
    things: Object.fromEntries(NAMED_KINDS.map((kind) => [kind, thingsOf(names, kind, things[kind] ?? [])])),
  }));
  return {
    ...said,
    timeZone,
    currency,
    objectTypes: Object.fromEntries(schema.objectTypes.map((type) => [type.id, objectTypeNames(type)])),
    properties: Object.fromEntries(
      types.map((type) => [
        type.id,
        Object.fromEntries([...schema.properties(type.id)].map(([name, its]) => [name, propertyWords(its)])),
      ]),
    ),
  };
}

function thingsOf(names: Names, kind: NamedKind, ids: Ids): Record<string, string> {
  return known(ids, (id) => names.thing(kind, id));
}

function known<T>(keys: Ids, find: (key: string) => T | undefined): Record<string, T> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const found = find(key);
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
}
