/**
 * Whose filters a caller may know of, and whose members: a list that reads sensitive values tells them, by its members no less than by its
 * filters, and so does one that asks for the members of such a list.
 */
import { compileCriteria, filterBranchSchema, type Reads } from '@millrace/core/criteria';
import type { CrmSchema } from '@millrace/core/crm';
import { parseWith } from '@millrace/core/problem';
import { readAccount } from '../accounts/index.ts';
import { type Caller, type Db, missingScopes } from '../platform/index.ts';
import { hiddenProperties, loadSchema, sensitiveScope } from '../schema/index.ts';
import type { ObjectList } from './list.ts';
import { searchLists, selectLists } from './queries/lists.ts';

type Filtered = Pick<ObjectList, 'objectTypeId' | 'filterBranch'>;

/** 403 that names the scopes unless the caller may see all that the filters read. */
export async function requireOpen(db: Db, caller: Caller, lists: readonly Filtered[]): Promise<void> {
  const lacking = await scopesLacking(db, caller, lists);
  const missing = new Set(lacking.flatMap((scopes) => [...scopes]));
  if (missing.size > 0) throw missingScopes([...missing]);
}

/** The lists that the caller may see. */
export async function thoseOpen<List extends Filtered>(
  db: Db,
  caller: Caller,
  lists: readonly List[],
): Promise<List[]> {
  const lacking = await scopesLacking(db, caller, lists);
  return lists.filter((_, index) => lacking[index]!.size === 0);
}

/** The names of the lists among these that the caller may see. */
export async function openListNames(
  db: Db,
  caller: Caller,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = ids.filter((id) => /^\d{1,18}$/.test(id));
  const lists = wanted.length === 0 ? [] : await selectLists(db, caller.accountId, wanted);
  const open = lists.length === 0 ? [] : await thoseOpen(db, caller, lists);
  return new Map(open.map(({ id, name }) => [id, name]));
}

/** Lists that are looked at together, and in all, for those that are open to a caller. */
const LISTS_A_LOOK = 100;
const LISTS_LOOKED_AT_MAX = 1_000;

/** The first lists in whose name a text occurs, of those that the caller may see, by name. */
export async function openListsNamed(
  db: Db,
  caller: Caller,
  text: string,
  limit: number,
): Promise<readonly ObjectList[]> {
  const open: ObjectList[] = [];
  // Those that are closed to the caller take nobody's place.
  for (let offset = 0; offset < LISTS_LOOKED_AT_MAX; offset += LISTS_A_LOOK) {
    const { lists } = await searchLists(db, caller.accountId, {
      query: text,
      listIds: undefined,
      objectTypeId: undefined,
      processingTypes: undefined,
      offset,
      count: LISTS_A_LOOK,
      sort: 'HS_LIST_NAME',
      descending: 'no',
    });
    open.push(...(await thoseOpen(db, caller, lists)));
    if (open.length >= limit || lists.length < LISTS_A_LOOK) break;
  }
  return open.slice(0, limit);
}

/** The scopes that the caller lacks for each list. Most callers see every property, and then nothing is read. */
async function scopesLacking(
  db: Db,
  caller: Caller,
  lists: readonly Filtered[],
): Promise<readonly ReadonlySet<string>[]> {
  const { id, timeZone, schemaVersion } = await readAccount(db, caller.accountId);
  const schema = await loadSchema(db, id, schemaVersion);
  const scopeOf = scopesOfHidden(schema, caller);
  if (scopeOf.size === 0) return lists.map(() => new Set());
  const look = async (list: Filtered, seen: Set<string>): Promise<Set<string>> => {
    const reads = readsOf(schema, timeZone, list);
    if (!reads) return new Set();
    const names = namesIn(reads);
    const missing = new Set(names.flatMap((name) => scopeOf.get(name) ?? []));
    const others = listIdsIn(reads).filter((other) => !seen.has(other));
    for (const other of others) seen.add(other);
    for (const other of await selectLists(db, id, others)) {
      for (const scope of await look(other, seen)) missing.add(scope);
    }
    return missing;
  };
  return Promise.all(lists.map((list) => look(list, new Set())));
}

/** By name, whichever type it is of: filters reach other types through associations. */
function scopesOfHidden(schema: CrmSchema, caller: Caller): ReadonlyMap<string, string[]> {
  const scopes = new Map<string, string[]>();
  for (const type of schema.objectTypes) {
    const sensitive = schema.sensitiveProperties(type.id);
    for (const name of hiddenProperties(schema, caller, type)) {
      const scope = sensitiveScope(type, sensitive.get(name)!, 'read');
      if (scope !== undefined) scopes.set(name, [...(scopes.get(name) ?? []), scope]);
    }
  }
  return scopes;
}

function readsOf(schema: CrmSchema, timeZone: string, list: Filtered): Reads | undefined {
  if (list.filterBranch === null || list.filterBranch === undefined) return undefined;
  const parsed = parseWith(filterBranchSchema, list.filterBranch, 'filterBranch');
  if (!parsed.ok) return undefined;
  const propertyOf = (typeId: string, name: string) => schema.properties(typeId).get(name);
  return compileCriteria(parsed.value, { objectTypeId: list.objectTypeId, timeZone, propertyOf }).reads;
}

function namesIn(reads: Reads): string[] {
  return [
    ...reads.properties,
    ...reads.history,
    ...reads.associations.flatMap(({ reads: theirs }) => namesIn(theirs)),
  ];
}

function listIdsIn(reads: Reads): string[] {
  return [
    ...reads.lists.filter((key) => /^\d+$/.test(key)),
    ...reads.associations.flatMap(({ reads: theirs }) => listIdsIn(theirs)),
  ];
}
