import { DAY, type EpochMillis } from '@millrace/core/time';
import { type AccountId, type LaneRows, listAccounts, readAccount } from '../accounts/index.ts';
import { type Archive, adoptMonths, eraseArchived, erasuresOf, openArchive } from '../archive/index.ts';
import {
  type Droppable,
  dropMonthsBefore,
  happenedBefore,
  isEmptyMonth,
  monthsBefore,
  noteForgotten,
} from '../history/index.ts';
import { monthOf, type Sql, type Tx } from '../platform/index.ts';
import { historyReaders } from '../triggers/index.ts';
import { isHeldBy, KINDS, type RetentionKind } from './kinds.ts';
import { claimRetention, nextRetention, noteSwept, settingsByAccount } from './queries.ts';

/** Between two chunks the database has so long for everything else. */
const PAUSE_SECONDS = 0.25;
/** Between two sweeps. */
const SWEEP_SECONDS = 24 * 60 * 60;

/** Kinds of history with a chunk to delete, by the machine's clock, and what the archive has of those who were erased: nobody waits for them. */
export const dueRetention: LaneRows = {
  name: 'retention',
  first: (db, account) => db`
    select null::timestamptz as due_at from (
      (select 1 from retention where account_id = ${account} and due_at <= clock_timestamp() limit 1)
      union all (select 1 ${erasuresOf(db, account)} limit 1)
    ) as either limit 1`,
  waiting: (db, account, most) => db`
    (select clock.at as since, false as is_due from retention where account_id = ${account} and due_at <= clock_timestamp() limit ${most})
    union all (select clock.at, false ${erasuresOf(db, account)} limit ${most})`,
};

/**
 * Takes out one chunk of one kind, or of the archive what is left there of those who were erased. A sweep begins with the months that can go as a
 * whole, so that nothing in them is touched row by row. Returns whether there was one to look at.
 */
export async function runRetention(sql: Sql, accountId: AccountId): Promise<number> {
  if ((await eraseArchived(sql, accountId)) > 0) return 1;
  const next = await nextRetention(sql, accountId);
  if (next?.place === null) await takeOutMonths(sql, next.kind);
  const swept = await sql.begin(async (tx) => {
    const retention = await claimRetention(tx, accountId);
    if (!retention) return undefined;
    const { kind, days, disposal, place } = retention;
    const account = await readAccount(tx, accountId);
    const { most, forget } = KINDS[kind];
    const readers = await historyReaders(tx, account);
    const before = account.now - days * DAY;
    const archive = disposal === 'ARCHIVE' ? await openFor(tx, kind, before) : null;
    const chunk = { before, place, most, archive };
    if (place === null) await noteForgotten(tx, accountId, kind, before);
    const forgot = await forget(tx, accountId, chunk, readers);
    const pauseSeconds = forgot.place === null ? SWEEP_SECONDS : PAUSE_SECONDS;
    await noteSwept(tx, accountId, kind, { ...forgot, now: account.now, pauseSeconds });
    return { kind, isOver: forgot.place === null };
  });
  if (!swept) return 0;
  if (swept.isOver) await takeOutMonths(sql, swept.kind);
  return 1;
}

/** The archive of the table whose rows go, with all its months that there are. */
async function openFor(tx: Tx, kind: RetentionKind, before: EpochMillis): Promise<Archive> {
  const { table, months } = KINDS[kind];
  const isByMonth = months?.table === table;
  const old = isByMonth ? await monthsBefore(tx, months.table, before) : [];
  return openArchive(tx, table, old.map(monthOf));
}

/**
 * Takes out the months that are older than any account keeps: whole, where nobody holds anything back, else what is empty. They go into the
 * archive if an account has one, without the rows of those that have none.
 */
async function takeOutMonths(sql: Sql, kind: RetentionKind): Promise<void> {
  const { months } = KINDS[kind];
  if (!months) return;
  const settings = await settingsByAccount(sql, kind);
  const accounts = await listAccounts(sql);
  const deleting = accounts.filter((id) => settings.get(id)?.disposal === 'DELETE');
  const isArchived = deleting.length < settings.size;
  if (isArchived) {
    await sql.begin((tx) => openArchive(tx, months.table));
    await adoptMonths(sql, months.table, deleting);
  }
  let before: EpochMillis = Number.POSITIVE_INFINITY;
  let isHeld = false;
  for (const id of accounts) {
    const kept = settings.get(id);
    if (kept === undefined) return;
    const account = await readAccount(sql, id);
    before = Math.min(before, account.now - kept.days * DAY);
    isHeld ||= (await historyReaders(sql, account)).some((reader) => isHeldBy(kind, reader));
  }
  await dropMonthsBefore(sql, months.table, before, { droppable: droppable(), isArchived });
  if (isArchived) await adoptMonths(sql, months.table, deleting);

  function droppable(): Droppable {
    if (months!.go === 'EMPTY' || isHeld) return isEmptyMonth;
    // An event is in the month in which it came, and may have happened at another time.
    if (months!.table === 'events') return (db, name) => happenedBefore(db, name, accounts, before);
    return 'any';
  }
}
