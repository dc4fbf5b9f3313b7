import { createTransport } from 'nodemailer';
import type { ComposedMail } from './compose.ts';

/** A composed mail with the identity that it keeps over retries. */
export interface OutgoingMail extends ComposedMail {
  /** With its angle brackets: see `messageIdFor`. */
  readonly messageId: string;
}

/** What became of one mail. A permanent failure will not go better next time; others may. */
export type Transmission =
  | { readonly status: 'sent' | 'captured' }
  | { readonly status: 'failed'; readonly permanent: boolean; readonly message: string };

/** The way out. */
export interface Mailer {
  /** Transmits mails, several at once; one answer for each, in order. Never throws for a mail's sake. */
  transmit(mails: readonly OutgoingMail[]): Promise<Transmission[]>;
  close(): void;
}

const CONNECTIONS_MAX = 5;
const CONNECT_MS_MAX = 10_000;
const GREETING_MS_MAX = 10_000;
const SILENCE_MS_MAX = 30_000;

/** Transmits by SMTP when a server is configured; else mails are merely captured, for the mailbox to keep. */
export function createMailer(smtpUrl: string | undefined): Mailer {
  return smtpUrl === undefined ? capturing : smtpMailer(smtpUrl);
}

const capturing: Mailer = {
  transmit: async (mails) => mails.map(() => ({ status: 'captured' })),
  close: () => undefined,
};

function smtpMailer(smtpUrl: string): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: GREETING_MS_MAX,
    socketTimeout: SILENCE_MS_MAX,
    // Texts come from clients of the API; they must never make this server read its files or fetch addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    transmit: (mails) => Promise.all(mails.map((mail) => transmitOne(mail))),
    close: () => transport.close(),
  };

  async function transmitOne(mail: OutgoingMail): Promise<Transmission> {
    try {
      await transport.sendMail(messageOf(mail));
      return { status: 'sent' };
    } catch (error) {
      return failureOf(error);
    }
  }
}

function messageOf(mail: OutgoingMail) {
  return {
    messageId: mail.messageId,
    from: mail.from,
    to: { name: '', address: mail.to },
    ...(mail.replyTo === null ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === null ? {} : { html: mail.html }),
  };
}

/** What the server says of the recipient or the message; what it says of us (authentication) may be mended meanwhile. */
const ABOUT_THE_MAIL: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);

/** A 5xx answer is final, and so is a mail that never got as far as a server; connections and 4xx answers are not. */
export function failureOf(error: unknown): Transmission {
  const { message, code, responseCode } = error as Partial<{
    message: string;
    code: string;
    responseCode: number;
  }>;
  const permanent = ABOUT_THE_MAIL.has(code ?? '') && (responseCode === undefined || responseCode >= 500);
  return { status: 'failed', permanent, message: message ?? String(error) };
}
