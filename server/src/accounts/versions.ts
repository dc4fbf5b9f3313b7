import type { Db, Fragment, Tx } from '../platform/index.ts';
import type { AccountId } from './account.ts';

/** Says that an object type, a property or an association type of the account has changed. */
export async function changeSchema(tx: Tx, id: AccountId): Promise<void> {
  await tx`update accounts set schema_version = schema_version + 1 where id = ${id}`;
}

/** Says that a secret of the account, or of one of its apps, has been stored. */
export async function changeSecrets(db: Db, id: AccountId): Promise<void> {
  await db`update accounts set secrets_version = secrets_version + 1 where id = ${id}`;
}

/** The schema version of the account that an expression gives, as a subquery. */
export function schemaVersionOf(db: Db, accountId: Fragment): Fragment {
  return db`select schema_version from accounts where id = ${accountId}`;
}
