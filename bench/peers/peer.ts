import type { DatabaseAddress } from '../../server/src/platform/index.ts';

/** Steps that every item goes through, in order; each writes one row, or, for Millrace, one property with its change. */
export const STEPS = 4;

/** Someone who does the same durable work, in a process of their own: prepared first, then told to run. */
export type PeerQuestion = { readonly address: DatabaseAddress; readonly items: number } | 'run';

/** One way to do the work. */
export interface Peer {
  /** Hands all items in and resolves when the last step of the last of them is done. */
  run(): Promise<void>;
  close(): Promise<void>;
}

/** What a run took: from handing the items in to the last step. */
export interface PeerResult {
  readonly seconds: number;
  /** CPU time of the process of Node.js, all its threads. */
  readonly cpuSeconds: number;
}
