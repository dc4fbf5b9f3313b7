import type { EffectResult } from '@millrace/core/flow';
import type { AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';

/** An effect under our lease. */
export interface ClaimedEffect {
  readonly id: string;
  readonly kind: string;
  /** `<enrollment>:<action>:<visit>`: the same at every try, so that a receiver can tell a repetition. */
  readonly idempotencyKey: string;
  readonly flowId: string;
  readonly enrollmentId: string;
  readonly actionId: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** On the account's clock. */
  readonly createdAt: number;
  /** This try included. */
  readonly attempts: number;
}

/** What came of one try. */
export interface Performed {
  readonly effect: ClaimedEffect;
  readonly outcome:
    | { readonly kind: 'finished'; readonly result: EffectResult }
    | { readonly kind: 'retry'; readonly message: string };
}

/** Performs one kind of effect, several at a time. */
export interface EffectHandler {
  readonly kind: string;
  /**
   * Does it, outside of any transaction. Returns what came of each, and what is to be written together with the results
   * (of those only that were still ours).
   */
  perform(
    accountId: AccountId,
    effects: readonly ClaimedEffect[],
  ): Promise<{
    readonly performed: readonly Performed[];
    readonly store?: (unit: Unit, kept: ReadonlySet<string>) => Promise<void>;
  }>;
}
