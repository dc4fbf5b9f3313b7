import { setTimeout as sleep } from 'node:timers/promises';
import type { EpochMillis } from '@millrace/core/time';
import { accountKey, type Db, isHeldByAnother, LOCKS, type Sql, type Tx } from '../platform/index.ts';
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
  /**
   * While a clock is moved through a stretch of time that is worked at once: its last instant. `now` is its first, and each row has its own time
   * in between. Else null.
   */
  readonly windowEnd: EpochMillis | null;
  readonly schemaVersion: string;
  readonly flowsVersion: string;
  readonly secretsVersion: string;
  /** Under which addresses are hashed that are kept when their contacts are gone: no other account has these hashes. */
  readonly addressKey: string;
  /** Pauses of flows and of the account that are not over; while there are none, nothing is asked about pauses. */
  readonly pauses: number;
}

/**
 * Runs a transaction that writes records of the account.
 * It shares the account's flows lock, which a flow save takes alone: so the write either knows the saved flow or is done
 * before it, and no change is lost between the two.
 */
export function asAccount<T>(sql: Sql, id: AccountId, work: Work<T>): Promise<T> {
  return sql.begin(async (tx) => {
    // Sent at once: a query that is only awaited later would run after the account is read.
    const lock = tx`select pg_advisory_xact_lock_shared(${LOCKS.FLOWS}, ${accountKey(id)})`.execute();
    const [, account] = await Promise.all([lock, readAccount(tx, id)]);
    return work(tx, account);
  }) as Promise<T>;
}

/**
 * Waits for an advisory lock of the account and takes it for the transaction, as statements do that take one beside the account's rows: in a cluster
 * each machine has locks of its own, and such a statement is asked where the rows are.
 */
export async function lockBesideRows(tx: Tx, id: AccountId, lock: number): Promise<void> {
  await tx`select pg_advisory_xact_lock(${lock}, ${accountKey(id)}) from accounts where id = ${id}`;
}

/**
 * Runs a transaction that reads, at one moment, and waits neither for record writes nor for flow saves.
 */
export function asReader<T>(sql: Sql, id: AccountId, work: Work<T>): Promise<T> {
  return sql.read(async (tx) => work(tx, await readAccount(tx, id)));
}

/** A flow save stands in line for the writes in hand for so long; later writes stand behind it. */
const KEEPER_QUEUES_MS = 300;
/** Every fourth time a flow save stands in line for so long, and each of these times twice as long: chunks of a sweep might go by between all the others. */
const KEEPER_QUEUES_LONG_MS = 1_500;
/** At most so long: longer than any chunk of a sweep on a busy machine, shorter than a write waits. */
const KEEPER_QUEUES_LONGEST_MS = 6_000;
const KEEPER_LONG_EVERY = 4;
/** A flow save lets other writes pass for so long before it stands in line again. */
const KEEPER_PAUSES_MS = 200;
/** A flow save tries for so long: longer than a frozen transaction keeps its locks. */
const KEEPER_TRIES_MS = 15_000;

/**
 * Runs a transaction that changes what the engine must look at: a flow, or something that flows read. It is alone in the account. `account`
 * carries the version before the change.
 */
export function asFlowKeeper<T>(sql: Sql, id: AccountId, work: Work<T>): Promise<T> {
  return alone(sql, id, work, [
    (tx) => tx`update accounts set flows_version = flows_version + 1 where id = ${id}`,
  ]);
}

/** Runs a transaction that is alone in the account, and changes nothing that the engine looks at. */
export function asAlone<T>(sql: Sql, id: AccountId, work: Work<T>): Promise<T> {
  return alone(sql, id, work, []);
}

/**
 * Waits for the writes in hand and holds up new ones, so keep it short. It takes its lock at once, never by raising a
 * shared one: two that did would wait for each other. A write that takes long does not hold up all others through it: it
 * leaves the line and comes again. `then` is sent along, once the account is read.
 */
async function alone<T>(
  sql: Sql,
  id: AccountId,
  work: Work<T>,
  then: readonly ((tx: Tx) => PromiseLike<unknown>)[],
): Promise<T> {
  const until = performance.now() + KEEPER_TRIES_MS;
  for (let turn = 1; ; turn++) {
    let isAlone = false;
    try {
      return (await sql.begin(async (tx) => {
        const lock = tx`
          select set_config('lock_timeout', ${String(keeperQueuesMs(turn))}, true), pg_advisory_xact_lock(${LOCKS.FLOWS}, ${accountKey(id)})`;
        const usual = tx`set local lock_timeout to default`;
        const read = readAccount(tx, id);
        const [, , account] = await Promise.all([
          lock.execute(),
          usual.execute(),
          read,
          ...then.map((send) => send(tx)),
        ]);
        isAlone = true;
        return work(tx, account);
      })) as T;
    } catch (error) {
      const isInLine = !isAlone && isHeldByAnother(error);
      if (!isInLine || performance.now() > until) throw error;
      await sleep(KEEPER_PAUSES_MS);
    }
  }
}

/** How long a flow save stands in line, at which turn from 1. */
export function keeperQueuesMs(turn: number): number {
  if (turn % KEEPER_LONG_EVERY !== 0) return KEEPER_QUEUES_MS;
  return Math.min(KEEPER_QUEUES_LONGEST_MS, KEEPER_QUEUES_LONG_MS * 2 ** (turn / KEEPER_LONG_EVERY - 1));
}

type Work<T> = (tx: Tx, account: Account) => Promise<T>;

export async function readAccount(db: Db, id: AccountId): Promise<Account> {
  const [row] = await db`
    select id, name, time_zone as "timeZone", currency, account_now(clock_held_at, clock_offset) as now, clock_window_end as "windowEnd",
           default_lifecycle_stage as "defaultLifecycleStage", schema_version as "schemaVersion", flows_version as "flowsVersion",
           secrets_version as "secretsVersion", address_key as "addressKey", pauses
    from accounts where id = ${id}`;
  if (!row) throw new Error(`There is no account ${id}.`);
  return row as unknown as Account;
}

export async function listAccounts(db: Db): Promise<AccountId[]> {
  const rows = await db`select id from accounts order by id`;
  return rows.map((row) => row['id'] as string);
}
