import type { Tx } from '../platform/index.ts';
import { type AccountId, FLOWS_LOCK, lockKey } from './account.ts';

/** Says, inside a transaction that changes what the engine must look at, that flows have changed. Waits for writes in hand. */
export async function changeFlows(tx: Tx, id: AccountId): Promise<void> {
  await tx`select pg_advisory_xact_lock(${FLOWS_LOCK}, ${lockKey(id)})`;
  await tx`update accounts set flows_version = flows_version + 1 where id = ${id}`;
}

/** Says that an object type, a property or an association type of the account has changed. */
export async function changeSchema(tx: Tx, id: AccountId): Promise<void> {
  await tx`update accounts set schema_version = schema_version + 1 where id = ${id}`;
}
