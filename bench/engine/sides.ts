import type { DatabaseAddress } from '../../server/src/platform/index.ts';

/** What runs in a process of its own: the engine, or the bare loop that writes the same rows. */
export type Side = 'engine' | 'bare';

/** What a side is told at its start. */
export interface SideOptions {
  readonly side: Side;
  readonly address: DatabaseAddress;
  /** Enrollments a transaction, and transactions side by side. */
  readonly batch: number;
  readonly lanes: number;
  /** For the bare loop: the database in which the engine has left the rows that it is to write. */
  readonly recording: DatabaseAddress | null;
}

/** A side is prepared first, and then told to drain all that is due. */
export type SideQuestion = SideOptions | 'drain';

/** What a side says when it has drained all that was due. */
export interface SideResult {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly batches: number;
  readonly enrollments: number;
  /** Statements inside the batches, begin and commit included. */
  readonly statements: number;
}

/** Drains everything that is due. */
export interface Drain {
  /** One batch; how many enrollments it took. */
  readonly batch: () => Promise<number>;
  readonly close: () => Promise<void>;
}
