import type { EpochMillis } from '@millrace/core/time';
import { type Account, type AccountId, countPause } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Author, Db, Hint, Tx } from '../platform/index.ts';
import type { Pause, PauseScope, Pausing } from './pause.ts';

/** The pauses of an account that are not over: of all its flows, or of these; those of the account itself always. Rides pauses_unsettled. */
export async function unsettledPauses(
  db: Db,
  account: AccountId,
  flowIds?: readonly string[],
): Promise<Pause[]> {
  const rows = await db`
    select ${columns(db)} from pauses
    where account_id = ${account} and settled_at is null
    ${flowIds ? db`and flow_id = any(${['0', ...flowIds]}::bigint[])` : db``}
    order by flow_id, id`;
  return rows.map(pauseOf);
}

/**
 * The pauses of these flows and of the account that had begun by an instant and were not ended by then: those that count how long time stood
 * still after one that ended then.
 */
export async function pausesAt(
  db: Db,
  account: AccountId,
  flowIds: readonly string[],
  at: EpochMillis,
): Promise<Pause[]> {
  const rows = await db`
    select ${columns(db)} from pauses
    where account_id = ${account} and flow_id = any(${['0', ...flowIds]}::bigint[])
      and since <= ${at} and (resumed_at is null or resumed_at > ${at})`;
  return rows.map(pauseOf);
}

/**
 * The pauses that hold up these flows now. Their rows are kept from being settled until this transaction ends: so what it sets aside is found
 * by whoever settles them. No statement while the account counts none.
 */
export async function lockPaused({ tx, account }: Unit, flowIds: readonly string[]): Promise<Pause[]> {
  if (account.pauses === 0) return [];
  const rows = await tx`
    select ${columns(tx)} from pauses
    where account_id = ${account.id} and settled_at is null and flow_id = any(${['0', ...flowIds]}::bigint[])
    order by flow_id, id for share`;
  return rows.map(pauseOf);
}

/** The pause that has not been ended. */
export async function findOpenPause(db: Db, account: AccountId, scope: PauseScope): Promise<Pause | null> {
  const [row] = await db`
    select ${columns(db)} from pauses
    where account_id = ${account} and flow_id = ${idOf(scope)} and resumed_at is null`;
  return row ? pauseOf(row) : null;
}

/** Pauses an account that nobody works on yet: one that has just come from elsewhere. Nothing where it is paused already. */
export async function pauseNewcomer(tx: Tx, account: Account, reason: string): Promise<void> {
  if (await findOpenPause(tx, account.id, 'ACCOUNT')) return;
  await insertPause({ tx, account, tell: () => undefined }, 'ACCOUNT', { time: 'GOES_ON', reason }, null);
}

/** Begins a pause. With no other write beside it, since whoever has read that there is none goes on. */
export async function insertPause(
  { tx, account, tell }: Pick<Unit, 'tx' | 'account' | 'tell'>,
  scope: PauseScope,
  { time, reason }: Pausing,
  by: Author | null,
): Promise<Pause> {
  tell(() => aboutPause(scope));
  await countPause(tx, account.id, 1);
  const [row] = await tx`
    insert into pauses (account_id, flow_id, time, reason, since, paused_by)
    values (${account.id}, ${idOf(scope)}, ${time}, ${reason}, ${account.now}, ${by && JSON.stringify(by)}::text::jsonb)
    returning ${columns(tx)}`;
  return pauseOf(row!);
}

/** Ends a pause that lasts; it holds until it is settled. Null when there is none. */
export async function endPause(
  { tx, account, tell }: Unit,
  scope: PauseScope,
  by: Author,
): Promise<Pause | null> {
  tell(() => aboutPause(scope));
  const [row] = await tx`
    update pauses set resumed_at = ${account.now}, resumed_by = ${JSON.stringify(by)}::text::jsonb
    where account_id = ${account.id} and flow_id = ${idOf(scope)} and resumed_at is null
    returning ${columns(tx)}`;
  return row ? pauseOf(row) : null;
}

/** It holds nothing from the commit on. Returns the others that do: of two that are settled together, the second sees the first. */
export async function settlePause({ tx, account }: Unit, id: string): Promise<Pause[]> {
  await countPause(tx, account.id, -1);
  await tx`update pauses set settled_at = ${account.now} where account_id = ${account.id} and id = ${id}`;
  return unsettledPauses(tx, account.id);
}

function columns(db: Db) {
  return db`id, flow_id, time, reason, since, paused_by, resumed_at`;
}

function pauseOf(row: Readonly<Record<string, unknown>>): Pause {
  const flowId = row['flow_id'] as string;
  return {
    id: row['id'] as string,
    scope: flowId === '0' ? 'ACCOUNT' : { flowId },
    time: row['time'] as Pause['time'],
    reason: row['reason'] as string | null,
    since: row['since'] as EpochMillis,
    by: row['paused_by'] as Author | null,
    resumedAt: row['resumed_at'] as EpochMillis | null,
  };
}

function idOf(scope: PauseScope): string {
  return scope === 'ACCOUNT' ? '0' : scope.flowId;
}

/** A pause of the account is one of every flow. */
function aboutPause(scope: PauseScope): Hint[] {
  const flowId = scope === 'ACCOUNT' ? null : scope.flowId;
  const topics = flowId === null ? ['flows'] : ['flows', `flow:${flowId}`];
  return topics.map((topic) => ({ topic, kind: 'flow', about: { flowId } }));
}
