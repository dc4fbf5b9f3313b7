import type { DatabaseAddress } from '../../../server/src/platform/index.ts';
import type { SideOptions } from '../sides/messages.ts';

/** What a side is told at its start. */
export interface MailOptions extends SideOptions {
  readonly smtpUrl: string;
  /** The database in which a run of Millrace has left the mails that the bare side is to send. */
  readonly mails: DatabaseAddress | null;
}

/** What the mail server is asked. */
export type SinkQuestion = 'listen' | 'taken';
