import type { AccountId, DueRow, LaneRows, RedactorOf } from '../../accounts/index.ts';
import type { Performer } from '../../effects/index.ts';
import type { Store } from '../../history/index.ts';
import type { JobKind } from '../../jobs/index.ts';
import type { Log } from '../../platform/index.ts';
import type { WorkObserver } from '../work-observer.ts';

/** The services of lanes. */
export interface LaneEnvironment {
  readonly store: Store;
  readonly log: Log;
  readonly performers: readonly Performer[];
  readonly jobKinds: readonly JobKind[];
  /** Takes the secrets of an account out of what comes of its effects. */
  readonly redactorOf: RedactorOf;
  /** Observes the work. */
  readonly observer: WorkObserver;
}

/** One kind of row, and its work. Named by its rows. */
export interface Lane {
  readonly rows: LaneRows;
  /** Whether nobody waits for it: an account is at rest without its work, and no moved clock stops for it. */
  readonly isBehind?: true;
  /** Its parallel loops in a process; by default one. */
  readonly loops?: number;
  /** Called once a process. `onFree` is for lanes whose work goes on by itself and then frees slots that a claim has waited for. */
  readonly open: (environment: LaneEnvironment, onFree: () => void) => OpenLane;
}

export interface OpenLane {
  /** Does a batch of the account's due work to its end, a small one where other accounts have work as well; returns its size. */
  readonly run: (accountId: AccountId, isShared?: boolean) => Promise<number>;
  /** Does these rows of a stretch of time that is worked at once, each at its own instant; returns their number. Of lanes whose rows have an `until`. */
  readonly pass?: (accountId: AccountId, rows: readonly DueRow[]) => Promise<number>;
  /** A loop's call instead, where work goes on by itself once begun. */
  readonly begin?: (accountId: AccountId, isShared?: boolean) => Promise<number>;
  /** Whether what is due may wait for such work of this process: `onFree` tells when there is room. */
  readonly isFull?: () => boolean;
  /** Waits for such work. */
  readonly close?: () => Promise<void>;
}
