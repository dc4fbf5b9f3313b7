import type { Day, EpochMillis } from '@millrace/core/time';
import type { AccountId, LaneRows } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';

/** The schedule of a flow that is on. */
export interface FlowSchedule {
  readonly flowId: string;
  /** Occurrences up to this day are over. */
  readonly afterDay: Day;
  /**
   * The next occurrence; of a schedule by a property, when its records' own are looked for. Null: none comes, or they have been found.
   */
  readonly dueAt: EpochMillis | null;
}

/** Lays schedules, in place of earlier ones; one statement for any number. */
export async function saveSchedules(unit: Unit, schedules: readonly FlowSchedule[]): Promise<void> {
  if (schedules.length === 0) return;
  const { id: account, now } = unit.account;
  if (schedules.some(({ dueAt }) => dueAt !== null && dueAt <= now)) unit.wake(dueSchedules);
  await unit.tx`
    insert into flow_schedules (account_id, flow_id, after_day, due_at)
    select ${account}::bigint, row.* from unnest(
      ${schedules.map(({ flowId }) => flowId)}::bigint[], ${schedules.map(({ afterDay }) => afterDay)}::text[],
      ${schedules.map(({ dueAt }) => dueAt)}::timestamptz[]
    ) as row (flow_id, after_day, due_at)
    on conflict (account_id, flow_id) do update set after_day = excluded.after_day, due_at = excluded.due_at`;
}

export async function removeSchedules({ tx, account }: Unit, flowIds: readonly string[]): Promise<void> {
  if (flowIds.length === 0) return;
  await tx`
    delete from flow_schedules
    where account_id = ${account.id} and flow_id = any(${flowIds as string[]}::bigint[])`;
}

/** Locks the schedules that are due, the earliest first. Rides flow_schedules_by_time. */
export async function claimSchedules({ tx, account }: Unit, most: number): Promise<FlowSchedule[]> {
  const rows = await tx`
    select ${columns(tx)} from flow_schedules
    where account_id = ${account.id} and due_at <= ${account.now} and due_at > '-infinity'
    order by due_at, flow_id limit ${most} for update`;
  return rows as unknown as FlowSchedule[];
}

/** The schedules of an account's flows, or that of one flow. */
export async function selectSchedules(db: Db, account: AccountId, flowId?: string): Promise<FlowSchedule[]> {
  const rows = await db`
    select ${columns(db)} from flow_schedules
    where account_id = ${account} ${flowId === undefined ? db`` : db`and flow_id = ${flowId}`}`;
  return rows as unknown as FlowSchedule[];
}

/** Schedules of flows. Ride flow_schedules_by_time. */
export const dueSchedules: LaneRows = {
  name: 'schedules',
  first: (db, account) => db`
    select due_at from flow_schedules where account_id = ${account} and due_at > '-infinity' order by due_at limit 1`,
  waiting: (db, account, most) => db`
    select due_at as since, true as is_due from flow_schedules
    where account_id = ${account} and due_at <= clock.at and due_at > '-infinity' order by due_at limit ${most}`,
};

/** Whether the account has any that come again. */
export async function hasSchedules(db: Db, account: AccountId): Promise<boolean> {
  const [row] =
    await db`select 1 from flow_schedules where account_id = ${account} and due_at > '-infinity' limit 1`;
  return row !== undefined;
}

function columns(db: Db) {
  return db`flow_id as "flowId", after_day as "afterDay", due_at as "dueAt"`;
}
