import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Caller, Db, Stretch } from '../../platform/index.ts';
import type { MarketingEmail } from '../email.ts';
import type { EmailRevision } from '../email-revision.ts';
import { type EmailRow, emailOf } from './emails.ts';

/** Revisions of one email that are kept; each save beyond takes out the oldest. */
export const EMAIL_REVISIONS_KEPT = 50;

/** Keeps an email as it is now as its latest revision. The email's row is locked, or new. */
export async function keepRevision({ tx, account }: Unit, caller: Caller, emailId: string): Promise<void> {
  await tx`
    insert into email_revisions (account_id, email_id, name, definition, state, at, published_at, saved_by, saver_name)
    select account_id, id, name, definition, state, updated_at, published_at, updated_by, ${caller.tokenName ?? null}
    from marketing_emails where account_id = ${account.id} and id = ${emailId}`;
  await tx`
    delete from email_revisions
    where account_id = ${account.id} and email_id = ${emailId} and id <= (
      select id from email_revisions where account_id = ${account.id} and email_id = ${emailId}
      order by id desc offset ${EMAIL_REVISIONS_KEPT} limit 1
    )`;
}

/** A stretch of an email's revisions, the latest first, and how many are kept. Rides the key. */
export async function listRevisions(
  db: Db,
  accountId: AccountId,
  email: MarketingEmail,
  { backwards, beyond, limit }: Stretch<string>,
): Promise<{ readonly total: number; readonly revisions: EmailRevision[] }> {
  const past = backwards ? db`and id > ${beyond ?? null}` : db`and id < ${beyond ?? null}`;
  const [counted, rows] = await Promise.all([
    db`select count(*) as total from email_revisions where account_id = ${accountId} and email_id = ${email.id}`,
    db<Row[]>`
      select ${columns(db)} from email_revisions
      where account_id = ${accountId} and email_id = ${email.id} ${beyond === undefined ? db`` : past}
      order by id ${backwards ? db`asc` : db`desc`} limit ${limit}`,
  ]);
  return { total: Number(counted[0]!['total']), revisions: rows.map((row) => revisionOf(email, row)) };
}

export async function findRevision(
  db: Db,
  accountId: AccountId,
  email: MarketingEmail,
  id: string,
): Promise<EmailRevision | undefined> {
  const rows = await db<Row[]>`
    select ${columns(db)} from email_revisions
    where account_id = ${accountId} and email_id = ${email.id} and id = ${id}`;
  return rows[0] && revisionOf(email, rows[0]);
}

type Row = Pick<EmailRow, 'id' | 'name' | 'stored' | 'state' | 'updatedAt' | 'publishedAt' | 'updatedBy'> & {
  readonly saverName: string | null;
};

function columns(db: Db) {
  return db`
    id, name, definition as stored, state, at as "updatedAt", published_at as "publishedAt", saved_by as "updatedBy",
    saver_name as "saverName"`;
}

function revisionOf(
  { id: emailId, createdAt, createdBy, archivedAt }: MarketingEmail,
  row: Row,
): EmailRevision {
  const { id, saverName, ...then } = row;
  return { id, saverName, email: emailOf({ ...then, id: emailId, createdAt, createdBy, archivedAt }) };
}
