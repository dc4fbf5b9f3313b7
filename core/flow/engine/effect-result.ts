/** What came of an effect. */
export type EffectResult =
  | {
      readonly kind: 'done';
      readonly outputs?: Readonly<Record<string, string>>;
      readonly detail?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };
