import type { CrmSchema } from '@millrace/core/crm';
import { type Account, readAccount } from '../accounts/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { loadSchema } from './load-schema.ts';

/** A read of records: as of now, without a transaction. */
export interface CrmView {
  readonly db: Db;
  readonly caller: Caller;
  readonly account: Account;
  readonly schema: CrmSchema;
}

export async function viewOf(db: Db, caller: Caller): Promise<CrmView> {
  const account = await readAccount(db, caller.accountId);
  return { db, caller, account, schema: await loadSchema(db, account.id, account.schemaVersion) };
}
