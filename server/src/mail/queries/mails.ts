import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import { type Db, type Found, lookThrough, storableText, type TimePlace } from '../../platform/index.ts';
import type { OutgoingMail } from '../smtp.ts';
import type { Bounce } from '../smtp-answer.ts';

/** Whom a mail went to and what sent it; members are null where they do not apply. */
export interface MailCause {
  readonly objectTypeId: string | null;
  readonly recordId: string | null;
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
  readonly actionId: string | null;
}

/** A mail that has been transmitted or captured, or that its recipient's server has sent back. */
export interface DeliveredMail {
  readonly mail: OutgoingMail;
  readonly delivery: 'sent' | 'captured' | 'bounced';
  readonly cause: MailCause;
  /** The effect that the mail is: its links name it. */
  readonly effectId?: string;
  /** Why it was sent back, when it was. */
  readonly bounce?: Bounce | undefined;
}

/** A mail as the mailbox keeps it. */
export interface KeptMail extends MailCause {
  readonly id: string;
  readonly messageId: string;
  readonly emailId: string | null;
  readonly sender: string;
  readonly recipient: string;
  /** Several with commas between, as a header has them; so too cc and bcc. */
  readonly replyTo: string | null;
  readonly cc: string | null;
  readonly bcc: string | null;
  readonly subject: string;
  readonly html: string | null;
  readonly plainText: string;
  readonly delivery: DeliveredMail['delivery'];
  readonly isInternal: boolean;
  readonly listUnsubscribe: string | null;
  readonly at: EpochMillis;
}

/**
 * Keeps mails in one statement however many they are; a Message-ID that is there already is left as it is, unless it came back then and
 * has been taken now.
 * In order of Message-ID, so that two retries at once wait for each other instead of deadlocking.
 */
export async function keepMails(unit: Unit, mails: readonly DeliveredMail[]): Promise<void> {
  if (mails.length === 0) return;
  const { tx, account, times } = unit;
  unit.tell(() => [{ topic: 'mailbox', kind: 'mail', about: {} }]);
  const timeOf = (recordId: string | null) => (recordId === null ? account.now : times.of(recordId));
  await tx`
    insert into mails (account_id, message_id, email_id, object_type_id, record_id, flow_id, enrollment_id, action_id,
                       sender, recipient, reply_to, cc, bcc, subject, html, plain_text, delivery, is_internal, effect_id,
                       list_unsubscribe, at)
    select distinct on (message_id) ${account.id}::bigint, row.*
    from unnest(
      ${mails.map(({ mail }) => mail.messageId)}::text[], ${mails.map(({ mail }) => mail.emailId)}::bigint[],
      ${mails.map(({ cause }) => cause.objectTypeId)}::text[], ${mails.map(({ cause }) => cause.recordId)}::bigint[],
      ${mails.map(({ cause }) => cause.flowId)}::bigint[], ${mails.map(({ cause }) => cause.enrollmentId)}::bigint[],
      ${mails.map(({ cause }) => cause.actionId)}::text[],
      ${mails.map(({ mail }) => headerOf(mail.from))}::text[], ${mails.map(({ mail }) => mail.to)}::text[],
      ${mails.map(({ mail }) => listOf(mail.replyTo))}::text[],
      ${mails.map(({ mail }) => listOf(mail.cc))}::text[], ${mails.map(({ mail }) => listOf(mail.bcc))}::text[],
      ${mails.map(({ mail }) => storableText(mail.subject))}::text[], ${mails.map(({ mail }) => mail.html && storableText(mail.html))}::text[],
      ${mails.map(({ mail }) => storableText(mail.text))}::text[], ${mails.map(({ delivery }) => delivery)}::text[],
      ${mails.map(({ mail }) => mail.isInternal === true)}::boolean[], ${mails.map(({ effectId }) => effectId ?? null)}::bigint[],
      ${mails.map(({ mail }) => mail.listUnsubscribe ?? null)}::text[],
      ${mails.map(({ cause }) => timeOf(cause.recordId))}::timestamptz[]
    ) as row (message_id)
    order by message_id
    on conflict (account_id, message_id) do update set delivery = excluded.delivery, at = excluded.at
    where mails.delivery = 'bounced'`;
}

/** A mail as its links and reports name it. */
export interface MailEngagement {
  readonly id: string;
  readonly emailId: string | null;
  readonly recordId: string | null;
  readonly opens: number;
  readonly clicks: number;
}

/** The mail of an effect, locked until the end of the transaction. Rides mails_by_effect. */
export async function lockMailOf(unit: Unit, effectId: string): Promise<MailEngagement | undefined> {
  const [row] = await unit.tx`
    select id, email_id as "emailId", record_id as "recordId", opens, clicks from mails
    where account_id = ${unit.account.id} and effect_id = ${effectId} and effect_id > 0 order by id limit 1 for no key update`;
  return row as unknown as MailEngagement | undefined;
}

