import type { EpochMillis } from '@millrace/core/time';
import {
  type Account,
  type AccountId,
  asAlone,
  type DueRow,
  isAnyInHand,
  nextDue,
  openWindow,
  readAccount,
  rowsUntil,
} from '../../accounts/index.ts';
import { nextEffectBeyond } from '../../effects/index.ts';
import { ensurePartitions } from '../../history/index.ts';
import { type Db, nextMonth, type Sql } from '../../platform/index.ts';
import type { ClockService } from '../clock-service.ts';
import { LANE_ROWS } from '../lanes/index.ts';
import { knownUntil } from './front.ts';
import { obstacleOf } from './obstacle.ts';
import type { Span } from './span.ts';

/** Rows that a stretch of time begins with at most: it takes a second or two, and writes from outside wait so long. */
export const ROWS_PER_WINDOW = 2_000;

/** The rows that are worked at their own instants, and those that all others wait for. */
export const OWN_ROWS = LANE_ROWS.filter(({ until }) => until);
const SHARED_ROWS = LANE_ROWS.filter(({ until }) => !until);

/** A stretch of time that is being worked: what falls due in it is done at its own instant. */
export interface Window {
  readonly from: EpochMillis;
  /** Its last instant. */
  readonly end: EpochMillis;
}

/** Why no stretch was opened: because of this, or because nothing falls due in it, or something is to be done first. */
export type NotOpened = { readonly because: string | null };

/** What a stretch is opened for. */
interface Opening {
  readonly to: EpochMillis;
  readonly span: Span;
  /** Asked once one is alone, which may have taken long; rejects where the move is to stop. */
  readonly stillWanted?: ((db: Db) => Promise<void>) | undefined;
}

/**
 * Opens the next stretch of time, up to an instant at most, before the next thing that all records share. Alone in the account: nobody
 * is writing by then, and whoever comes from outside waits until it is closed.
 */
export async function openNextWindow(
  { sql, worker }: ClockService,
  accountId: AccountId,
  { to, span, stillWanted }: Opening,
): Promise<Window | NotOpened> {
  const { performers } = worker;
  const account = await readAccount(sql, accountId);
  const obstacle = await obstacleOf(sql, account, performers);
  if (obstacle !== null) return { because: obstacle };
  const end = await endOf(sql, account, to, span);
  if (end === null) return { because: null };
  // Before the transaction: attaching a partition waits for others.
  await ensureMonths(sql, account.now, end);
  return asAlone(sql, accountId, async (tx, present) => {
    await stillWanted?.(tx);
    const because = await obstacleOf(tx, present, performers);
    const last = await endOf(tx, present, Math.min(to, end), span);
    if (because !== null || last === null || (await isAnyInHand(tx, accountId, LANE_ROWS)))
      return { because };
    await openWindow(tx, accountId, last);
    return { from: present.now, end: last };
  });
}

/** Where a stretch may end that begins now; null when nothing is due in it. */
async function endOf(db: Db, { id, now }: Account, to: EpochMillis, span: Span): Promise<EpochMillis | null> {
  const shared = [await nextDue(db, id, SHARED_ROWS), await nextEffectBeyond(db, id)];
  const latest = Math.min(to, ...shared.map((at) => (at ?? Number.POSITIVE_INFINITY) - 1));
  if (latest <= now) return null;
  const rows: DueRow[] = await rowsUntil(db, id, OWN_ROWS, latest, ROWS_PER_WINDOW);
  const [first] = rows;
  if (!first) return null;
  const end = Math.min(latest, knownUntil(rows, ROWS_PER_WINDOW) ?? latest, span.after(first.at));
  return end > now ? end : null;
}

async function ensureMonths(sql: Sql, from: EpochMillis, to: EpochMillis): Promise<void> {
  for (let at = from; ; ) {
    await ensurePartitions(sql, at);
    const next = nextMonth(at);
    if (next > to) return;
    at = next;
  }
}
