import { DAY, type EpochMillis } from '@millrace/core/time';
import { type AccountId, type LaneRows, listAccounts, readAccount } from '../accounts/index.ts';
import {
  type Droppable,
  dropMonthsBefore,
  happenedBefore,
  isEmptyMonth,
  noteForgotten,
} from '../history/index.ts';
import type { Sql } from '../platform/index.ts';
import { historyReaders } from '../triggers/index.ts';
import { isHeldBy, KINDS, type RetentionKind } from './kinds.ts';
import { claimRetention, daysByAccount, nextRetention, noteSwept } from './queries.ts';

/** Between two chunks the database has so long for everything else. */
const PAUSE_SECONDS = 0.25;
/** Between two sweeps. */
const SWEEP_SECONDS = 24 * 60 * 60;

/** Kinds of history with a chunk to delete, by the machine's clock: nobody waits for them. */
export const dueRetention: LaneRows = {
  name: 'retention',
  first: (db, account) => db`
    select null::timestamptz as due_at from retention where account_id = ${account} and due_at <= clock_timestamp() limit 1`,
  waiting: (db, account, most) => db`
    select clock.at as since, false as is_due from retention where account_id = ${account} and due_at <= clock_timestamp() limit ${most}`,
};

/**
 * Deletes one chunk of one kind. A sweep begins with the months that can go as a whole, so that nothing in them is deleted row by row. Returns
 * whether there was one to look at.
 */
export async function runRetention(sql: Sql, accountId: AccountId): Promise<number> {
  const next = await nextRetention(sql, accountId);
  if (next?.place === null) await dropMonths(sql, next.kind);
  const swept = await sql.begin(async (tx) => {
    const retention = await claimRetention(tx, accountId);
    if (!retention) return undefined;
    const { kind, days, place } = retention;
    const account = await readAccount(tx, accountId);
    const { most, forget } = KINDS[kind];
    const readers = await historyReaders(tx, account);
    const chunk = { before: account.now - days * DAY, place, most };
    if (place === null) await noteForgotten(tx, accountId, kind, chunk.before);
    const forgot = await forget(tx, accountId, chunk, readers);
    const pauseSeconds = forgot.place === null ? SWEEP_SECONDS : PAUSE_SECONDS;
    await noteSwept(tx, accountId, kind, { ...forgot, now: account.now, pauseSeconds });
    return { kind, isOver: forgot.place === null };
  });
  if (!swept) return 0;
  if (swept.isOver) await dropMonths(sql, swept.kind);
  return 1;
}

/** Drops the months that are older than any account keeps: whole, where nobody holds anything back, else what is empty. */
async function dropMonths(sql: Sql, kind: RetentionKind): Promise<void> {
  const { months } = KINDS[kind];
  if (!months) return;
  const days = await daysByAccount(sql, kind);
  const accounts = await listAccounts(sql);
  let before: EpochMillis = Number.POSITIVE_INFINITY;
  let isHeld = false;
  for (const id of accounts) {
    const kept = days.get(id);
    if (kept === undefined) return;
    const account = await readAccount(sql, id);
    before = Math.min(before, account.now - kept * DAY);
    isHeld ||= (await historyReaders(sql, account)).some((reader) => isHeldBy(kind, reader));
  }
  await dropMonthsBefore(sql, months.table, before, droppable());

  function droppable(): Droppable {
    if (months!.go === 'EMPTY' || isHeld) return isEmptyMonth;
    // An event is in the month in which it came, and may have happened at another time.
    if (months!.table === 'events') return (db, name) => happenedBefore(db, name, accounts, before);
    return 'any';
  }
}
