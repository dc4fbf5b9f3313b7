import { createTransport } from 'nodemailer';
import type { ComposedMail } from './compose.ts';
import { inOnePiece } from './in-one-piece.ts';
import { type Bounce, type SmtpFailure, sortFailure } from './smtp-answer.ts';

/** A composed mail with the identity that it keeps over retries. */
export interface OutgoingMail extends ComposedMail {
  /** With its angle brackets: see `messageIdFor`. */
  readonly messageId: string;
}

/**
 * The outcome of one mail. A permanent failure will not go better next time; others may. `about` says whether the server
 * refused this mail, or could not be made to take any.
 */
export type Transmission =
  | { readonly status: 'sent' | 'captured' }
  | {
      readonly status: 'failed';
      readonly about: 'mail' | 'server';
      readonly permanent: boolean;
      readonly message: string;
      /** Where the recipient's server says of the mailbox that it takes no mail. */
      readonly bounce?: Bounce;
    };

/** The way out. */
export interface Mailer {
  /** Where mails go, for the log: host and port, or the mailbox. */
  readonly target: string;
  /** Mails that can be on their way at once. */
  readonly atOnce: number;
  /** Whether mails are only kept, and leave nowhere. */
  readonly captures: boolean;
  /** Transmits a mail. Never throws for the mail's sake. */
  transmit(mail: OutgoingMail): Promise<Transmission>;
  close(): void;
}

export interface MailerOptions {
  /** Mails are captured when there is none. */
  readonly smtpUrl: string | undefined;
  /** Whether a password may be sent over a connection without TLS. */
  readonly plainPassword: 'refused' | 'allowed';
}

const CONNECTIONS_MAX = 5;
const CONNECT_MS_MAX = 10_000;
const GREETING_MS_MAX = 10_000;
const SILENCE_MS_MAX = 30_000;

/** Mails that are captured at once: they take no time but that of storing them. */
const CAPTURED_AT_ONCE = 100;

/** Transmits by SMTP when a server is configured; else mails are merely captured, for the mailbox to keep. */
export function createMailer({ smtpUrl, plainPassword }: MailerOptions): Mailer {
  return smtpUrl === undefined ? capturing : smtpMailer(smtpUrl, plainPassword);
}

const capturing: Mailer = {
  target: 'the mailbox',
  atOnce: CAPTURED_AT_ONCE,
  captures: true,
  transmit: async () => ({ status: 'captured' }),
  close: () => undefined,
};

function smtpMailer(smtpUrl: string, plainPassword: MailerOptions['plainPassword']): Mailer {
  const { host, username, protocol } = new URL(smtpUrl);
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    // Where TLS is offered it is used; where a password is sent it must be.
    requireTLS: protocol === 'smtp:' && username !== '' && plainPassword === 'refused',
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: GREETING_MS_MAX,
    socketTimeout: SILENCE_MS_MAX,
    // Texts come from clients of the API; they must never make this server read its files or fetch addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.use('stream', inOnePiece);
  return {
    target: host,
    atOnce: CONNECTIONS_MAX,
    captures: false,
    async transmit(mail) {
      try {
        const { rejectedErrors = [] } = await transport.sendMail(messageOf(mail));
        // With several recipients the mail is taken when any one is: what counts is whom it is for.
        const refusal = rejectedErrors.find(({ recipient }) => recipient === mail.to);
        return refusal ? failureOf(refusal) : { status: 'sent' };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function messageOf(mail: OutgoingMail) {
  return {
    messageId: mail.messageId,
    from: mail.from,
    to: { name: '', address: mail.to },
    ...listed('cc', mail.cc),
    ...listed('bcc', mail.bcc),
    ...listed('replyTo', mail.replyTo),
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === null ? {} : { html: mail.html }),
    headers: unfolded(listHeaders(mail.listUnsubscribe ?? null)),
  };
}

/** On one line each, as mail programs that look for links expect. Values are ASCII, and have no line breaks: they are made here. */
function unfolded(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }]),
  );
}

/**
 * Headers of marketing: how to get out (RFC 2369), with one click where a page of ours takes it (RFC 8058), and that machines need not
 * answer.
 */
export function listHeaders(listUnsubscribe: string | null): Record<string, string> {
  if (listUnsubscribe === null) return {};
  return {
    'List-Unsubscribe': `<${listUnsubscribe}>`,
    ...(/^https?:/.test(listUnsubscribe) ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    Precedence: 'bulk',
  };
}

function listed(header: 'cc' | 'bcc' | 'replyTo', addresses: readonly string[]) {
  return addresses.length === 0 ? {} : { [header]: addresses.map((address) => ({ name: '', address })) };
}

/** What a failed attempt means: see `sortFailure`. */
export function failureOf(error: unknown): Transmission {
  const failure = error as SmtpFailure;
  const message = failure.message ?? String(error);
  const answer = sortFailure(failure);
  switch (answer.kind) {
    case 'later':
      return { status: 'failed', about: answer.about, permanent: false, message };
    case 'refused':
      return { status: 'failed', about: 'mail', permanent: true, message };
    case 'bounced':
      return { status: 'failed', about: 'mail', permanent: true, message, bounce: answer.bounce };
  }
}
