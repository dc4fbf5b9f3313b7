import { createTransport } from 'nodemailer';
import type { ComposedMail } from './compose.ts';

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
    };

/** The way out. */
export interface Mailer {
  /** Where mails go, for the log: host and port, or the mailbox. */
  readonly target: string;
  /** Mails that can be on their way at once. */
  readonly atOnce: number;
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
  return {
    target: host,
    atOnce: CONNECTIONS_MAX,
    async transmit(mail) {
      try {
        await transport.sendMail(messageOf(mail));
        return { status: 'sent' };
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
  };
}

function listed(header: 'cc' | 'bcc' | 'replyTo', addresses: readonly string[]) {
  return addresses.length === 0 ? {} : { [header]: addresses.map((address) => ({ name: '', address })) };
}

/** Errors about the recipient or the message; an error about us (authentication) may be mended meanwhile. */
const ABOUT_THE_MAIL: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);

/** A 5xx answer is final, and so is a mail that never got as far as a server; connections and 4xx answers are not. */
export function failureOf(error: unknown): Transmission {
  const { message, code, responseCode } = error as Partial<{
    message: string;
    code: string;
    responseCode: number;
  }>;
  const about = ABOUT_THE_MAIL.has(code ?? '') ? 'mail' : 'server';
  const permanent = about === 'mail' && (responseCode === undefined || responseCode >= 500);
  return { status: 'failed', about, permanent, message: message ?? String(error) };
}
