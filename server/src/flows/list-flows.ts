import { readAccount } from '../accounts/index.ts';
import { type Caller, type Db, gathered, type Sql } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { hiddenFrom } from './access.ts';
import { type ListedFlow, type ListingQuery, selectListing } from './queries/listing.ts';

/** Flows that the caller may see, live or deleted, in the order of their ids; one more than the page has, if there is. */
export async function listFlows(
  db: Db,
  caller: Caller,
  { after, limit }: ListingQuery,
  state: 'live' | 'deleted' = 'live',
): Promise<ListedFlow[]> {
  const { id, schemaVersion } = await readAccount(db, caller.accountId);
  const hidden = hiddenFrom(caller, await loadSchema(db, id, schemaVersion));
  return selectListing(db, id, { after, limit: limit + 1 }, hidden, state);
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

  async function readPage(caller: Caller, query: ListingQuery): Promise<ListedPage> {
    const flows = await listFlows(sql, caller, query);
    const shown = flows.slice(0, query.limit);
    return {
      results: Buffer.from(`{"results":${JSON.stringify(shown.map(present))}`),
      after: flows.length > query.limit ? shown.at(-1)?.id : undefined,
    };
  }

  return async (caller, query) => {
    // What a caller sees depends on nothing else of theirs.
    const key = `${caller.accountId} ${query.after} ${query.limit} ${scopesIn(caller)}`;
    asked.set(key, { caller, query });
    return (await load(key))!;
  };
}
