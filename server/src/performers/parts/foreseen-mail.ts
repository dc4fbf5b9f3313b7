import type { AccountId } from '../../accounts/index.ts';
import { type ClaimedEffect, type Foresight, refusedBefore } from '../../effects/index.ts';
import { messageIdFor } from '../../mail/index.ts';
import type { PreferenceLinks } from '../../preferences/index.ts';
import type { MailOrNot } from './send-mails.ts';

/** A mail that is not sent, as if it were captured. */
export function foreseenMail(accountId: AccountId, effect: ClaimedEffect, composed: MailOrNot): Foresight {
  if (!composed.ok) return refusedBefore(composed.reason, composed.message);
  const { mail } = composed;
  const { idempotencyKey, createdAt } = effect;
  const messageId = messageIdFor({ accountId, idempotencyKey, createdAt }, mail.from.address);
  const { emailId, to, subject } = mail;
  const named = emailId === null ? {} : { emailId };
  return {
    sends: { kind: 'EMAIL', mail },
    result: { kind: 'done', detail: { ...named, to, subject, messageId, delivery: 'captured' } },
  };
}

/** Links that lead nowhere: nobody is to unsubscribe by a mail that was never sent. */
export function placeholderLinks(base: string | undefined): { readonly links?: PreferenceLinks } {
  if (base === undefined) return {};
  const link = `${base}/email/simulated`;
  return { links: { unsubscribe: link, unsubscribeAll: link, preferences: link } };
}
