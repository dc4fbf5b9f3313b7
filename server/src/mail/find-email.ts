import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import type { MarketingEmail } from './email.ts';
import { noSuchEmail } from './errors.ts';
import { loadEmails } from './queries/emails.ts';

/** The email of an id. 404 when there is none, or when it is not where it is looked for: among those in use, or in the archive. */
export async function findEmail(
  db: Db,
  accountId: AccountId,
  id: string,
  where: 'IN_USE' | 'ARCHIVED' = 'IN_USE',
): Promise<MarketingEmail> {
  const email = (await loadEmails(db, accountId, [id])).get(id);
  if (!email || (email.archivedAt !== null) !== (where === 'ARCHIVED')) throw noSuchEmail(id);
  return email;
}
