import type { AccountId, LaneRows } from '../../accounts/index.ts';
import type { Performer } from '../../effects/index.ts';
import type { Store } from '../../history/index.ts';
import type { Log } from '../../platform/index.ts';
import type { WorkObserver } from '../work-observer.ts';

/** What lanes stand on. */
export interface LaneEnvironment {
  readonly store: Store;
  readonly log: Log;
  readonly performers: readonly Performer[];
  /** Told of what is done. */
  readonly observer: WorkObserver;
}

/** One kind of row, and what is done with it. Named by its rows. */
export interface Lane {
  readonly rows: LaneRows;
  /** Loops that a process runs of it, side by side; one unless it says otherwise. */
  readonly loops?: number;
  /** Called once a process. `lookAgain` is for lanes that free what they had in hand by themselves. */
  readonly open: (environment: LaneEnvironment, lookAgain: () => void) => OpenLane;
}

export interface OpenLane {
  /** Does what is due in the account, a batch of it, to its end; answers how much that was. */
  readonly run: (accountId: AccountId) => Promise<number>;
  /** What a loop does instead, where work goes on by itself once it is begun. */
  readonly begin?: (accountId: AccountId) => Promise<number>;
  /** Waits for what goes on by itself. */
  readonly close?: () => Promise<void>;
}
