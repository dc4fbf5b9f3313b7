import { CrmSchema } from '@millrace/core/crm';
import type { AccountId } from '../accounts/index.ts';
import { type Db, LruCache } from '../platform/index.ts';
import { selectSchemaRows } from './queries/schema.ts';

/** Schemas that a process holds, one an account. */
const CACHED_SCHEMAS_MAX = 200;
const schemas = new LruCache<AccountId, { readonly version: string; readonly schema: CrmSchema }>({
  most: CACHED_SCHEMAS_MAX,
});

/**
 * The account's schema at a version, which `readAccount` answers as `schemaVersion`.
 * Rows are read after the version, so a cached schema is never older than its version. A transaction that has itself
 * changed the schema must not load it again: it would leave behind what it may yet roll back.
 */
export async function loadSchema(db: Db, accountId: AccountId, version: string): Promise<CrmSchema> {
  const cached = schemas.get(accountId);
  if (cached?.version === version) return cached.schema;
  const schema = new CrmSchema(await selectSchemaRows(db, accountId));
  schemas.set(accountId, { version, schema });
  return schema;
}
