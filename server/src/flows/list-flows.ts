import { readAccount } from '../accounts/index.ts';
import type { Caller, Db } from '../platform/index.ts';
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
