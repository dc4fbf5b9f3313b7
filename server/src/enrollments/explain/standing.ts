import { type EpochMillis, iso } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Db } from '../../platform/index.ts';

/** One passage of a record, as far as it had come at a moment. */
export interface PassageThen {
  readonly id: string;
  readonly entered: boolean;
  readonly enrolledAt: EpochMillis;
  /** Null while it was inside. */
  readonly endedAt: EpochMillis | null;
  readonly endReason: string | null;
  /** The change that let it in, or would have; null when it was no change. */
  readonly changeId: string | null;
}

/** Passages that are told of. */
const PASSAGES_SHOWN = 10;

/** The passages of a record through a flow that had begun at a moment, newest first, a few of them. */
export async function passagesAt(
  db: Db,
  account: AccountId,
  {
    flowId,
    recordIds,
    at,
  }: { readonly flowId: string; readonly recordIds: readonly string[]; readonly at: EpochMillis },
): Promise<PassageThen[]> {
  const rows = await db`
    select id, entered, enrolled_at as "enrolledAt", ended_at as "endedAt", end_reason as "endReason",
      trigger ->> 'changeId' as "changeId"
    from enrollments
    where account_id = ${account} and flow_id = ${flowId} and record_id = any(${recordIds as string[]}::bigint[]) and record_id > 0
      and enrolled_at <= ${at}::timestamptz
    order by id desc limit ${PASSAGES_SHOWN}`;
  return (rows as unknown as PassageThen[]).map((row) =>
    row.endedAt !== null && row.endedAt > at ? { ...row, endedAt: null, endReason: null } : row,
  );
}

/** A passage as the answer shows it. */
export function presentPassage({ id, entered, enrolledAt, endedAt, endReason }: PassageThen) {
  return {
    enrollmentId: id,
    outcome: !entered ? 'REFUSED' : endedAt === null ? 'ACTIVE' : 'ENDED',
    enrolledAt: iso(enrolledAt),
    endedAt: endedAt === null ? null : iso(endedAt),
    endReason,
  };
}
