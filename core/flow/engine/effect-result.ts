import type { Reason } from '../reasons/index.ts';

/** The result of an effect. */
export type EffectResult =
  | {
      readonly kind: 'done';
      readonly outputs?: Readonly<Record<string, string>>;
      readonly detail?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'failed';
      readonly reason: Reason;
      readonly message: string;
      /** What the receiver told all the same. */
      readonly outputs?: Readonly<Record<string, string>>;
      readonly detail?: Readonly<Record<string, unknown>>;
    };

/** The reason of an effect whose outcome was to follow, and did not come before the wait for it ended. */
export const OUTCOME_EXPIRED = 'OUTCOME_EXPIRED';

/** Results for "was not to be done", as opposed to "could not be done". */
export const CANCELLATIONS: ReadonlySet<string> = new Set(['CANCELLED', 'FLOW_TURNED_OFF']);
