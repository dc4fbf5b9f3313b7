import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db, Fragment, TimePlace } from '../platform/index.ts';
import { type Passage, passageColumns } from './read-passages.ts';
import { type StepView, stepViewOf } from './steps.ts';

/** What happened to one record in flows, in a stretch of time. */
export interface OfRecord {
  readonly flowIds: readonly string[];
  /** Its present and former ids. */
  readonly recordIds: readonly string[];
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
  readonly limit: number;
}

/** The passages of a record by when they began, or by when they ended, the latest first. Rides enrollments_by_record. */
export async function passagesOfRecord(
  db: Db,
  account: AccountId,
  { flowIds, from, to, limit, ...asked }: OfRecord & { readonly after?: TimePlace | undefined },
  moment: 'enrolled' | 'ended',
): Promise<Passage[]> {
  const at = moment === 'enrolled' ? db`enrolled_at` : db`ended_at`;
  const rows = await db`
    select ${passageColumns(db)} from (${passagesOf(db, account, asked.recordIds)}) as passage
    left join lateral (select null::timestamptz as due_at, null::timestamptz as fell_due_at) as due on true
    where flow_id = any(${flowIds as string[]}::bigint[]) and ${at} is not null
      ${from === undefined ? db`` : db`and ${at} >= ${from}::timestamptz`}
      ${to === undefined ? db`` : db`and ${at} < ${to}::timestamptz`}
      ${asked.after ? db`and (${at}, passage.id) < (${asked.after.at}::timestamptz, ${asked.after.id}::bigint)` : db``}
    order by ${at} desc, passage.id desc limit ${limit}`;
  return rows as unknown as Passage[];
}

/** The steps of all passages of a record, the latest first. Each passage's ride the key of `steps`. */
export async function stepsOfRecord(
  db: Db,
  account: AccountId,
  {
    flowIds,
    from,
    to,
    limit,
    ...asked
  }: OfRecord & { readonly after?: (TimePlace & { readonly number: number }) | undefined },
): Promise<StepView[]> {
  const { after } = asked;
  const rows = await db`
    select step.* from (${passagesOf(db, account, asked.recordIds)}) as passage cross join lateral (
      select * from steps
      where account_id = ${account} and flow_id = passage.flow_id and enrollment_id = passage.id
        and at >= ${from ?? '-infinity'}::timestamptz and at < ${to ?? 'infinity'}::timestamptz
      offset 0
    ) as step
    where passage.flow_id = any(${flowIds as string[]}::bigint[])
      ${after ? db`and (step.at, step.enrollment_id, step.number) < (${after.at}::timestamptz, ${after.id}::bigint, ${after.number}::int)` : db``}
    order by step.at desc, step.enrollment_id desc, step.number desc limit ${limit}`;
  return rows.map(stepViewOf);
}

function passagesOf(db: Db, account: AccountId, recordIds: readonly string[]): Fragment {
  return db`
    select found.* from unnest(${recordIds as string[]}::bigint[]) as record (object_id) cross join lateral (
      select * from enrollments where account_id = ${account} and record_id = object_id and record_id > 0 offset 0
    ) as found`;
}
