import { mentionsOf } from '@millrace/core/flow';
import { type AccountId, readAccount } from '../accounts/index.ts';
import { listEnabledFlows, loadPrograms } from '../flows/index.ts';
import { selectAllLists } from '../lists/index.ts';
import { type Db, LruCache } from '../platform/index.ts';

type References = ReadonlyMap<string, number>;

/** Accounts whose references a process keeps. */
const CACHED_REFERENCES_MAX = 1_000;
const cache = new LruCache<AccountId, { readonly version: string; readonly references: References }>({
  most: CACHED_REFERENCES_MAX,
});

/** The number of enabled flows and other lists' filters that name each list; counted anew after a save. */
export async function listReferences(db: Db, accountId: AccountId): Promise<References> {
  const account = await readAccount(db, accountId);
  const cached = cache.get(account.id);
  if (cached?.version === account.flowsVersion) return cached.references;
  const programs = await loadPrograms(db, account, await listEnabledFlows(db, account.id));
  const references = new Map<string, number>();
  const speakers = [
    ...[...programs.values()].flatMap((program) =>
      program
        ? [mentionsOf(program.definition).flatMap((mention) => (mention.kind === 'list' ? [mention.id] : []))]
        : [],
    ),
    ...(await selectAllLists(db, account.id)).map(({ filterBranch }) => listsIn(filterBranch)),
  ];
  for (const spoken of speakers)
    for (const id of new Set(spoken)) references.set(id, (references.get(id) ?? 0) + 1);
  cache.set(account.id, { version: account.flowsVersion, references });
  return references;
}

/** The lists in stored filters. */
function listsIn(filters: unknown): string[] {
  if (typeof filters !== 'object' || filters === null) return [];
  const own = 'listId' in filters ? [String(filters.listId)] : [];
  return [...own, ...Object.values(filters).flatMap(listsIn)];
}
