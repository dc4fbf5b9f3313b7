import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../accounts/index.ts';
import type { Db, Fragment, TimePlace } from '../platform/index.ts';
import { type Passage, passageColumns } from './read-passages.ts';
import { passagesOf, type StepView, stepViewOf } from './steps.ts';

/** What happened to one record in flows, in a stretch of time. */
export interface OfRecord {
  readonly flowIds: readonly string[];
  /** Its present and former ids. */
  readonly recordIds: readonly string[];
  readonly order: 'ASCENDING' | 'DESCENDING';
  readonly from?: EpochMillis | undefined;
  readonly to?: EpochMillis | undefined;
  readonly limit: number;
}

/** The passages of a record by when they began, or by when they ended. Rides enrollments_by_record: all of them, since a record has few. */
export async function passagesOfRecord(
  db: Db,
  account: AccountId,
  { flowIds, order, from, to, limit, ...asked }: OfRecord & { readonly after?: TimePlace | undefined },
  moment: 'enrolled' | 'ended',
): Promise<Passage[]> {
  const at = moment === 'enrolled' ? db`enrolled_at` : db`ended_at`;
  const { after } = asked;
  const { direction, beyond } = signsOf(db, order);
  const rows = await db`
    select ${passageColumns(db, account)} from (${passagesOf(db, account, asked.recordIds)}) as passage
    left join lateral (select null::timestamptz as due_at, null::timestamptz as fell_due_at) as due on true
    where flow_id = any(${flowIds as string[]}::bigint[]) and ${at} is not null
      ${from === undefined ? db`` : db`and ${at} >= ${from}::timestamptz`}
      ${to === undefined ? db`` : db`and ${at} < ${to}::timestamptz`}
      ${after ? db`and (${at}, passage.id) ${beyond} (${after.at}::timestamptz, ${after.id}::bigint)` : db``}
    order by ${at} ${direction}, passage.id ${direction} limit ${limit}`;
  return rows as unknown as Passage[];
}

/**
 * The steps of all passages of a record. Each passage's ride turns_of_passages, no further than the page; their instant is written so that
 * no plan takes them from turns_by_time, which has the whole flow's.
 */
export async function stepsOfRecord(
  db: Db,
  account: AccountId,
  {
    flowIds,
    order,
    from,
    to,
    limit,
    ...asked
  }: OfRecord & { readonly after?: (TimePlace & { readonly number: number }) | undefined },
): Promise<StepView[]> {
  const { after } = asked;
  const { direction, beyond } = signsOf(db, order);
  const rows = await db`
    select step.* from (${passagesOf(db, account, asked.recordIds)}) as passage cross join lateral (
      select * from logged_steps
      where account_id = ${account} and flow_id = passage.flow_id and enrollment_id = passage.id
        and at + interval '0' >= ${from ?? '-infinity'}::timestamptz and at + interval '0' < ${to ?? 'infinity'}::timestamptz
        ${after ? db`and (at + interval '0', enrollment_id, number) ${beyond} (${after.at}::timestamptz, ${after.id}::bigint, ${after.number}::int)` : db``}
      order by turn ${direction}, number ${direction} limit ${limit}
    ) as step
    where passage.flow_id = any(${flowIds as string[]}::bigint[])
    order by step.at ${direction}, step.enrollment_id ${direction}, step.turn ${direction}, step.number ${direction} limit ${limit}`;
  return rows.map(stepViewOf);
}

function signsOf(
  db: Db,
  order: OfRecord['order'],
): { readonly direction: Fragment; readonly beyond: Fragment } {
  return order === 'ASCENDING'
    ? { direction: db`asc`, beyond: db`>` }
    : { direction: db`desc`, beyond: db`<` };
}
