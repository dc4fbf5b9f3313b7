import type { DatabaseAddress } from '../../../server/src/platform/index.ts';

/** What a side is told at its start. */
export interface SideOptions {
  readonly side: 'millrace' | 'bare';
  readonly address: DatabaseAddress;
  /** Where all requests of the measurement go. */
  readonly url: string;
  readonly count: number;
  /** Requests under way at once. */
  readonly connections: number;
}

/** A side is prepared first, and then told to send all its requests. */
export type SideQuestion = SideOptions | 'send';

/** What a side says once every request is answered, and, with Millrace, its outcome stored. */
export interface SideResult {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** What the receiver is asked: to listen, or how many requests it has answered. */
export type ReceiverQuestion = 'listen' | 'answered';

export interface Listening {
  /** Answers after 50 ms. */
  readonly url: string;
  /** Another host by its name, that takes requests and never answers. */
  readonly silentUrl: string;
}
