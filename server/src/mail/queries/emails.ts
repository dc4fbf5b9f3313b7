import type { AccountId } from '../../accounts/index.ts';
import type { Unit } from '../../history/index.ts';
import type { Db } from '../../platform/index.ts';
import type { EmailDefinition } from '../body.ts';
import { type MarketingEmail, type Said, saying } from '../email.ts';

/** Loads the emails of a batch, deleted ones too, by id, in one statement; ids of none are not in the map. */
export async function loadEmails(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MarketingEmail>> {
  const wanted = [...new Set(ids)].filter((id) => /^\d{1,18}$/.test(id));
  if (wanted.length === 0) return new Map();
  const rows = await db<EmailRow[]>`
    select ${columns(db)} from marketing_emails where account_id = ${accountId} and id = any(${wanted}::bigint[])`;
  return new Map(rows.map((row) => [row.id, emailOf(row)]));
}

/** The names of emails, by id, in one statement. */
export async function loadEmailNames(
  db: Db,
  accountId: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => /^\d{1,18}$/.test(id));
  if (wanted.length === 0) return new Map();
  const rows = await db`
    select id, name from marketing_emails where account_id = ${accountId} and id = any(${wanted}::bigint[])`;
  return new Map(rows.map((row) => [row['id'] as string, row['name'] as string]));
}

/** Reads one email for a change, locked until the end of the transaction. */
export async function lockEmail(unit: Unit, id: string): Promise<MarketingEmail | undefined> {
  const rows = await unit.tx<EmailRow[]>`
    select ${columns(unit.tx)} from marketing_emails
    where account_id = ${unit.account.id} and id = ${id} for no key update`;
  return rows[0] && emailOf(rows[0]);
}

export interface NewEmail {
  readonly name: string;
  readonly definition: EmailDefinition;
  readonly state: string;
  readonly published: boolean;
  /** The token that makes it. */
  readonly by: string;
}

export async function insertEmail(unit: Unit, email: NewEmail): Promise<MarketingEmail> {
  const { id: accountId, now } = unit.account;
  const rows = await unit.tx<EmailRow[]>`
    insert into marketing_emails (account_id, name, definition, state, created_at, updated_at, published_at,
                                  created_by, updated_by)
    values (${accountId}, ${email.name}, ${stored(email.definition, null)}::text::json, ${email.state}, ${now}, ${now},
            ${email.published ? now : null}, ${email.by}, ${email.by})
    returning ${columns(unit.tx)}`;
  return emailOf(rows[0]!);
}

/** Writes back an email whose row is locked. */
export async function updateEmail(unit: Unit, email: MarketingEmail): Promise<void> {
  const { id, name, definition, draft, state, updatedAt, updatedBy, publishedAt, archivedAt } = email;
  await unit.tx`
    update marketing_emails set name = ${name}, definition = ${stored(definition, draft)}::text::json, state = ${state},
      updated_at = ${updatedAt}, updated_by = ${updatedBy}, published_at = ${publishedAt}, archived_at = ${archivedAt}
    where account_id = ${unit.account.id} and id = ${id}`;
}

export interface EmailFilter {
  readonly archived: boolean;
  /** Occurs in the name. */
  readonly search?: string | undefined;
  readonly states?: readonly string[] | undefined;
  readonly createdAfter?: number | undefined;
  readonly createdBefore?: number | undefined;
  readonly updatedAfter?: number | undefined;
  readonly updatedBefore?: number | undefined;
}

export interface EmailOrder {
  readonly by: 'created_at' | 'updated_at' | 'name';
  readonly direction: 'asc' | 'desc';
}

/** One stretch of the listing, and how many there are in all. */
export async function listEmails(
  db: Db,
  accountId: AccountId,
  filter: EmailFilter,
  order: EmailOrder,
  offset: number,
  limit: number,
): Promise<{ readonly total: number; readonly emails: MarketingEmail[] }> {
  const where = db`
    account_id = ${accountId} and archived_at is ${filter.archived ? db`not null` : db`null`}
    ${filter.search === undefined ? db`` : db`and strpos(lower(name), lower(${filter.search})) > 0`}
    ${filter.states === undefined ? db`` : db`and state = any(${filter.states as string[]})`}
    ${filter.createdAfter === undefined ? db`` : db`and created_at > ${filter.createdAfter}`}
    ${filter.createdBefore === undefined ? db`` : db`and created_at < ${filter.createdBefore}`}
    ${filter.updatedAfter === undefined ? db`` : db`and updated_at > ${filter.updatedAfter}`}
    ${filter.updatedBefore === undefined ? db`` : db`and updated_at < ${filter.updatedBefore}`}`;
  const direction = order.direction === 'asc' ? db`asc` : db`desc`;
  const [counted, rows] = await Promise.all([
    db`select count(*) as total from marketing_emails where ${where}`,
    db<EmailRow[]>`
      select ${columns(db)} from marketing_emails where ${where}
      order by ${db(order.by)} ${direction}, id ${direction} offset ${offset} limit ${limit}`,
  ]);
  return { total: Number(counted[0]!['total']), emails: rows.map(emailOf) };
}

/** The column `definition`: what is live, and changes that wait for the next publishing. */
interface Stored {
  readonly live: EmailDefinition;
  readonly draft?: EmailDefinition;
}

export type EmailRow = Omit<MarketingEmail, keyof Said | 'draft'> & {
  readonly stored: Stored;
};

function columns(db: Db) {
  return db`
    id, name, definition as stored, state, created_at as "createdAt", updated_at as "updatedAt",
    published_at as "publishedAt", archived_at as "archivedAt", created_by as "createdBy", updated_by as "updatedBy"`;
}

function stored(live: EmailDefinition, draft: EmailDefinition | null): string {
  return JSON.stringify(draft === null ? { live } : { live, draft });
}

export function emailOf({ stored, ...row }: EmailRow): MarketingEmail {
  return { ...row, ...saying(stored.live), draft: stored.draft ?? null };
}

/** The first marketing emails in whose name a text occurs, by name. */
export async function emailsNamed(db: Db, accountId: AccountId, text: string, limit: number) {
  return db<{ id: string; name: string; state: string }[]>`
    select id, name, state from marketing_emails
    where account_id = ${accountId} and archived_at is null and strpos(lower(name), lower(${text})) > 0
    order by lower(name), id limit ${limit}`;
}
