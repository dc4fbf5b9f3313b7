import type { Leaf, Site } from '../leaf.ts';
import { orNone, presentValue } from '../leaf.ts';

/**
 * A leaf on the present value: `test` on its text, `sql` on its expression (null when the value cannot be read).
 * No value, or one that cannot be read (`test` then answers `none`), gives `none`.
 */
export function valueLeaf(
  { property, effort }: Site,
  none: boolean,
  test: (value: string) => boolean,
  sql: (value: string, param: (value: unknown, type: string) => string) => string,
): Leaf {
  return {
    met(bearer) {
      const value: unknown = bearer.properties[property];
      if (typeof value !== 'string' || value === '') return none;
      effort.spend(value.length);
      return test(value);
    },
    sql: (row) => orNone(sql(row.value(property), row.param), none),
  };
}

/**
 * A leaf on every value that there is or has been. `wanted` is the answer when one of them satisfies `test`;
 * its opposite when none does; `none` when there has never been a value.
 */
export function everLeaf(
  site: Site,
  { wanted, none }: { readonly wanted: boolean; readonly none: boolean },
  test: (value: string) => boolean,
  sql: (value: string, param: (value: unknown, type: string) => string) => string,
): Leaf {
  const { property, effort } = site;
  const asked = (value: string) => {
    effort.spend(value.length);
    return test(value);
  };
  site.readsHistory(property);
  return {
    met(bearer) {
      const present = presentValue(bearer, property);
      if (present !== undefined && asked(present)) return wanted;
      let had = present !== undefined;
      if (!bearer.history)
        throw new Error(`The history of "${property}" is read by the criteria but was not loaded.`);
      for (const { value } of bearer.history(property)) {
        effort.spend(1);
        if (value === null || value === '') continue;
        if (asked(value)) return wanted;
        had = true;
      }
      return had ? !wanted : none;
    },
    sql(row) {
      const value = row.value(property);
      const condition = (expression: string) => sql(expression, row.param);
      const once = `${condition(value)} or ${row.everHad(property, condition)}`;
      const had = `${value} is not null or ${row.everHad(property, () => 'true')}`;
      return `(case when ${once} then ${wanted} when ${had} then ${!wanted} else ${none} end)`;
    },
  };
}
