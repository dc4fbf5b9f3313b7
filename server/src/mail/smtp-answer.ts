/** What a recipient's server says of a mail that it has not taken, and never will. */
export interface Bounce {
  /** HARD: the address takes no mail; SOFT: it did not take this one. */
  readonly type: 'HARD' | 'SOFT';
  /** A value of the property `hs_email_hard_bounce_reason_enum`. */
  readonly reason: 'UNKNOWN_USER' | 'MAILBOX_FULL' | 'OTHER';
  /** As RFC 3463 writes it, `5.1.1`; null where the server says none. */
  readonly status: string | null;
}

/** What came of an attempt, in the terms of who is to blame. */
export type SmtpAnswer =
  /** The server could not be made to take any mail, or not now. */
  | { readonly kind: 'later'; readonly about: 'mail' | 'server' }
  /** This mail is refused, but not because of its recipient: a policy, the sender, the content. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'bounced'; readonly bounce: Bounce };

/** The members of an error of the mail client. */
export interface SmtpFailure {
  readonly message?: string;
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** Errors about the recipient or the message; an error about us (authentication) may be mended meanwhile. */
const ABOUT_THE_MAIL: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);

/** Status codes that say of a mailbox that it does not exist, or takes no mail any more (RFC 3463, RFC 7505). */
const NO_MAILBOX: ReadonlySet<string> = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']);
const MAILBOX_FULL: ReadonlySet<string> = new Set(['5.2.2']);

/** Replies to a recipient that RFC 5321 means for mailboxes. */
const MAILBOX_REPLIES: ReadonlySet<number> = new Set([550, 551, 553]);

/** Servers without status codes say 550 for everything that they do not like: such words are not about the mailbox. */
const POLICY =
  /spam|polic|block|black.?list|deny|denied|reject(ed|ion) due|relay|authenti|reputation|dmarc|spf\b|dkim|not allowed|not permitted|rate|too many|virus|content|banned/i;

/**
 * Sorts an attempt that failed. What the network or the server as a whole is to blame for, and every 4xx, comes later; 5xx is final. It is a
 * bounce only where the server says that of the mailbox: by its status code, or without one by its reply to the recipient in words that
 * do not tell of a policy. A refusal for policy says nothing of the mailbox.
 */
export function sortFailure(error: SmtpFailure): SmtpAnswer {
  if (!ABOUT_THE_MAIL.has(error.code ?? '')) return { kind: 'later', about: 'server' };
  const { responseCode, command = '', response = error.message ?? '' } = error;
  // A mail that never got as far as a server: something in it is wrong, and will be.
  if (responseCode === undefined) return { kind: 'refused' };
  const status = statusIn(response);
  const isFinal = status === null ? responseCode >= 500 : responseCode >= 500 && !status.startsWith('4.');
  if (!isFinal) return { kind: 'later', about: 'mail' };
  const bounce = bounceOf(status, responseCode, command, response);
  return bounce ? { kind: 'bounced', bounce } : { kind: 'refused' };
}

/** What a status code of a delivery report says (RFC 3464), which always has one. */
export function bounceOfStatus(status: string): Bounce | null {
  return bounceOf(status, 0, '', '');
}

function bounceOf(
  status: string | null,
  responseCode: number,
  command: string,
  response: string,
): Bounce | null {
  if (status !== null) {
    if (NO_MAILBOX.has(status)) return { type: 'HARD', reason: 'UNKNOWN_USER', status };
    if (MAILBOX_FULL.has(status)) return { type: 'SOFT', reason: 'MAILBOX_FULL', status };
    return null;
  }
  if (command !== 'RCPT TO') return null;
  if (responseCode === 552) return { type: 'SOFT', reason: 'MAILBOX_FULL', status };
  if (!MAILBOX_REPLIES.has(responseCode) || POLICY.test(response)) return null;
  return { type: 'HARD', reason: 'UNKNOWN_USER', status };
}

/** The enhanced status code behind the reply code: `550 5.1.1 No such user`, of several lines too. */
function statusIn(response: string): string | null {
  return /\b[245]\d\d[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null;
}
