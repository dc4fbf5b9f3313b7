import type { EpochMillis } from '../../time/index.ts';
import type { Connection } from '../definition/index.ts';
import type { Reason } from '../reasons/index.ts';
import type { Ask } from './asks/index.ts';
import type { RetryPolicy } from './retry-policy.ts';
import type { Wait } from './wait.ts';
import type { Write } from './writes/index.ts';

/** The answers of an action: a closed set, so that the driver of the engine handles every case. */
export type Outcome =
  /** Done; the enrollment follows `connection`, or, without one, is at its end. */
  | {
      readonly kind: 'done';
      readonly connection: Connection | undefined;
      readonly writes?: readonly Write[];
      /** For later actions, by key. */
      readonly outputs?: Readonly<Record<string, string>>;
      /** Text for the action log. */
      readonly detail?: Readonly<Record<string, unknown>>;
    }
  /** Could not be done; logged, and the enrollment goes on. `reason` is a code, `message` its text. */
  | {
      readonly kind: 'failed';
      readonly reason: Reason;
      readonly message: string;
      /** For later actions, by key: what a receiver told all the same. */
      readonly outputs?: Readonly<Record<string, string>>;
      readonly detail?: Readonly<Record<string, unknown>>;
    }
  /** Was not to be done; logged, and the enrollment goes on. */
  | {
      readonly kind: 'skipped';
      readonly reason: Reason;
      readonly message: string;
      /** What is noted of it elsewhere. */
      readonly writes?: readonly Write[];
    }
  /**
   * Waits until an instant, or, with null, until something else wakes the enrollment: a key of `wakes`, the result of its
   * effects, a save of the flow, a skip of the wait.
   */
  | {
      readonly kind: 'park';
      readonly wait: Wait;
      readonly until: EpochMillis | null;
      /** What wakes it before: keys of `wake-keys.ts`. */
      readonly wakes?: readonly string[];
      /** Effects to do meanwhile. */
      readonly effects?: readonly EffectRequest[];
    }
  /** Needs answers first; the action then runs again, from its start. */
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] };

export interface EffectRequest {
  /** Its performer: `email`, … */
  readonly type: string;
  /** Tells it from the other effects of the same visit of an action, in its idempotency key. */
  readonly part?: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** Its receiver, such as a host; without it, its type. Effects wait only for those of their own target. */
  readonly target?: string;
  /** Without it, `USUAL_RETRIES`. */
  readonly retry?: RetryPolicy;
}
