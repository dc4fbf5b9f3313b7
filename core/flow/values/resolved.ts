import type { PropertyType } from '../../property/index.ts';
import type { Ask } from '../engine/index.ts';
import type { Reason } from '../reasons/index.ts';

/** A value for an action's input; null is "no value". */
export type Resolved =
  | {
      readonly kind: 'value';
      readonly value: string | null;
      /** Of the property that it comes from. */
      readonly type?: PropertyType;
    }
  | { readonly kind: 'needs'; readonly asks: readonly Ask[] }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

export function found(value: string | null): Resolved {
  return { kind: 'value', value };
}

export function tooLong(message: string): Extract<Resolved, { kind: 'failed' }> {
  return { kind: 'failed', reason: 'TEXT_TOO_LONG', message };
}

/** What several values came to; what any of them needs is asked for together. The first failure counts. */
export type AllResolved<T> =
  | { readonly kind: 'values'; readonly values: readonly T[] }
  | Exclude<Resolved, { kind: 'value' }>;

export function allOf<T>(
  resolved: readonly (Exclude<Resolved, { kind: 'value' }> | { readonly kind: 'value'; readonly value: T })[],
): AllResolved<T> {
  const values: T[] = [];
  const asks: Ask[] = [];
  for (const each of resolved) {
    if (each.kind === 'failed') return each;
    if (each.kind === 'needs') asks.push(...each.asks);
    else values.push(each.value);
  }
  return asks.length > 0 ? { kind: 'needs', asks } : { kind: 'values', values };
}
