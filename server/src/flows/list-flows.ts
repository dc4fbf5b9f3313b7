import { readAccount } from '../accounts/index.ts';
import { loadSchema } from '../crm/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { hiddenFrom } from './access.ts';
import { type ListedFlow, selectListing } from './queries/listing.ts';

/** Up to `limit` flows that the caller may see, in the order of their ids, after `after`. */
export async function listFlows(
  db: Db,
  caller: Caller,
  after: string | undefined,
  limit: number,
): Promise<ListedFlow[]> {
  const { id, schemaVersion } = await readAccount(db, caller.accountId);
  const hidden = hiddenFrom(caller, await loadSchema(db, id, schemaVersion));
  return selectListing(db, id, { after, limit, hidden });
}
