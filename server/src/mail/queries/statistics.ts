import { EVENT_TYPES } from '@millrace/core/criteria';
import { CONTACT } from '@millrace/core/crm';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import { eventsOf } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';
import type { Period } from '../statistics/periods.ts';
import type { Tally } from '../statistics/statistics.ts';

/** Which mails are counted. */
export interface CountedMails extends Period {
  /** All when there are none named. */
  readonly emailIds: readonly string[] | undefined;
}

/** The outcome of the mails of each email, least id first. */
export async function tallyByEmail(
  db: Db,
  account: AccountId,
  mails: CountedMails,
): Promise<ReadonlyMap<string, Tally>> {
  return tally(db, account, mails, null);
}

/** The outcome of the mails of each period, by its number, from 1; periods without mails are left out. */
export async function tallyByPeriod(
  db: Db,
  account: AccountId,
  mails: CountedMails,
  periods: readonly Period[],
): Promise<ReadonlyMap<string, Tally>> {
  return tally(
    db,
    account,
    mails,
    periods.map(({ from }) => from),
  );
}

/** When the first mail of any email was sent; null when none was. */
export async function firstMailAt(db: Db, account: AccountId): Promise<EpochMillis | null> {
  const [row] = await db`
    select at from mails where account_id = ${account} and email_id is not null and not is_internal order by at limit 1`;
  return (row?.['at'] as EpochMillis | undefined) ?? null;
}

/**
 * Counts mails and what their recipients did: what names the email and came after the mail, and before the next of the same
 * email to the same contact. Rides mails_by_time, and the key of events once for each mail.
 */
async function tally(
  db: Db,
  account: AccountId,
  { from, to, emailIds }: CountedMails,
  /** Where periods begin; null: by email. */
  starts: readonly EpochMillis[] | null,
): Promise<ReadonlyMap<string, Tally>> {
  const { EMAIL_OPENED, EMAIL_LINK_CLICKED, EMAIL_BOUNCED, EMAIL_SUBSCRIPTION_UPDATED, EMAIL_MARKED_SPAM } =
    EVENT_TYPES;
  const answers = [
    EMAIL_OPENED,
    EMAIL_LINK_CLICKED,
    EMAIL_BOUNCED,
    EMAIL_SUBSCRIPTION_UPDATED,
    EMAIL_MARKED_SPAM,
  ];
  const key =
    starts === null
      ? db`sent.email_id`
      : db`width_bucket(sent.at, ${starts as EpochMillis[]}::timestamptz[])`;
  const rows = await db`
    with mailed as materialized (
      select id, email_id, record_id, at, lead(at) over (partition by email_id, record_id order by at, id) as next_at
      from mails
      where account_id = ${account} and at >= ${from} and email_id is not null and not is_internal
        ${emailIds === undefined ? db`` : db`and email_id = any(${emailIds as string[]}::bigint[])`}
    ),
    sent as materialized (select * from mailed where at < ${to}),
    answers as (
      select sent.id, event_type_id,
             (array_agg(lower(properties->>'hs_device_type') order by occurred_at))[1] as device,
             bool_or(properties->>'hs_bounce_type' = 'SOFT') as is_soft
      from sent cross join lateral (
        ${eventsOf(db, account, { objectTypeId: CONTACT, recordId: db`sent.record_id` }, answers)}
      ) as answer
      where properties->>'hs_email_id' = sent.email_id::text and occurred_at >= sent.at
        and (next_at is null or occurred_at < next_at)
      group by sent.id, event_type_id
    )
    select ${key} as key, count(distinct sent.id) as sent,
      count(*) filter (where event_type_id = ${EMAIL_OPENED}) as opened,
      count(*) filter (where event_type_id = ${EMAIL_OPENED} and device in ('computer', 'desktop')) as "openedOnComputer",
      count(*) filter (where event_type_id = ${EMAIL_OPENED} and device = 'mobile') as "openedOnMobile",
      count(*) filter (where event_type_id = ${EMAIL_LINK_CLICKED}) as clicked,
      count(*) filter (where event_type_id = ${EMAIL_LINK_CLICKED} and device in ('computer', 'desktop')) as "clickedOnComputer",
      count(*) filter (where event_type_id = ${EMAIL_LINK_CLICKED} and device = 'mobile') as "clickedOnMobile",
      count(*) filter (where event_type_id = ${EMAIL_BOUNCED}) as bounced,
      count(*) filter (where event_type_id = ${EMAIL_BOUNCED} and is_soft) as "softBounced",
      count(*) filter (where event_type_id = ${EMAIL_SUBSCRIPTION_UPDATED}) as unsubscribed,
      count(*) filter (where event_type_id = ${EMAIL_MARKED_SPAM}) as "markedSpam"
    from sent left join answers using (id)
    group by 1 order by 1`;
  return new Map(rows.map(({ key, ...counts }) => [String(key), numbersOf(counts)]));
}

function numbersOf(counts: Readonly<Record<string, unknown>>): Tally {
  return Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [name, Number(count)]),
  ) as unknown as Tally;
}
