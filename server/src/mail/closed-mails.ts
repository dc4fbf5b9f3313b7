import type { EpochMillis } from '@millrace/core/time';
import { readAccount } from '../accounts/index.ts';
import type { Caller, Db } from '../platform/index.ts';
import { hiddenProperties, loadSchema, sensitiveScope } from '../schema/index.ts';
import type { MarketingEmail } from './email.ts';
import { loadEmails } from './queries/emails.ts';

/** A mail, as far as it tells what may be in it: its email and when it was sent. */
interface SentMail {
  readonly emailId: string | null;
  readonly at: EpochMillis;
}

/**
 * The mails whose text may tell what the caller may not see, with the scopes that they lack. What a template printed is not kept; so a mail is
 * closed when its email names such a property, or has been changed since, or is gone. Most callers see every
 * property, and then nothing is read.
 */
export async function closedMails<Mail extends SentMail>(
  db: Db,
  caller: Caller,
  mails: readonly Mail[],
): Promise<ReadonlyMap<Mail, readonly string[]>> {
  const closed = new Map<Mail, readonly string[]>();
  if (mails.length === 0) return closed;
  const { id, schemaVersion } = await readAccount(db, caller.accountId);
  const schema = await loadSchema(db, id, schemaVersion);
  const hidden = schema.objectTypes.flatMap((type) =>
    [...hiddenProperties(schema, caller, type)].map((name) => ({
      name,
      scope: sensitiveScope(type, schema.sensitiveProperties(type.id).get(name)!, 'read')!,
    })),
  );
  if (hidden.length === 0) return closed;
  const ids = mails.flatMap(({ emailId }) => emailId ?? []);
  const emails = await loadEmails(db, id, ids);
  const all = [...new Set(hidden.map(({ scope }) => scope))];
  for (const mail of mails) {
    const email = mail.emailId === null ? undefined : emails.get(mail.emailId);
    if (!email || email.updatedAt > mail.at) closed.set(mail, all);
    else {
      const named = namesIn(email);
      const scopes = hidden.filter(({ name }) => named.has(name)).map(({ scope }) => scope);
      if (scopes.length > 0) closed.set(mail, [...new Set(scopes)]);
    }
  }
  return closed;
}

/** Every word of an email that could be the name of a property. */
function namesIn({ definition, content, subject }: MarketingEmail): ReadonlySet<string> {
  const text = JSON.stringify([definition, content, subject]);
  return new Set(text.match(/[a-z][a-z0-9_]*/g));
}
