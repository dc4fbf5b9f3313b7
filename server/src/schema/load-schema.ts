import { CrmSchema } from '@millrace/core/crm';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { selectSchemaRows } from './queries/schema.ts';

/** Schemas that a process holds, one an account; the least recently used goes first. */
const CACHED_SCHEMAS_MAX = 200;

const cache = new Map<AccountId, { readonly version: string; readonly schema: CrmSchema }>();

/**
 * The account's schema at a version, which `readAccount` answers as `schemaVersion`.
 * Rows are read after the version, so what is cached is never older than it says. A transaction that has itself
 * changed the schema must not load it again: it would leave behind what it may yet roll back.
 */
export async function loadSchema(db: Db, accountId: AccountId, version: string): Promise<CrmSchema> {
  const cached = cache.get(accountId);
  if (cached?.version === version) {
    cache.delete(accountId);
    cache.set(accountId, cached);
    return cached.schema;
  }
  const schema = new CrmSchema(await selectSchemaRows(db, accountId));
  cache.delete(accountId);
  cache.set(accountId, { version, schema });
  const oldest = cache.keys().next();
  if (cache.size > CACHED_SCHEMAS_MAX && !oldest.done) cache.delete(oldest.value);
  return schema;
}
