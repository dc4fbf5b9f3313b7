import type { View } from '@millrace/core/template';
import type { Sender } from '../accounts/index.ts';
import { isAddress } from './address.ts';
import { type ComposedMail, type Composition, notSent, refuseEmail, rendering } from './compose.ts';
import type { MarketingEmail } from './email.ts';
import { htmlToText } from './html-to-text.ts';
import { mailboxOf, type RenderOptions, renderEmail, subjectLine } from './render.ts';

/** A mail to people of the account, whose texts are filled in. */
export function composeNotice(
  { subject, html }: { readonly subject: string; readonly html: string },
  to: string,
  sender: Sender | null,
): Composition {
  if (!isAddress(to)) return noAddress(to);
  const texts = { subject: subjectLine(subject), html: html === '' ? null : html, text: htmlToText(html) };
  const from = mailboxOf(sender);
  return {
    ok: true,
    mail: { ...texts, ...internal(to), from, replyTo: sender?.replyTo ? [sender.replyTo] : [] },
  };
}

/** A marketing email to an address that is no contact's: nothing that a contact has said or done keeps it back. */
export function composeFor(
  to: string,
  email: MarketingEmail | undefined,
  view: View,
  options: RenderOptions,
): Composition {
  const refusal = refuseEmail(email);
  if (refusal) return refusal;
  if (!isAddress(to)) return noAddress(to);
  return rendering(() => {
    const { replyTo, ...rendered } = renderEmail(email!, view, options);
    const mail = {
      ...rendered,
      ...internal(to),
      emailId: email!.id,
      replyTo: replyTo === null ? [] : [replyTo],
    };
    return { ok: true, mail };
  });
}

function internal(to: string): Pick<ComposedMail, 'to' | 'cc' | 'bcc' | 'emailId' | 'isInternal'> {
  return { to, cc: [], bcc: [], emailId: null, isInternal: true };
}

function noAddress(to: string): Composition {
  return notSent('INVALID_RECIPIENT', `${JSON.stringify(to)} is not an email address.`);
}
