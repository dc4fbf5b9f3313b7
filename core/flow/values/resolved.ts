import type { Ask } from '../engine/index.ts';

/** A value for an action's input; null is "no value". */
export type Resolved =
  | { readonly kind: 'value'; readonly value: string | null }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };
