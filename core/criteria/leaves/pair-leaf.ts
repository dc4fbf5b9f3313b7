import type { Leaf, Site } from '../leaf.ts';
import { orNone, presentValue } from '../leaf.ts';

/** A leaf on two properties of one bearer. Without a value on either side (and no `fallback`) it gives `none`. */
export function pairLeaf(
  { property, effort }: Site,
  other: string,
  { none, fallback }: { readonly none: boolean; readonly fallback?: string | null | undefined },
  test: (value: string, other: string) => boolean | undefined,
  sql: (value: string, other: string) => string,
): Leaf {
  return {
    met(bearer) {
      const value = presentValue(bearer, property);
      const second = presentValue(bearer, other) ?? (fallback || undefined);
      if (value === undefined || second === undefined) return none;
      effort.spend(value.length + second.length);
      return test(value, second) ?? none;
    },
    sql(row) {
      const second = row.value(other);
      const filled = fallback ? `coalesce(${second}, ${row.param(fallback, 'text')})` : second;
      return orNone(sql(row.value(property), filled), none);
    },
  };
}
