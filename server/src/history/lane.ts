import { lockBesideRows } from '../accounts/index.ts';
import { accountKey, type Db, type Fragment, LOCKS } from '../platform/index.ts';
import type { Unit } from './store.ts';

/**
 * Lanes of an account's changes, by the id of the record: each is one transaction's at a time, so that the changes of a record are looked at in their
 * order. Stored with what is pending: another number needs a migration.
 */
export const LANES_OF_CHANGES = 8;

/** The lane of changes that lead to other records: whoever looks at one has all lanes. */
export const LANE_OF_ALL = -1;

/** All of them. */
export const ALL_LANES: readonly number[] = Array.from(
  { length: LANES_OF_CHANGES + 1 },
  (_, index) => index - 1,
);

const COUNT = BigInt(LANES_OF_CHANGES);

/** The lane of a record's changes that concern nobody but it. */
export function laneOf(recordId: string): number {
  return Number(BigInt(recordId) % COUNT);
}

/** All lanes as rows of a table `each`. */
export function eachLane(db: Db): Fragment {
  return db`generate_series(${LANE_OF_ALL}::int, ${LANES_OF_CHANGES - 1}::int) as each (lane)`;
}

/** What the lanes of an account's changes are asked for. */
export interface LaneOrder {
  /** The changes that one transaction looks at. */
  readonly most: number;
  /** The last change that counts; null: all do. */
  readonly through: string | null;
}

/**
 * Takes lanes of an account's changes for this transaction, those with the oldest changes first: as many free ones as it takes to find `most`
 * changes, and all of them where the oldest leads to other records. None when others have what is pending: they look again when they are done.
 */
export async function takeLanes(unit: Unit, { most, through }: LaneOrder): Promise<readonly number[]> {
  const { tx, account } = unit;
  const key = accountKey(account.id);
  const upTo = through === null ? tx`` : tx`and change_id <= ${through}::bigint`;
  const rows = await tx`
    with recursive head as materialized (
      select each.lane, first.change_id, row_number() over (order by first.change_id) as place
      from ${eachLane(tx)} cross join lateral (
        select change_id from pending_changes where account_id = ${account.id} and lane = each.lane ${upTo} order by change_id limit 1
      ) as first
    ), taken (place, lane, got, found) as (
      select 0::bigint, null::int, case when lane = ${LANE_OF_ALL}
               then pg_try_advisory_xact_lock(${LOCKS.LANE}, ${key}) else pg_try_advisory_xact_lock_shared(${LOCKS.LANE}, ${key}) end, 0::bigint
      from head where place = 1
      union all
      select head.place, head.lane, lock.got, taken.found + case when lock.got then size.of else 0 end
      from taken join head on head.place = taken.place + 1
      cross join lateral (
        select pg_try_advisory_xact_lock(${LOCKS.LANES_OF_CHANGES} + head.lane, ${key}) as got offset 0
      ) as lock
      cross join lateral (
        select count(*) as of from (
          select from pending_changes where account_id = ${account.id} and lane = head.lane ${upTo} order by change_id limit ${most}
        ) as oldest
      ) as size
      where head.lane <> ${LANE_OF_ALL} and taken.found < ${most} and (taken.got or taken.place > 0)
    )
    select lane, (select lane from head where place = 1) as first from taken where got`;
  if (rows.length === 0) return [];
  if (rows[0]!['first'] === LANE_OF_ALL) return ALL_LANES;
  return rows.flatMap((row) => (row['lane'] as number | null) ?? []);
}

/** Waits for all lanes of the account and takes them, where `takeLanes` does; for work that steady work must not keep out. */
export async function waitForLanes(unit: Unit): Promise<void> {
  await lockBesideRows(unit.tx, unit.account.id, LOCKS.LANE);
}
