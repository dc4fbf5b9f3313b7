import type { EffectResult, RetryPolicy } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';

/** An effect under our lease. */
export interface ClaimedEffect {
  readonly id: string;
  readonly kind: string;
  /** What it goes to: a host, …; its kind, where that says all. */
  readonly target: string;
  /** `<enrollment>:<action>:<visit>`, or what a caller chose: the same at every try, so that a receiver can tell a repetition. */
  readonly idempotencyKey: string;
  /** The step that asked for it; null where no passage did. */
  readonly flowId: string | null;
  readonly enrollmentId: string | null;
  readonly actionId: string | null;
  readonly request: Readonly<Record<string, unknown>>;
  readonly retry: RetryPolicy;
  /** On the account's clock. */
  readonly createdAt: number;
  /** This try included. */
  readonly attempts: number;
  /** Fences this try: who finishes late finds another one in the row. */
  readonly token: string;
}

/** An effect that is being tried. */
export interface TriedEffect extends ClaimedEffect {
  /** Aborted when the try has taken as long as it may, and counts as failed. */
  readonly signal: AbortSignal;
}

/** What came of one try. */
export interface Performed<Trace = unknown> {
  readonly effect: ClaimedEffect;
  readonly outcome:
    | { readonly kind: 'finished'; readonly result: EffectResult }
    /** To be tried again: as its policy says, or after what the receiver has asked for. */
    | { readonly kind: 'retry'; readonly message: string; readonly afterMs?: number }
    /** Taken; what came of it will be told by `completeEffects`, or never within this time, on the account's clock. */
    | { readonly kind: 'follows'; readonly withinMs: number };
  /** Whether the target has anything to do with it: it took or refused the effect, or could not be reached, or was not asked. */
  readonly target: 'answered' | 'silent' | 'not asked';
  /** What is to be kept with the result, by the performer's `keep`. */
  readonly trace?: Trace;
}

/** Performs effects of some kinds, several at a time. */
export interface Performer<Trace = unknown> {
  /** What they are called in the log. */
  readonly kind: string;
  /** The kinds that it performs; they share its slots. */
  readonly kinds: readonly string[];
  /** How many of them a process has in hand at most: no more than it can have under way at once. */
  readonly slots: number;
  /** How many of these go to one target at most, so that one that does not answer leaves the others theirs. */
  readonly slotsPerTarget: number;
  /** What takes all of them, as the log names it, where that is one: a host. Else it is the target of each. */
  readonly receiver?: string;
  /**
   * Does them, outside of any transaction, and tells of each by itself, as soon as it is known what came of it. What has
   * not been told of when it returns or fails is tried again.
   */
  perform(
    accountId: AccountId,
    effects: readonly TriedEffect[],
    tell: (performed: Performed<Trace>) => void,
  ): Promise<void>;
  /** Writes the traces of effects together with their results, of those only that were still ours. */
  keep?(unit: Unit, traces: readonly Trace[]): Promise<void>;
}