/** Counts what its recipient did with a locked mail. */
export async function countEngagement(
  unit: Unit,
  mailId: string,
  more: { readonly opens: number; readonly clicks: number },
): Promise<void> {
  await unit.tx`
    update mails set opens = opens + ${more.opens}, clicks = clicks + ${more.clicks}
    where account_id = ${unit.account.id} and id = ${mailId}`;
}

export interface MailFilter {
  readonly recipient?: string | undefined;
  readonly emailId?: string | undefined;
  readonly objectIds?: readonly string[] | undefined;
  readonly flowId?: string | undefined;
}

/**
 * Newest first, from behind the mail `after`. Those of a record ride mails_by_record, others the primary key, no further than the page, or than
 * rows are looked at.
 */
export async function listMails(
  db: Db,
  accountId: AccountId,
  filter: MailFilter,
  after: string | undefined,
  limit: number,
): Promise<Found<KeptMail>> {
  const { recipient, emailId, objectIds, flowId } = filter;
  const beyond = after === undefined ? db`` : db`and id < ${after}`;
  // Of a record in the order of time, from the instant of the last one shown; one that was deleted since stands for none.
  const beyondInTime =
    after === undefined
      ? db``
      : db`
    and (at, id) < (coalesce((select at from mails where account_id = ${accountId} and id = ${after}), 'infinity'), ${after}::bigint)`;
  const { rows, reached } = await lookThrough(db, {
    ...(objectIds
      ? {
          streams: db`unnest(${objectIds as string[]}::bigint[]) as wanted (object_id)`,
          count: objectIds.length,
          stream: 'record_id',
          by: ['at', 'id'],
        }
      : { streams: db`(select 1) as one`, count: 1, stream: null, by: ['id'] }),
    read: (most) =>
      objectIds
        ? db`
            select ${columns(db)}, email_id, flow_id, record_id from mails
            where account_id = ${accountId} and record_id = wanted.object_id and record_id > 0 ${beyondInTime}
            order by at desc, id desc limit ${most}`
        : db`select ${columns(db)}, email_id, flow_id from mails where account_id = ${accountId} ${beyond} order by id desc limit ${most}`,
    direction: 'desc',
    fits: db`true
      ${recipient === undefined ? db`` : db`and lower(recipient) = lower(${recipient})`}
      ${emailId === undefined ? db`` : db`and email_id = ${emailId}`}
      ${flowId === undefined ? db`` : db`and flow_id = ${flowId}`}`,
    limit,
  });
  return { items: rows as unknown as KeptMail[], reached: reached?.at(-1) as string | undefined };
}

/** The mails to a record in a stretch of time. Rides mails_by_record, no further than the page. */
export async function mailsOfRecord(
  db: Db,
  accountId: AccountId,
  asked: {
    readonly recordIds: readonly string[];
    readonly from?: EpochMillis | undefined;
    readonly to?: EpochMillis | undefined;
    readonly order: 'ASCENDING' | 'DESCENDING';
    readonly after?: TimePlace | undefined;
    readonly limit: number;
  },
): Promise<KeptMail[]> {
  const { recordIds, from, to, after, limit } = asked;
  const isDown = asked.order === 'DESCENDING';
  const direction = isDown ? db`desc` : db`asc`;
  const order = db`order by at ${direction}, id ${direction} limit ${limit}`;
  const rows = await db`
    select mail.* from unnest(${recordIds as string[]}::bigint[]) as wanted (object_id) cross join lateral (
      select ${columns(db)} from mails
      where account_id = ${accountId} and record_id = wanted.object_id and record_id > 0
        and at >= ${from ?? '-infinity'}::timestamptz and at < ${to ?? 'infinity'}::timestamptz
        ${after ? db`and (at, id) ${isDown ? db`<` : db`>`} (${after.at}::timestamptz, ${after.id}::bigint)` : db``}
      ${order}
    ) as mail ${order}`;
  return rows as unknown as KeptMail[];
}

export async function findMail(db: Db, accountId: AccountId, id: string): Promise<KeptMail | undefined> {
  const [row] = await db`select ${columns(db)} from mails where account_id = ${accountId} and id = ${id}`;
  return row as unknown as KeptMail | undefined;
}

function columns(db: Db) {
  return db`
    id, message_id as "messageId", email_id as "emailId", object_type_id as "objectTypeId", record_id as "recordId",
    flow_id as "flowId", enrollment_id as "enrollmentId", action_id as "actionId", sender, recipient,
    reply_to as "replyTo", cc, bcc, subject, html, plain_text as "plainText", delivery, is_internal as "isInternal",
    list_unsubscribe as "listUnsubscribe", at`;
}

function listOf(addresses: readonly string[]): string | null {
  return addresses.length === 0 ? null : addresses.join(', ');
}

function headerOf({ name, address }: { readonly name: string; readonly address: string }): string {
  return storableText(name === '' ? address : `${name} <${address}>`);
}
