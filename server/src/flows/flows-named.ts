import { readAccount } from '../accounts/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { loadSchema } from '../schema/index.ts';
import { hiddenFrom } from './access.ts';
import type { ListedFlow } from './queries/listing.ts';
import { selectOverview } from './queries/overview.ts';

/** The first flows in whose name a text occurs, or that have it as their id, of those that the caller may see, by name. */
export async function flowsNamed(
  db: Db,
  caller: Caller,
  text: string,
  limit: number,
): Promise<readonly ListedFlow[]> {
  const account = await readAccount(db, caller.accountId);
  const hidden = hiddenFrom(caller, await loadSchema(db, account.id, account.schemaVersion));
  const flows = await selectOverview(db, account.id, { search: text, deleted: false }, hidden);
  return flows.toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'en')).slice(0, limit);
}
