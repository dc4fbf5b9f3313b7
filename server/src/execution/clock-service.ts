import type { Store } from '../history/index.ts';
import type { Hints, Log, Sql } from '../platform/index.ts';
import type { Worker } from './worker.ts';

/** The services for moving clocks. */
export interface ClockService {
  readonly sql: Sql;
  readonly store: Store;
  readonly worker: Worker;
  readonly log: Log;
  /** Where those who look at the clock are told how far it has come. */
  readonly hints?: Hints;
  /** Whether to go step by step even where that need not be: to compare. */
  readonly stepByStep?: boolean;
  /** Time of one move, or one settling, in milliseconds. */
  readonly mostMs?: number;
}
