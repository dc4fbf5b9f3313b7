import { isAddress } from './address.ts';
import type { MarketingEmail } from './email.ts';
import { RenderError } from './errors.ts';
import { type RenderedEmail, type RenderOptions, renderEmail } from './render.ts';
import { isAutomated, isPublished } from './state.ts';
import type { Scope, View } from './template/index.ts';

/** An email rendered for one recipient, ready to be transmitted. */
export interface ComposedMail extends RenderedEmail {
  readonly emailId: string;
  readonly to: string;
}

/** Why nobody is sent anything. */
export type NotSentReason =
  | 'EMAIL_NOT_FOUND'
  | 'EMAIL_DELETED'
  | 'EMAIL_NOT_PUBLISHED'
  | 'EMAIL_NOT_AUTOMATED'
  | 'NO_RECIPIENT'
  | 'INVALID_RECIPIENT'
  | 'NON_MARKETABLE'
  | 'UNSUBSCRIBED'
  | 'BOUNCED'
  | 'QUARANTINED'
  | 'INVALID_SENDER'
  | 'RENDER_ERROR';

export type Composition =
  | { readonly ok: true; readonly mail: ComposedMail }
  | { readonly ok: false; readonly reason: NotSentReason; readonly message: string };

/** Other records that tokens may name: `{{ owner.email }}`; absent ones print nothing. */
export interface ComposeOptions extends RenderOptions {
  readonly view?: View;
}

/**
 * Renders an email for a contact, or says why it is not sent to them. Pure.
 * `contact` and `company` are properties by name; `email` is undefined when there is none of the id.
 */
export function composeMail(
  email: MarketingEmail | undefined,
  contact: Scope,
  company: Scope | null,
  options: ComposeOptions = {},
): Composition {
  const refusal = refuseEmail(email) ?? refuseRecipient(email!, contact);
  if (refusal) return refusal;
  const to = contact['email']!.trim();
  try {
    const rendered = renderEmail(email!, { ...options.view, contact, company }, options);
    if (!isAddress(rendered.from.address))
      return notSent('INVALID_SENDER', senderMessage(email!, rendered.from.address));
    if (rendered.replyTo !== null && !isAddress(rendered.replyTo))
      return notSent('INVALID_SENDER', senderMessage(email!, rendered.replyTo));
    return { ok: true, mail: { ...rendered, emailId: email!.id, to } };
  } catch (error) {
    if (error instanceof RenderError) return notSent('RENDER_ERROR', error.message);
    throw error;
  }
}

type Refusal = Composition & { readonly ok: false };

/** Why an email is sent to nobody, whoever they are. */
export function refuseEmail(email: MarketingEmail | undefined): Refusal | null {
  if (!email) return notSent('EMAIL_NOT_FOUND', 'There is no marketing email of this id.');
  const title = `The marketing email ${email.id} "${email.name}"`;
  if (email.archivedAt !== null) return notSent('EMAIL_DELETED', `${title} has been deleted.`);
  if (!isPublished(email.state))
    return notSent('EMAIL_NOT_PUBLISHED', `${title} is not published: ${email.state}.`);
  if (!isAutomated(email.state))
    return notSent('EMAIL_NOT_AUTOMATED', `${title} is sent to lists, not by workflows: ${email.state}.`);
  return null;
}

/** In the order in which a reader would want to know. */
function refuseRecipient(email: MarketingEmail, contact: Scope): Refusal | null {
  const address = contact['email']?.trim() ?? '';
  if (address === '') return notSent('NO_RECIPIENT', 'The contact has no email address.');
  if (!isAddress(address))
    return notSent('INVALID_RECIPIENT', `${JSON.stringify(address)} is not an email address.`);
  if (contact['hs_marketable_status'] === 'false')
    return notSent('NON_MARKETABLE', 'The contact is set as a non-marketing contact.');
  if (contact['hs_email_optout'] === 'true')
    return notSent('UNSUBSCRIBED', 'The contact has unsubscribed from all email.');
  const subscription = email.subscriptionId;
  if (subscription !== null && contact[`hs_email_optout_${subscription}`] === 'true')
    return notSent(
      'UNSUBSCRIBED',
      `The contact has unsubscribed from the subscription type ${subscription}.`,
    );
  const bounce = contact['hs_email_hard_bounce_reason_enum'];
  if (bounce) return notSent('BOUNCED', `An earlier email to the contact has bounced: ${bounce}.`);
  if (contact['hs_email_quarantined'] === 'true')
    return notSent('QUARANTINED', 'The address of the contact is in quarantine.');
  return null;
}

function senderMessage(email: MarketingEmail, address: string): string {
  return `${JSON.stringify(address)}, the sender or reply address of email ${email.id}, is not an email address.`;
}

function notSent(reason: NotSentReason, message: string): Refusal {
  return { ok: false, reason, message };
}
