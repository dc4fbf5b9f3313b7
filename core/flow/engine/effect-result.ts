/** What came of an effect. */
export type EffectResult =
  | {
      readonly kind: 'done';
      readonly outputs?: Readonly<Record<string, string>>;
      readonly detail?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };

/** The reason of an effect whose outcome was to follow, and had not come when it was no longer waited for. */
export const OUTCOME_EXPIRED = 'OUTCOME_EXPIRED';

/** Results that mean that something was not to be done, rather than that it could not. */
export const CANCELLATIONS: ReadonlySet<string> = new Set(['CANCELLED', 'FLOW_TURNED_OFF']);
