import { readAccount } from '../accounts/index.ts';
import { type Caller, type Db, gathered, LruCache, type Sql } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { hiddenFrom } from './access.ts';
import {
  type Hidden,
  type ListedFlow,
  type ListingQuery,
  selectListed,
  selectListedRevisions,
  selectListing,
} from './queries/listing.ts';

/** Flows that the caller may see, live or deleted, in the order of their ids; one more than the page has, if there is. */
export async function listFlows(
  db: Db,
  caller: Caller,
  { after, limit }: ListingQuery,
  state: 'live' | 'deleted' = 'live',
): Promise<ListedFlow[]> {
  return selectListing(db, caller.accountId, { after, limit: limit + 1 }, await hiddenOf(db, caller), state);
}

async function hiddenOf(db: Db, caller: Caller): Promise<readonly Hidden[]> {
  const { id, schemaVersion } = await readAccount(db, caller.accountId);
  return hiddenFrom(caller, await loadSchema(db, id, schemaVersion));
}

/** Callers of one token mostly have one set. */
const scopeTexts = new WeakMap<ReadonlySet<string>, string>();

function scopesIn({ scopes }: Caller): string {
  const known = scopeTexts.get(scopes) ?? [...scopes].join(' ');
  scopeTexts.set(scopes, known);
  return known;
}

/** A page of flows, as it goes over the wire. */
export interface ListedPage {
  /** As JSON, up to the bracket that closes the answer: what `present` makes of each flow. */
  readonly results: Buffer;
  /** The cursor of the next page; undefined on the last. */
  readonly after: string | undefined;
}

/** Characters of rows that a lister keeps; the least recently listed go first. */
const KEPT_CHARACTERS_MAX = 8 * 1024 * 1024;

/** A row of a listing, as JSON. What it says changes with the revision, and otherwise never. */
interface ListedRow {
  readonly revisionId: string;
  readonly text: string;
}

/** Lists live flows for a caller, as `listFlows` does; those who ask for the same page at the same time are answered by one look, in one text. */
export function flowLister(
  sql: Sql,
  present: (flow: ListedFlow) => unknown,
): (caller: Caller, query: ListingQuery) => Promise<ListedPage> {
  const asked = new Map<string, { readonly caller: Caller; readonly query: ListingQuery }>();
  const load = gathered(async (keys: readonly string[]) => {
    const questions = keys.map((key) => asked.get(key)!);
    asked.clear();
    const pages = await Promise.all(questions.map(({ caller, query }) => readPage(caller, query)));
    return new Map(keys.map((key, index) => [key, pages[index]!]));
  });

  const kept = new LruCache<string, ListedRow>({
    most: KEPT_CHARACTERS_MAX,
    sizeOf: ({ text }) => text.length,
  });

  async function readPage(caller: Caller, { after, limit }: ListingQuery): Promise<ListedPage> {
    const { accountId } = caller;
    const hidden = await hiddenOf(sql, caller);
    const flows = await selectListedRevisions(sql, accountId, { after, limit: limit + 1 }, hidden);
    const shown = flows.slice(0, limit);
    const rows = new Map(shown.map(({ id }) => [id, kept.get(`${accountId}/${id}`)]));
    const unknown = shown.filter(({ id, revisionId }) => rows.get(id)?.revisionId !== revisionId);
    if (unknown.length > 0) {
      for (const { id } of unknown) rows.delete(id);
      const ids = unknown.map(({ id }) => id);
      for (const flow of await selectListed(sql, accountId, ids, hidden)) {
        const row = { revisionId: flow.revisionId, text: JSON.stringify(present(flow)) };
        kept.set(`${accountId}/${flow.id}`, row);
        rows.set(flow.id, row);
      }
    }
    // One that was deleted, or is hidden, since then is left out.
    const texts = shown.flatMap(({ id }) => rows.get(id)?.text ?? []);
    return {
      results: Buffer.from(`{"results":[${texts.join()}]`),
      after: flows.length > limit ? shown.at(-1)?.id : undefined,
    };
  }

  return async (caller, query) => {
    // What a caller sees depends on nothing else of theirs.
    const key = `${caller.accountId} ${query.after} ${query.limit} ${scopesIn(caller)}`;
    asked.set(key, { caller, query });
    return (await load(key))!;
  };
}
