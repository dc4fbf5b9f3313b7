/** A leaf on a time against times that the same bearer's properties hold. */
import type { EpochMillis } from '../../time/index.ts';
import type { Effort } from '../effort.ts';
import type { Leaf, SqlRow } from '../leaf.ts';
import type { Bound } from '../moments/bound.ts';
import type { Reading } from '../moments/reading.ts';
import { windowHoldsUntil } from '../moments/window.ts';
import type { Bearer } from '../subject.ts';

/** One side of a comparison: whether the time is on its good side; undefined when there is nothing to compare with. */
export interface Edge {
  holds(bearer: Bearer, now: EpochMillis): boolean | undefined;
  /** Null when there is nothing to compare with. */
  sql(row: SqlRow, now: EpochMillis): string;
  holdsUntil?(bearer: Bearer, now: EpochMillis): EpochMillis;
}

/** Met when every edge holds (`outside`: when one does not). With nothing to compare on some side it gives `none`. */
export function edgeLeaf(edges: readonly Edge[], outside: boolean, none: boolean): Leaf {
  const moving = edges.filter((edge) => edge.holdsUntil);
  const leaf: Leaf = {
    met(bearer, now) {
      let all = true;
      for (const edge of edges) {
        const holds = edge.holds(bearer, now);
        if (holds === undefined) return none;
        all &&= holds;
      }
      return all !== outside;
    },
    sql(row, now) {
      const sql = edges.map((edge) => edge.sql(row, now));
      const missing = sql.map((edge) => `(${edge}) is null`).join(' or ');
      const all = sql.map((edge) => `(${edge})`).join(' and ');
      return `(case when ${missing} then ${none} else ${outside ? 'not ' : ''}(${all}) end)`;
    },
  };
  if (moving.length === 0) return leaf;
  const holdsUntil = (bearer: Bearer, now: EpochMillis) =>
    Math.min(...moving.map((edge) => edge.holdsUntil?.(bearer, now) ?? Number.POSITIVE_INFINITY));
  return { ...leaf, holdsUntil };
}

export type Comparison = '<' | '<=' | '>' | '>=';

/** A time against a bound that no property holds. */
export function boundEdge(reading: Reading, side: 'FROM' | 'TO', bound: Bound, effort: Effort): Edge {
  const at = reading.bound(bound);
  const window = { from: side === 'FROM' ? at : null, to: side === 'TO' ? at : null, outside: false };
  const edge: Edge = {
    holds(bearer, now) {
      const key = reading.key(bearer);
      if (key === undefined) return undefined;
      const threshold = reading.threshold(at.at(now));
      return side === 'FROM' ? key >= threshold : key < threshold;
    },
    sql: (row, now) =>
      `${reading.sql(row)} collate "C" ${side === 'FROM' ? '>=' : '<'} ${row.param(reading.threshold(at.at(now)), 'text')}`,
  };
  if (bound.pace === 'FIXED') return edge;
  return {
    ...edge,
    holdsUntil(bearer, now) {
      const key = reading.key(bearer);
      return key === undefined
        ? Number.POSITIVE_INFINITY
        : windowHoldsUntil(window, reading.instant(key), now, effort);
    },
  };
}

/** A time against another property's: as instants when both are, else by the days that they lie in. */
export function propertyEdge(
  reading: Reading,
  comparison: Comparison,
  other: Reading,
  fallback?: string | undefined,
): Edge {
  const direct = reading.grain === other.grain;
  const dayOf = (from: Reading, key: string | undefined) => (key === undefined ? undefined : from.day(key));
  return {
    holds(bearer) {
      const [first, second] = [reading.key(bearer), other.key(bearer) ?? fallback];
      const key = direct ? first : dayOf(reading, first);
      const wanted = direct ? second : dayOf(other, second);
      return key === undefined || wanted === undefined ? undefined : compares(key, comparison, wanted);
    },
    sql(row) {
      const filled =
        fallback === undefined
          ? other.sql(row)
          : `coalesce(${other.sql(row)}, ${row.param(fallback, 'text')})`;
      const key = direct ? reading.sql(row) : reading.daySql(reading.sql(row));
      const wanted = direct ? filled : other.daySql(filled);
      return `${key} collate "C" ${comparison} ${wanted} collate "C"`;
    },
  };
}

function compares(key: string, comparison: Comparison, wanted: string): boolean {
  switch (comparison) {
    case '<':
      return key < wanted;
    case '<=':
      return key <= wanted;
    case '>':
      return key > wanted;
    case '>=':
      return key >= wanted;
  }
}
