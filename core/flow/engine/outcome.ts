import type { AssociationKind, NewRecord, RecordRef } from '../../record/index.ts';
import type { EpochMillis } from '../../time/index.ts';
import type { Connection } from '../definition/index.ts';
import type { Ask } from './asks/index.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** What an action may answer with: a closed set, so that whoever drives the engine handles every case. */
export type Outcome =
  /** Done; the enrollment follows `connection`, or, without one, is at its end. */
  | {
      readonly kind: 'done';
      readonly connection: Connection | undefined;
      readonly writes?: readonly Write[];
      /** For later actions, by key. */
      readonly outputs?: Readonly<Record<string, string>>;
      /** For people, in the action log. */
      readonly detail?: Readonly<Record<string, unknown>>;
    }
  /** Could not be done; logged, and the enrollment goes on. `reason` is a code, `message` says it to a person. */
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly message: string;
      readonly detail?: Readonly<Record<string, unknown>>;
    }
  /** Was not to be done; logged, and the enrollment goes on. */
  | { readonly kind: 'skipped'; readonly reason: string; readonly message: string }
  /** Nothing more until an instant. */
  | { readonly kind: 'wait'; readonly until: EpochMillis; readonly wait: Wait }
  /**
   * A wait that cannot be waited. What follows it would come too early, so the enrollment stays, for all to see, until the
   * flow or the record is mended or somebody skips the wait.
   */
  | { readonly kind: 'held'; readonly reason: string; readonly message: string }
  /** Something is to be done to the outside world, in one part or more; the enrollment waits for what comes of all. */
  | { readonly kind: 'effect'; readonly effects: readonly EffectRequest[] }
  /** More must be known first; the action is run again, from its start, when it is. */
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] };

/** What an internal action writes, applied at once to the workspace and committed with the step. */
export type Write =
  | {
      readonly kind: 'setProperties';
      readonly ref: RecordRef;
      readonly values: Readonly<Record<string, string | null>>;
    }
  | { readonly kind: 'createRecord'; readonly record: NewRecord }
  | {
      readonly kind: 'associate' | 'disassociate';
      readonly from: RecordRef;
      readonly to: RecordRef;
      readonly association: AssociationKind;
      readonly inverse: AssociationKind;
    }
  /** The action knows that the record is not in the list yet, or is. */
  | { readonly kind: 'joinList' | 'leaveList'; readonly ref: RecordRef; readonly listId: string };

/** What an enrollment waits for. `since` is when it began to, on the account's clock. */
export type Wait =
  | { readonly kind: 'delay'; readonly since: EpochMillis; readonly skipped?: true }
  /** At a wait that cannot be waited. */
  | {
      readonly kind: 'held';
      readonly since: EpochMillis;
      readonly reason: string;
      readonly message: string;
      readonly skipped?: true;
    }
  /** For the hours in which the flow's actions may run. */
  | { readonly kind: 'window'; readonly since: EpochMillis }
  | {
      readonly kind: 'effect';
      readonly since: EpochMillis;
      readonly key: string;
      /** What the parts are told apart by, when the effect has such. */
      readonly parts?: readonly string[];
    };

export interface EffectRequest {
  /** Which performer does it: `email`, … */
  readonly type: string;
  /** Tells it from the other effects of the same visit of an action, in its idempotency key. */
  readonly part?: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** What it goes to, such as a host; without it, its type says all. Whoever goes to one target waits for nobody else's. */
  readonly target?: string;
  /** Without it, `USUAL_RETRIES`. */
  readonly retry?: RetryPolicy;
}
