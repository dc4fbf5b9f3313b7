import type { EmailProblem } from '@millrace/core/flow';
import { isAddress } from './address.ts';
import { refuseEmail } from './compose.ts';
import type { MarketingEmail } from './email.ts';
import { RenderError } from './errors.ts';
import { namesInEmail } from './render.ts';

/** Names in an email that are no record's property. */
const LINKS = new Set([
  'unsubscribe_link',
  'unsubscribe_link_all',
  'subscription_preferences_link',
  'subscription_preference_page_url',
]);
const SITE_SETTINGS = /^company_(name|street_address_[12]|city|state|zip|country)$/;
const OWNER = new Set(['id', 'email', 'firstname', 'lastname', 'full_name']);

/** Whether a contact or a company has a property. */
export type HasProperty = (scope: 'contact' | 'company', property: string) => boolean;

/** Reasons why an email will reach no contact, or will lack something, as far as they show before there is a recipient. */
export function foreseeEmail(email: MarketingEmail, hasProperty: HasProperty): EmailProblem[] {
  const refusal = refuseEmail(email);
  if (refusal) return [{ severity: 'error', code: refusal.reason, message: refusal.message }];
  try {
    return [...unknownTokens(namesInEmail(email), hasProperty), ...senders(email)];
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return [{ severity: 'error', code: 'RENDER_ERROR', message: ended(error.message) }];
  }
}

function unknownTokens(names: readonly string[], hasProperty: HasProperty): EmailProblem[] {
  return names.flatMap((name): EmailProblem[] => {
    const [scope = '', ...rest] = name.split('.');
    if (isKnown(scope, rest.join('.'), hasProperty)) return [];
    const message = `It has the token {{ ${name} }}, which names nothing that is known here: it prints nothing.`;
    return [{ severity: 'warning', code: 'UNKNOWN_TOKEN', message }];
  });
}

function isKnown(scope: string, member: string, hasProperty: HasProperty): boolean {
  if (LINKS.has(scope)) return member === '';
  if (scope === 'site_settings') return SITE_SETTINGS.test(member);
  if (scope === 'owner') return member === '' || OWNER.has(member);
  if (scope !== 'contact' && scope !== 'company') return false;
  return member === '' || hasProperty(scope, member);
}

/** Addresses that are written out; those with tokens are the recipient's to fill in. */
function senders({ from: { replyTo, customReplyTo } }: MarketingEmail): EmailProblem[] {
  const written = Object.entries({ 'from.replyTo': replyTo, 'from.customReplyTo': customReplyTo });
  return written.flatMap(([member, address]): EmailProblem[] => {
    if (!address?.trim() || address.includes('{') || isAddress(address.trim())) return [];
    const message = `Its ${member} ${JSON.stringify(address)} is not an email address.`;
    return [{ severity: 'error', code: 'INVALID_SENDER', message }];
  });
}

function ended(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}
