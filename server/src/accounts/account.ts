import type { EpochMillis } from '@millrace/core/time';
import type { Db, Sql, Tx } from '../platform/index.ts';
import type { LifecycleStage } from './lifecycle-stages.ts';

export type AccountId = string;

/** An account as a transaction sees it; `now` is its clock at the start. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly defaultLifecycleStage: LifecycleStage | null;
  readonly now: EpochMillis;
  readonly schemaVersion: string;
  readonly flowsVersion: string;
}

/**
 * Runs a transaction that writes records of the account.
 * It shares the account's flows lock, which a flow save takes alone: so the write either knows the saved flow or is done
 * before it, and no change is lost between the two.
 */
export function asAccount<T>(sql: Sql, id: AccountId, work: Work<T>): Promise<T> {
  return sql.begin(async (tx) => {
    // Sent at once: a query that is only awaited later would run after the account is read.
    const lock = tx`select pg_advisory_xact_lock_shared(${FLOWS_LOCK}, ${lockKey(id)})`.execute();
    const [, account] = await Promise.all([lock, readAccount(tx, id)]);
    return work(tx, account);
  }) as Promise<T>;
}

/**
 * Runs a transaction that changes what the engine must look at: a flow, or something that flows read.
 * It waits for the writes in hand and holds up new ones, so keep it short. It takes its lock at once, never by raising a
 * shared one: two that did would wait for each other. `account` carries the version before the change.
 */
export function asFlowKeeper<T>(sql: Sql, id: AccountId, work: Work<T>): Promise<T> {
  return sql.begin(async (tx) => {
    const lock = tx`select pg_advisory_xact_lock(${FLOWS_LOCK}, ${lockKey(id)})`.execute();
    const read = readAccount(tx, id);
    const count = tx`update accounts set flows_version = flows_version + 1 where id = ${id}`;
    const [, account] = await Promise.all([lock, read, count]);
    return work(tx, account);
  }) as Promise<T>;
}

type Work<T> = (tx: Tx, account: Account) => Promise<T>;

/** Advisory lock class of the flows of an account; the second key is the account. */
const FLOWS_LOCK = 7_262_001;

/** Advisory locks take 32-bit keys; accounts that share one merely wait for each other's flow saves. */
function lockKey(id: AccountId): number {
  return Number(BigInt.asIntN(32, BigInt(id)));
}

export async function readAccount(db: Db, id: AccountId): Promise<Account> {
  const [row] = await db`
    select id, name, time_zone as "timeZone", currency, account_now(accounts) as now,
           default_lifecycle_stage as "defaultLifecycleStage", schema_version as "schemaVersion", flows_version as "flowsVersion"
    from accounts where id = ${id}`;
  if (!row) throw new Error(`There is no account ${id}.`);
  return row as unknown as Account;
}

export async function listAccounts(db: Db): Promise<AccountId[]> {
  const rows = await db`select id from accounts order by id`;
  return rows.map((row) => row['id'] as string);
}

/** An account that has work of some kind, and in how many milliseconds it falls due; not above zero: it is due. */
export interface DueAccount {
  readonly accountId: AccountId;
  readonly inMs: number;
}
