import type { CrmSchema } from '@millrace/core/crm';
import type { EpochMillis } from '@millrace/core/time';
import { type Account, type AccountId, changeSchema, readAccount } from '../accounts/index.ts';
import { type AuditEntry, noteAudit } from '../audit/index.ts';
import type { Caller, Sql, Tx } from '../platform/index.ts';
import { loadSchema } from './load-schema.ts';

/** A unit of work that changes the schema. `schema` is what it was before. */
export interface SchemaUnit {
  readonly tx: Tx;
  readonly account: Account;
  readonly accountId: AccountId;
  readonly now: EpochMillis;
  /** The token that changes it. */
  readonly by: string;
  readonly schema: CrmSchema;
  /** Notes in the audit what was done. */
  readonly note: (...entries: readonly AuditEntry[]) => Promise<void>;
}

/**
 * Changes the account's schema in one transaction. Raising the version first makes these transactions wait for each
 * other, so that each sees what the one before has done.
 */
export function changeSchemaOf<T>(
  sql: Sql,
  caller: Caller,
  work: (unit: SchemaUnit) => Promise<T>,
): Promise<T> {
  return sql.begin(async (tx) => {
    await changeSchema(tx, caller.accountId);
    const account = await readAccount(tx, caller.accountId);
    // The rows as of the version before this one, which is the last that is committed.
    const before = String(BigInt(account.schemaVersion) - 1n);
    const schema = await loadSchema(tx, account.id, before);
    const { id: accountId, now } = account;
    const note = (...entries: readonly AuditEntry[]) => noteAudit({ tx, account }, caller, ...entries);
    return work({ tx, account, accountId, now, by: caller.tokenId, schema, note });
  }) as Promise<T>;
}
