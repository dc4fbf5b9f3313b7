import { CONTACT } from '@millrace/core/crm';
import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';

/** A mail that a report is about. */
export interface ReportedMail {
  readonly id: string;
  readonly emailId: string | null;
  readonly contactId: string | null;
  readonly delivery: 'sent' | 'captured' | 'bounced';
  readonly complainedAt: number | null;
}

/** Mails to contacts, by Message-ID, in one statement. Rides the unique index over them. */
export async function findReported(
  db: Db,
  account: AccountId,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, ReportedMail>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db`
    select mail.* from unnest(${[...new Set(messageIds)]}::text[]) as wanted (message_id) cross join lateral (
      select message_id, id, email_id as "emailId", record_id as "contactId", delivery, complained_at as "complainedAt"
      from mails where account_id = ${account} and message_id = wanted.message_id and object_type_id = ${CONTACT}
        and not is_internal
      offset 0
    ) as mail`;
  return new Map(
    rows.map(({ message_id, ...mail }) => [message_id as string, mail as unknown as ReportedMail]),
  );
}

/** Marks mails, so that the same report is noted once; the rows of their contacts are locked. */
export async function markReported(
  unit: Unit,
  marks: readonly { readonly mailId: string; readonly kind: 'bounced' | 'complained' }[],
): Promise<void> {
  if (marks.length === 0) return;
  const { tx, account } = unit;
  const of = (kind: string) => marks.filter((mark) => mark.kind === kind).map(({ mailId }) => mailId);
  await tx`
    update mails set
      delivery = case when id = any(${of('bounced')}::bigint[]) then 'bounced' else delivery end,
      complained_at = case when id = any(${of('complained')}::bigint[]) then ${account.now}::timestamptz else complained_at end
    where account_id = ${account.id} and id = any(${marks.map(({ mailId }) => mailId)}::bigint[])`;
}
