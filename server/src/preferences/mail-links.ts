import { timingSafeEqual } from 'node:crypto';
import type { AccountId, SecretBox } from '../accounts/index.ts';
import { fromBase64url } from '../platform/index.ts';

/** Whom a link in a mail is for, and from which mail. */
export interface LinkOf {
  readonly accountId: AccountId;
  readonly contactId: string;
  /** The subscription type of the email; null when it has none: then its links are about all email. */
  readonly subscriptionId: string | null;
  /** Null for links that a caller asked for, outside of any mail. */
  readonly emailId: string | null;
  readonly effectId: string | null;
}

/** The links by which recipients say what they want. */
export interface PreferenceLinks {
  readonly unsubscribe: string;
  readonly unsubscribeAll: string;
  readonly preferences: string;
}

/** What a link is good for: none of one purpose does for another. */
export type LinkPurpose = 'preferences' | 'open' | 'click';

/** Paths of the pages, and of what mails load and lead over. */
export const LINK_PATHS = {
  unsubscribe: '/email/unsubscribe',
  unsubscribeAll: '/email/unsubscribe-all',
  preferences: '/email/preferences',
  open: '/email/open',
  click: '/email/click',
} as const;

/** 128 bits of a signature: nobody guesses one, and addresses stay short. */
const SIGNATURE_BYTES = 16;

/**
 * The links of mails: signed for one recipient and one mail, so that nobody can make one up, and without an end: a mail may be read years
 * later. They say ids, no address. Made and read by all processes alike, since they have the same key.
 */
export class MailLinks {
  readonly #box: SecretBox;
  /** Where recipients reach this server; undefined when that is not known, and mails cannot have such links. */
  readonly base: string | undefined;

  constructor(box: SecretBox, base: string | undefined) {
    this.#box = box;
    this.base = box.hasKey ? base : undefined;
  }

  preferenceLinks(of: LinkOf, base = this.#base()): PreferenceLinks {
    const token = this.#tokenFor('preferences', of);
    return {
      unsubscribe: `${base}${LINK_PATHS.unsubscribe}/${token}`,
      unsubscribeAll: `${base}${LINK_PATHS.unsubscribeAll}/${token}`,
      preferences: `${base}${LINK_PATHS.preferences}/${token}`,
    };
  }

  /** The address of the image that tells of an opened mail. */
  openAddress(of: LinkOf): string {
    return `${this.#base()}${LINK_PATHS.open}/${this.#tokenFor('open', of)}`;
  }

  /** An address that leads on to `url` and to nowhere else: it is signed together with the mail. */
  clickAddress(of: LinkOf, url: string): string {
    const token = this.#tokenFor('click', of, url);
    return `${this.#base()}${LINK_PATHS.click}/${token}?to=${encodeURIComponent(url)}`;
  }

  /** Whom a token is for; undefined when it is not one of ours, for this purpose and for this address. */
  read(purpose: LinkPurpose, token: string, url = ''): LinkOf | undefined {
    const end = token.lastIndexOf('.');
    const said = token.slice(0, end);
    const signature = fromBase64url(token.slice(end + 1));
    if (end < 0 || signature?.length !== SIGNATURE_BYTES || !this.#box.hasKey) return undefined;
    return timingSafeEqual(signature, this.#signature(purpose, said, url)) ? linkOf(said) : undefined;
  }

  #base(): string {
    if (this.base === undefined)
      throw new Error('Links need an address at which recipients reach the server.');
    return this.base;
  }

  #tokenFor(purpose: LinkPurpose, of: LinkOf, url = ''): string {
    const said = textOf(of);
    return `${said}.${this.#signature(purpose, said, url).toString('base64url')}`;
  }

  #signature(purpose: LinkPurpose, said: string, url: string): Buffer {
    return this.#box.sign(`mail ${purpose}`, `${said}\n${url}`).subarray(0, SIGNATURE_BYTES);
  }
}

/** Ids without leading zeros, 0 for none. */
function textOf({ accountId, contactId, subscriptionId, emailId, effectId }: LinkOf): string {
  return [accountId, contactId, subscriptionId, emailId, effectId]
    .map((id) => BigInt(id ?? 0).toString(36))
    .join('.');
}

/** The opposite, of a text that this server has signed. */
function linkOf(text: string): LinkOf {
  const [accountId, contactId, ...more] = text.split('.').map(fromBase36);
  const [subscriptionId = null, emailId = null, effectId = null] = more.map((id) => (id === '0' ? null : id));
  return { accountId: accountId!, contactId: contactId!, subscriptionId, emailId, effectId };
}

const BASE_36 = 36n;

function fromBase36(text: string): string {
  let value = 0n;
  for (const digit of text) value = value * BASE_36 + BigInt(Number.parseInt(digit, 36));
  return String(value);
}
