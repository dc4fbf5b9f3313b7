import type { EffectResult, RetryPolicy } from '@millrace/core/flow';
import type { RecordRef } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Named } from '../records/index.ts';
import type { Attempt } from './attempt.ts';
import type { ForeseeEnvironment, Foresight } from './foresight.ts';

/** An effect under our lease. */
export interface ClaimedEffect {
  readonly id: string;
  readonly kind: string;
  /** Its target: a host, …; else its kind. */
  readonly target: string;
  /** `<enrollment>:<action>:<visit>`, or a caller's choice: the same at every try, so that a receiver can tell a repetition. */
  readonly idempotencyKey: string;
  /** The asking step; null without a passage. */
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
  readonly actionId: string | null;
  readonly request: Readonly<Record<string, unknown>>;
  readonly retry: RetryPolicy;
  /** On the account's clock. */
  readonly createdAt: number;
  /** This try included. */
  readonly attempts: number;
  /** The begin of this try, on the account's clock. */
  readonly triedAt: number;
  /** Whether pauses are to be asked for, before it begins. */
  readonly mayBePaused?: boolean;
  /** Fences this try: a late finisher finds another token in the row. */
  readonly token: string;
}

/** An effect during a try. */
export interface TriedEffect extends ClaimedEffect {
  /** Aborted when the try has run out of time and counts as failed. */
  readonly signal: AbortSignal;
}

/** The result of one try. */
export interface Performed<Trace = unknown> {
  readonly effect: ClaimedEffect;
  readonly outcome:
    | { readonly kind: 'finished'; readonly result: EffectResult }
    /** To retry: by its policy, or after the receiver's wished pause. */
    | { readonly kind: 'retry'; readonly message: string; readonly afterMs?: number }
    /** Taken; `completeEffects` brings the outcome, or it expires after this time, on the account's clock. */
    | { readonly kind: 'follows'; readonly withinMs: number };
  /** The target's part in it: it took or refused the effect, could not be reached, or was not asked. */
  readonly target: 'answered' | 'silent' | 'not asked';
  /** What was sent and received, for the ledger. Secrets of the account are taken out of it, and of all texts of the outcome. */
  readonly attempt?: Attempt;
  /** A trace to store with the result, by the performer's `keep`. */
  readonly trace?: Trace;
}

/** Performs effects of some kinds, several at a time. */
export interface Performer<Trace = unknown> {
  /** Their name in the log. */
  readonly kind: string;
  /** The kinds that it performs; they share its slots. */
  readonly kinds: readonly string[];
  /** Effects that a process leases at most: no more than it can run at once. */
  readonly slots: number;
  /** Slots of one target at most, so that a target without answers leaves the others theirs. */
  readonly slotsPerTarget: number;
  /** None are claimed while fewer slots are free; one by default. For effects that share what is loaded for them. */
  readonly leastFree?: number;
  /** The log's name of the one receiver of all of them, such as a host. Without it, each one's target. */
  readonly receiver?: string;
  /**
   * Whether what it does stays in this server, and writes to nothing but the record of the effect: then it is the same in whatever order records are
   * worked.
   */
  readonly isHere?: boolean;
  /**
   * Does them, outside of any transaction, and reports each result by itself at once. Effects without a report when it returns
   * or fails are tried again.
   */
  perform(
    accountId: AccountId,
    effects: readonly TriedEffect[],
    /** Resolves when the result is stored. */
    tell: (performed: Performed<Trace>) => Promise<unknown>,
  ): Promise<void>;
  /**
   * What it would send, in the order of the effects, for simulations: nothing is sent and nothing written, and no secret shown. A constant
   * number of statements.
   */
  foresee?(
    environment: ForeseeEnvironment,
    accountId: AccountId,
    effects: readonly TriedEffect[],
  ): Promise<Foresight[]>;
  /** The record that `keep` writes to, if any: records are locked before effects. */
  recordOf?(trace: Trace): RecordRef | null;
  /** Writes the traces of effects together with their results, only of those still under our lease; their records are locked. */
  keep?(unit: Unit, traces: readonly Trace[], records: Named): Promise<void>;
}
