import type { Scope, View } from '@millrace/core/template';
import type { Company } from '../accounts/index.ts';
import { textsFor } from '../preferences/index.ts';
import { isAddress } from './address.ts';
import type { MarketingEmail } from './email.ts';
import { RenderError } from './errors.ts';
import {
  type Mailbox,
  mailToUnsubscribe,
  type RenderedEmail,
  type RenderOptions,
  renderEmail,
} from './render.ts';
import { isAutomated, isPublished } from './state.ts';
import { type Tracking, withTracking } from './track.ts';

/** An email rendered for one recipient, ready to be transmitted. */
export interface ComposedMail extends Omit<RenderedEmail, 'replyTo'> {
  /** Null for one that was made of no marketing email. */
  readonly emailId: string | null;
  readonly to: string;
  readonly replyTo: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** To people of the account, not to a contact: it counts for no statistics and no goal. */
  readonly isInternal?: boolean;
  /** What mail programs offer as "unsubscribe": a link of ours or a `mailto:`; null for what is no marketing. */
  readonly listUnsubscribe?: string | null;
}

/** Where a mail goes that a caller sends by itself; every address has been checked. */
export interface Addressing {
  readonly to: string;
  /** Null: as the email says. */
  readonly from: Mailbox | null;
  /** None: as the email says. */
  readonly replyTo: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** A transactional mail, a receipt or a new password, reaches unsubscribed contacts as well. */
  readonly purpose: 'marketing' | 'transactional';
}

/** The reason why no mail is sent. */
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
export interface ComposeOptions extends Pick<RenderOptions, 'shownAs' | 'budget' | 'links' | 'usualSender'> {
  /** The company that sends, as the footer says it. */
  readonly sender?: Company | null;
  readonly view?: View;
  /** To the contact's own address unless this says otherwise; then any published email may be sent, not only one for workflows. */
  readonly addressed?: Addressing | undefined;
  /** Whether contacts are mailed who are not known to be marketing contacts; those who are known not to be one never are. */
  readonly unknownContacts?: 'mailed' | 'not mailed';
  /** The language of the footer for contacts who have none; English by default. */
  readonly usualLanguage?: string;
  /** Where opened mails and clicks are told; nowhere by default. */
  readonly tracking?: Tracking | undefined;
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
  const { addressed } = options;
  const to = addressed?.to ?? contact['email']?.trim() ?? '';
  const refusal = refuseEmail(email, addressed) ?? refuseRecipient(email!, contact, to, options);
  if (refusal) return refusal;
  const isMarketing = addressed?.purpose !== 'transactional';
  return rendering(() => {
    const view = { ...options.view, contact, company };
    const footer = isMarketing ? 'where needed' : 'never';
    const texts = textsFor(contact['hs_language'], options.usualLanguage);
    const rendered = renderEmail(email!, view, {
      ...options,
      company: options.sender ?? null,
      footer,
      texts,
    });
    const from = addressed?.from ?? rendered.from;
    const replyTo = addressed?.replyTo.length ? addressed.replyTo : [rendered.replyTo ?? []].flat();
    const wrong = [from.address, ...replyTo].find((address) => !isAddress(address));
    if (wrong !== undefined) return notSent('INVALID_SENDER', senderMessage(email!, wrong));
    const { cc = [], bcc = [] } = addressed ?? {};
    const { tracking, links } = options;
    const html = rendered.html !== null && tracking ? withTracking(rendered.html, tracking) : rendered.html;
    const listUnsubscribe = isMarketing
      ? (links?.unsubscribe ?? mailToUnsubscribe(replyTo[0] ?? from.address))
      : null;
    return {
      ok: true,
      mail: { ...rendered, html, from, replyTo, cc, bcc, emailId: email!.id, to, listUnsubscribe },
    };
  });
}

/** A template that cannot be rendered is a reason to send nothing. */
export function rendering(compose: () => Composition): Composition {
  try {
    return compose();
  } catch (error) {
    if (error instanceof RenderError) return notSent('RENDER_ERROR', error.message);
    throw error;
  }
}

type Refusal = Composition & { readonly ok: false };

/** Why an email is sent to no recipient at all. */
export function refuseEmail(email: MarketingEmail | undefined, addressed?: Addressing): Refusal | null {
  if (!email) return notSent('EMAIL_NOT_FOUND', 'There is no marketing email of this id.');
  const title = `The marketing email ${email.id} "${email.name}"`;
  if (email.archivedAt !== null) return notSent('EMAIL_DELETED', `${title} has been deleted.`);
  if (!isPublished(email.state))
    return notSent('EMAIL_NOT_PUBLISHED', `${title} is not published: ${email.state}.`);
  if (!addressed && !isAutomated(email.state))
    return notSent('EMAIL_NOT_AUTOMATED', `${title} is sent to lists, not by workflows: ${email.state}.`);
  return null;
}

/** In the order in which a reader would want to know. */
function refuseRecipient(
  email: MarketingEmail,
  contact: Scope,
  address: string,
  { addressed, unknownContacts = 'mailed' }: ComposeOptions,
): Refusal | null {
  if (address === '') return notSent('NO_RECIPIENT', 'The contact has no email address.');
  if (!isAddress(address))
    return notSent('INVALID_RECIPIENT', `${JSON.stringify(address)} is not an email address.`);
  return (
    (addressed?.purpose === 'transactional' ? null : refuseMarketing(email, contact, unknownContacts)) ??
    refuseUnreachable(contact)
  );
}

function refuseMarketing(
  email: MarketingEmail,
  contact: Scope,
  unknownContacts: NonNullable<ComposeOptions['unknownContacts']>,
): Refusal | null {
  const isMarketable = contact['hs_marketable_status'];
  if (isMarketable === 'false')
    return notSent('NON_MARKETABLE', 'The contact is set as a non-marketing contact.');
  if (unknownContacts === 'not mailed' && isMarketable !== 'true')
    return notSent(
      'NON_MARKETABLE',
      'The contact is not set as a marketing contact, and the account mails no others.',
    );
  if (contact['hs_email_optout'] === 'true')
    return notSent('UNSUBSCRIBED', 'The contact has unsubscribed from all email.');
  const subscription = email.subscriptionId;
  if (subscription !== null && contact[`hs_email_optout_${subscription}`] === 'true')
    return notSent(
      'UNSUBSCRIBED',
      `The contact has unsubscribed from the subscription type ${subscription}.`,
    );
  return null;
}

function refuseUnreachable(contact: Scope): Refusal | null {
  const bounce = contact['hs_email_hard_bounce_reason_enum'];
  if (bounce) return notSent('BOUNCED', `An earlier email to the contact has bounced: ${bounce}.`);
  if (contact['hs_email_quarantined'] === 'true')
    return notSent('QUARANTINED', 'The address of the contact is in quarantine.');
  return null;
}

function senderMessage(email: MarketingEmail, address: string): string {
  return `${JSON.stringify(address)}, the sender or reply address of email ${email.id}, is not an email address.`;
}

export function notSent(reason: NotSentReason, message: string): Refusal {
  return { ok: false, reason, message };
}
