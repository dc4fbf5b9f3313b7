import type { RawObject } from '@millrace/core/raw';
import { alike } from './alike.ts';
import { changesBetween } from './changes.ts';

/** One side of a comparison: flows by their names, as they stand in files. */
export type Side = ReadonlyMap<string, RawObject>;

/** What differs of one flow. */
export type Difference =
  | { readonly kind: 'ONLY_BEFORE' | 'ONLY_AFTER'; readonly name: string }
  | { readonly kind: 'CHANGED'; readonly name: string; readonly changes: readonly string[] };

/** Flow by flow, in the order of their names; what both say alike is left out. */
export function differences(before: Side, after: Side): readonly Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return names.flatMap((name): Difference[] => {
    const [a, b] = [before.get(name), after.get(name)];
    if (!a || !b) return [{ kind: a ? 'ONLY_BEFORE' : 'ONLY_AFTER', name }];
    return alike(a, b) ? [] : [{ kind: 'CHANGED', name, changes: changesBetween(a, b) }];
  });
}
