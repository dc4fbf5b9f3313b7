import type { DatabaseAddress } from '../../../server/src/platform/index.ts';

/** What a side is told at its start. */
export interface SideOptions {
  readonly side: 'millrace' | 'bare';
  readonly address: DatabaseAddress;
  readonly smtpUrl: string;
  /** The database in which a run of Millrace has left the mails that the bare side is to send. */
  readonly mails: DatabaseAddress | null;
}

/** A side is prepared first, and then told to send all its mails. */
export type SideQuestion = SideOptions | 'send';

/** What a side says once every mail is sent, and, with Millrace, its outcome stored. */
export interface SideResult {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly mails: number;
}

/** What the mail server is asked. */
export type SinkQuestion = 'listen' | 'taken';
