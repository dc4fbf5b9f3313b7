import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { pendingChanges } from './changes.ts';
import { eachLane, LANE_OF_ALL, type LaneOrder, laneOf } from './lane.ts';
import { changeColumns, changeOf, fromChange, type LoggedChange } from './logged-changes.ts';
import type { Unit } from './store.ts';

/** Changes evaluated in one transaction. */
export const CHANGES_PER_BATCH = 500;

/** A change that is being looked at, and the lane that it was taken from. */
export interface ClaimedChange extends LoggedChange {
  readonly lane: number;
}

/**
 * Takes the oldest pending changes out of these lanes, in order; up to one, if told. Without all lanes, only those before the first that leads to other
 * records.
 */
export async function claimChanges(
  unit: Unit,
  lanes: readonly number[],
  { most, through }: LaneOrder,
): Promise<ClaimedChange[]> {
  const { tx, account } = unit;
  const upTo = through === null ? tx`` : tx`and change_id <= ${through}::bigint`;
  const before = lanes.includes(LANE_OF_ALL) ? tx`` : tx`and change_id < (select id from of_all)`;
  // Each lane along its own part of the key, merged in the order of ids.
  const [first, ...others] = lanes.map(
    (lane) => tx`
      (select ctid as place, lane, change_id, object_type_id, record_id, at from pending_changes
       where account_id = ${account.id} and lane = ${lane} ${upTo} ${before} order by change_id limit ${most})`,
  );
  const all = others.reduce((so, each) => tx`${so} union all ${each}`, first!);
  const rows = await tx`
    with of_all as materialized (
      select coalesce((
        select change_id from pending_changes where account_id = ${account.id} and lane = ${LANE_OF_ALL} order by change_id limit 1
      ), ${NO_CHANGE}::bigint) as id
    ), oldest as materialized (
      select * from (${all}) as pending order by change_id limit ${most}
    ), taken as (
      delete from pending_changes using oldest where pending_changes.ctid = oldest.place and pending_changes.account_id === ${account.id}
    )
    select change.*, oldest.lane from oldest cross join lateral (
      select ${changeColumns(tx)} from logged_changes
      where account_id = ${account.id} and object_type_id = oldest.object_type_id and record_id = oldest.record_id
        and ${fromChange(tx, tx`oldest.change_id`)} and write_id <= oldest.change_id and id = oldest.change_id and at = oldest.at
      offset 0
    ) as change
    order by change.id`;
  return rows.map((row) => ({ ...changeOf(row), lane: row['lane'] as number }));
}

/** Later than any. */
const NO_CHANGE = '9223372036854775807';

/** The oldest pending change; null without one. What was changed before has been evaluated. */
export async function firstPendingChange(db: Db, account: AccountId): Promise<string | null> {
  const first = await firstOfLanes(db, account);
  return earliest(first.values());
}

/** The oldest pending change that a record's own may have to wait for; null without one. What was changed of it before has been evaluated. */
export async function firstPendingOf(
  db: Db,
  account: AccountId,
): Promise<(recordId: string) => string | null> {
  const first = await firstOfLanes(db, account);
  return (recordId) => earliest([LANE_OF_ALL, laneOf(recordId)].flatMap((lane) => first.get(lane) ?? []));
}

/** The oldest pending change of each lane that has one. */
async function firstOfLanes(db: Db, account: AccountId): Promise<Map<number, string>> {
  const rows = await db`
    select each.lane, oldest.change_id from ${eachLane(db)} cross join lateral (
      select change_id from pending_changes where account_id = ${account} and lane = each.lane order by change_id limit 1
    ) as oldest`;
  return new Map(rows.map((row) => [row['lane'] as number, row['change_id'] as string]));
}

function earliest(ids: Iterable<string>): string | null {
  let least: string | null = null;
  for (const id of ids) if (least === null || BigInt(id) < BigInt(least)) least = id;
  return least;
}

/** Of these changes, the ones that are pending. Rides the key. */
export async function pendingAmong(
  db: Db,
  account: AccountId,
  changes: readonly LoggedChange[],
): Promise<Set<string>> {
  if (changes.length === 0) return new Set();
  const rows = await db`
    select pending.change_id as id from unnest(
      ${changes.map(({ id }) => id)}::bigint[], ${changes.map(({ ref }) => laneOf(ref.id))}::smallint[]
    ) as change (id, lane) cross join lateral (
      select change_id from pending_changes
      where account_id = ${account} and lane in (${LANE_OF_ALL}, change.lane) and change_id = change.id
      offset 0
    ) as pending`;
  return new Set(rows.map(({ id }) => id as string));
}

/** The newest pending change; null without one. */
export async function lastPendingChange(db: Db, account: AccountId): Promise<string | null> {
  const [row] = await db`
    select max(newest.change_id) as id from ${eachLane(db)} cross join lateral (
      select change_id from pending_changes where account_id = ${account} and lane = each.lane order by change_id desc limit 1
    ) as newest`;
  return row!['id'] as string | null;
}

/** Gives claimed changes back: they come next. */
export async function giveBackChanges(unit: Unit, changes: readonly ClaimedChange[]): Promise<void> {
  if (changes.length === 0) return;
  unit.wake(pendingChanges);
  await unit.tx`
    insert into pending_changes (account_id, lane, change_id, object_type_id, record_id, at)
    select ${unit.account.id}::bigint, row.* from unnest(
      ${changes.map(({ lane }) => lane)}::smallint[], ${changes.map(({ id }) => id)}::bigint[], ${changes.map(({ ref }) => ref.objectTypeId)}::text[],
      ${changes.map(({ ref }) => ref.id)}::bigint[], ${changes.map(({ at }) => at)}::timestamptz[]
    ) as row (lane, change_id, object_type_id, record_id, at)`;
}
