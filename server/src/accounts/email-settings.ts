import type { Db, Tx } from '../platform/index.ts';
import type { AccountId } from './account.ts';

/** What an account wants of its marketing emails. */
export interface EmailSettings {
  /** Whether opened mails are noticed, by an image that mail programs load. */
  readonly trackOpens: boolean;
  /** Whether clicks on links are noticed: the links of the HTML then lead over this server. */
  readonly trackClicks: boolean;
  /** Whether only contacts are mailed who are set as marketing contacts. */
  readonly marketingContactsOnly: boolean;
  /** Who mails to people of the account come from, and marketing emails that name nobody; null: `no-reply@localhost`. */
  readonly sender: Sender | null;
  /** The language of footers and pages for recipients who have none: `de`. */
  readonly language: Language;
}

/** The languages that recipients are spoken to in: `preferences/languages` has the texts. */
export const EMAIL_LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'nl', 'pt'] as const;

export type Language = (typeof EMAIL_LANGUAGES)[number];

/** The sender of a mail. */
export interface Sender {
  readonly name: string;
  readonly address: string;
  /** Where answers go, if not to the address. */
  readonly replyTo: string | null;
}

/** Tracking as in the original. The original's marketing contacts are a matter of its prices, so they count only where asked for. */
const USUAL: EmailSettings = {
  trackOpens: true,
  trackClicks: true,
  marketingContactsOnly: false,
  sender: null,
  language: 'en',
};

/** The sender of marketing emails as the law wants to see it: in their footer. Empty where unknown. */
export interface Company {
  readonly name: string;
  readonly streetAddress1: string;
  readonly streetAddress2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

export interface MailSettings {
  readonly email: EmailSettings;
  /** Null when the account has said nothing of it. */
  readonly company: Company | null;
}

export async function readMailSettings(db: Db, id: AccountId): Promise<MailSettings> {
  const [row] = await db`select email_settings as email, company from accounts where id = ${id}`;
  const { email, company } = row as unknown as MailSettings;
  return { email: { ...USUAL, ...email }, company };
}

export async function writeMailSettings(
  tx: Tx,
  id: AccountId,
  { email, company }: { readonly email?: Partial<EmailSettings>; readonly company?: Company | null },
): Promise<void> {
  if (email !== undefined)
    await tx`update accounts set email_settings = email_settings || ${JSON.stringify(email)}::text::jsonb where id = ${id}`;
  if (company !== undefined)
    await tx`
      update accounts set company = ${company === null ? null : JSON.stringify(company)}::text::jsonb where id = ${id}`;
}
