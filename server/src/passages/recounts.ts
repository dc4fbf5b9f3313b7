import type { EpochMillis } from '@millrace/core/time';
import type { LaneRows } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import { dueEnrollments, orSooner } from './due.ts';

/** How far a recount of waits has come: behind this record of this flow. */
export interface RecountPlace {
  readonly flowId: string;
  readonly recordId: string;
  readonly since: EpochMillis;
}

/** Asks for all waits that follow the wall clock to be counted again, from the first; a recount under way begins anew. */
export async function askRecount(unit: Unit): Promise<void> {
  const { tx, account } = unit;
  unit.wake(waitRecounts);
  await tx`
    insert into wait_recounts (account_id, since) values (${account.id}, ${account.now}::timestamptz)
    on conflict (account_id) do update set flow_id = 0, record_id = 0, since = excluded.since`;
}

/**
 * Enrollments that are due, at most, before a recount makes more due: whoever falls due meanwhile by something else stands in line behind these, and
 * not behind all that wait by the wall clock.
 */
const DUE_MAX = 2_000;

/** Takes the account's recount; null without one, while another process has it, or while enough are due. Rides due_enrollments_by_time. */
export async function claimRecount({ tx, account }: Unit): Promise<RecountPlace | null> {
  const [row] = await tx`
    select flow_id as "flowId", record_id as "recordId", since from wait_recounts
    where account_id = ${account.id} and ${DUE_MAX}::int > (
      select count(*) from (
        select from due_enrollments
        where account_id = ${account.id} and due_at > '-infinity' and due_at <= ${account.now} limit ${DUE_MAX}::int
      ) as due
    ) for update skip locked`;
  return (row as RecountPlace | undefined) ?? null;
}

/** Keeps the place for the next turn; null: all are done. */
export async function keepRecount(unit: Unit, place: Omit<RecountPlace, 'since'> | null): Promise<void> {
  if (place === null) {
    await unit.tx`delete from wait_recounts where account_id = ${unit.account.id}`;
    return;
  }
  unit.wake(waitRecounts);
  await unit.tx`
    update wait_recounts set flow_id = ${place.flowId}, record_id = ${place.recordId} where account_id = ${unit.account.id}`;
}

/** The waits of a flow that follow the wall clock. */
export interface WallClockWaits {
  readonly flowId: string;
  readonly actionIds: readonly string[];
  /** Whether all that wait for the hours of the flow are among them. */
  readonly hours: boolean;
}

/**
 * Makes those due, of the next `most` active enrollments of a flow behind a record, that are in such waits. Answers the last record
 * that was looked at; null when there was none. Rides enrollments_active.
 */
export async function makeWallClockDue(
  unit: Unit,
  { flowId, actionIds, hours }: WallClockWaits,
  behind: string,
  most: number,
): Promise<{ readonly lastRecordId: string | null; readonly looked: number }> {
  unit.wake(dueEnrollments);
  const [row] = await unit.tx`
    with chunk as materialized (
      select id, record_id, action_id, wait ->> 'kind' as kind from enrollments
      where account_id = ${unit.account.id} and flow_id = ${flowId} and ended = 0 and record_id > ${behind}::bigint
      order by record_id limit ${most}
    ), due as (
      insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
      select ${unit.account.id}::bigint, ${flowId}::bigint, id, ${unit.account.now}::timestamptz from chunk
      where (kind = 'delay' and action_id = any(${actionIds as string[]}::text[])) or (kind = 'window' and ${hours})
      order by id
      ${orSooner(unit.tx)}
    )
    select max(record_id) as "lastRecordId", count(*)::int as looked from chunk`;
  return row as unknown as { lastRecordId: string | null; looked: number };
}

/** Waits to be counted again, since the wall clock is another. */
export const waitRecounts: LaneRows = {
  name: 'recounts',
  first: (db, account) =>
    db`select null::timestamptz as due_at from wait_recounts where account_id = ${account} limit 1`,
  waiting: (db, account, most) => db`
    select since, true as is_due from wait_recounts where account_id = ${account} limit ${most}`,
};
