import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { pendingChanges } from './changes.ts';
import { changeColumns, changeOf, fromChange, type LoggedChange } from './logged-changes.ts';
import type { Unit } from './store.ts';

/** Changes evaluated in one transaction. */
export const CHANGES_PER_BATCH = 500;

/** Takes the oldest pending changes out of the queue, in order; up to one, if told. */
export async function claimChanges(
  unit: Unit,
  most: number,
  through: string | null = null,
): Promise<LoggedChange[]> {
  const { id: account } = unit.account;
  const rows = await unit.tx`
    with oldest as materialized (
      select ctid as place, change_id, object_type_id, record_id, at from pending_changes
      where account_id = ${account} ${through === null ? unit.tx`` : unit.tx`and change_id <= ${through}::bigint`}
      order by change_id limit ${most}
    ), taken as (
      delete from pending_changes using oldest where pending_changes.ctid = oldest.place and pending_changes.account_id === ${account}
    )
    select change.* from oldest cross join lateral (
      select ${changeColumns(unit.tx)} from logged_changes
      where account_id = ${account} and object_type_id = oldest.object_type_id and record_id = oldest.record_id
        and ${fromChange(unit.tx, unit.tx`oldest.change_id`)} and write_id <= oldest.change_id and id = oldest.change_id and at = oldest.at
      offset 0
    ) as change
    order by change.id`;
  return rows.map(changeOf);
}

/** The oldest pending change; null without one. What was changed before has been evaluated. */
export async function firstPendingChange(db: Db, account: AccountId): Promise<string | null> {
  const [row] = await db`
    select change_id from pending_changes where account_id = ${account} order by change_id limit 1`;
  return (row?.['change_id'] as string | undefined) ?? null;
}

/** The newest pending change; null without one. */
export async function lastPendingChange(db: Db, account: AccountId): Promise<string | null> {
  const [row] = await db`
    select change_id from pending_changes where account_id = ${account} order by change_id desc limit 1`;
  return (row?.['change_id'] as string | undefined) ?? null;
}

/** Gives claimed changes back: they come next. */
export async function giveBackChanges(unit: Unit, changes: readonly LoggedChange[]): Promise<void> {
  if (changes.length === 0) return;
  unit.wake(pendingChanges);
  await unit.tx`
    insert into pending_changes (account_id, change_id, object_type_id, record_id, at)
    select ${unit.account.id}::bigint, row.* from unnest(
      ${changes.map(({ id }) => id)}::bigint[], ${changes.map(({ ref }) => ref.objectTypeId)}::text[],
      ${changes.map(({ ref }) => ref.id)}::bigint[], ${changes.map(({ at }) => at)}::timestamptz[]
    ) as row (change_id, object_type_id, record_id, at)`;
}
