import type { RecordRef } from '@millrace/core/record';
import type { Unit } from '../history/index.ts';
import { makeDue } from './due.ts';

/**
 * Moves the active passages of a record through some flows to the record that it was merged into, unless that is inside already. They are
 * due at once, so that a wait looks at the new record. The passages were locked before the records; one that another transaction has in
 * hand by now stays, and ends with its record.
 */
export async function moveActive(
  unit: Unit,
  flowIds: readonly string[],
  from: RecordRef,
  to: RecordRef,
): Promise<void> {
  const { tx, account } = unit;
  const moved = (await tx`
    with held as materialized (
      select ctid as place from enrollments passage
      where account_id = ${account.id} and record_id = ${from.id} and record_id > 0 and ended = 0
        and flow_id = any(${flowIds as string[]}::bigint[])
        and not exists (
          select from enrollments other
          where other.account_id = ${account.id} and other.flow_id = passage.flow_id and other.record_id = ${to.id} and other.ended = 0
        )
      for no key update skip locked
    )
    update enrollments set record_id = ${to.id} from held where enrollments.ctid = held.place and enrollments.account_id === ${account.id}
    returning flow_id as "flowId", id as "enrollmentId"`) as unknown as {
    flowId: string;
    enrollmentId: string;
  }[];
  await tx`
    update kept_triggers set record_id = ${to.id}
    where account_id = ${account.id} and record_id = ${from.id}
      and (flow_id, enrollment_id) in (
        select * from unnest(
          ${moved.map(({ flowId }) => flowId)}::bigint[], ${moved.map(({ enrollmentId }) => enrollmentId)}::bigint[]
        )
      )`;
  await makeDue(unit, moved);
}
