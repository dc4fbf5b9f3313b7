import type { DatabaseAddress } from '../../../server/src/platform/index.ts';

/** What every side is told at its start. */
export interface SideOptions {
  readonly side: 'millrace' | 'bare';
  readonly address: DatabaseAddress;
}

/** A side is prepared first, and then told to send everything. */
export type SideQuestion<Options extends SideOptions> = Options | 'send';

/** What a side says once everything is sent, and, with Millrace, its outcome stored. */
export interface SideResult {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Mails, or requests. */
  readonly sent: number;
}
