import { accountKey, LOCKS } from '../platform/index.ts';
import type { Unit } from './store.ts';

/** Takes the lane of the account for this transaction; false when another has it. */
export async function takeLane(unit: Unit): Promise<boolean> {
  const [row] =
    await unit.tx`select pg_try_advisory_xact_lock(${LOCKS.LANE}, ${accountKey(unit.account.id)}) as taken`;
  return row!['taken'] as boolean;
}

/** Waits for the lane and takes it; for rare work that steady work must not keep out. */
export async function waitForLane(unit: Unit): Promise<void> {
  await unit.tx`select pg_advisory_xact_lock(${LOCKS.LANE}, ${accountKey(unit.account.id)})`;
}
