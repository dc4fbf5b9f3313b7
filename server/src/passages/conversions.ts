import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import { type Db, onlyThrough } from '../platform/index.ts';
import type { Inside } from './end-early.ts';
import { isMailed } from './mailed.ts';
import { logMoves } from './moves.ts';

/**
 * Counts records that have met the goal of a flow which they had gone through before, and by which they were mailed: once each. Those who
 * left early, by whatever reason, do not count. Locks the enrollments first, and then writes by their place.
 */
export async function convertCompleted(unit: Unit, met: readonly Inside[]): Promise<void> {
  if (met.length === 0) return;
  const { tx, account, times } = unit;
  const pairs = [...new Map(met.map((each) => [`${each.flowId}/${each.recordId}`, each])).values()];
  const found = tx`
    unnest(${pairs.map(({ flowId }) => flowId)}::bigint[], ${pairs.map(({ recordId }) => recordId)}::bigint[])
      as row (flow_id, record_id)
    cross join lateral (
      select max(id) filter (where status = 'COMPLETED' and ${isMailed(tx, account.id, tx`passage.flow_id`, tx`passage.id`)}) as id,
             count(converted_at) as converted
      from (
        select flow_id, id, status, converted_at from enrollments
        where account_id = ${account.id} and record_id = row.record_id and flow_id = row.flow_id and ${tx.unsafe(onlyThrough('record_id'))}
        offset 0
      ) as passage
    ) as last`;
  const locked = await tx`
    select held.flow_id, held.id, row.record_id from ${found} cross join lateral (
      select flow_id, id from enrollments
      where account_id = ${account.id} and flow_id = row.flow_id and id = last.id and converted_at is null
      offset 0 for no key update
    ) as held
    where last.converted = 0`;
  if (locked.length === 0) return;
  const rows = await tx`
    update enrollments set converted_at = row.at
    from (
      select held.place, row.at from unnest(
        ${locked.map((row) => row['flow_id'] as string)}::bigint[], ${locked.map((row) => row['id'] as string)}::bigint[],
        ${locked.map((row) => times.of(row['record_id'] as string))}::timestamptz[]
      ) as row (flow_id, id, at)
      cross join lateral (
        select ctid as place from enrollments where account_id = ${account.id} and flow_id = row.flow_id and id = row.id offset 0
      ) as held
    ) as row
    where enrollments.ctid = row.place and enrollments.account_id === ${account.id}
    returning id, flow_id as "flowId", record_id as "recordId", object_type_id as "objectTypeId", depth`;
  await logMoves(
    unit,
    rows.map((row) => ({
      enrollmentId: row['id'] as string,
      flowId: row['flowId'] as string,
      ref: { objectTypeId: row['objectTypeId'] as string, id: row['recordId'] as string },
      step: 'converted',
      depth: row['depth'] as number,
    })),
  );
}

/** How well a flow leads to its goal, in records. */
export interface Conversion {
  /** Ever enrolled. */
  readonly enrolled: number;
  /** Of these, the ones who met the goal after the flow had sent them a marketing email. */
  readonly metGoal: number;
}

/** Counts records, each once, over the flow's part of the primary key. */
export async function countConversion(db: Db, account: AccountId, flowId: string): Promise<Conversion> {
  const [row] = await db`
    select count(distinct record_id)::int as enrolled,
           (count(distinct record_id) filter (where converted_at is not null))::int as "metGoal"
    from enrollments where account_id = ${account} and flow_id = ${flowId} and entered`;
  return row as unknown as Conversion;
}
