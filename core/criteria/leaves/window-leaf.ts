import type { EpochMillis } from '../../time/index.ts';
import { type Leaf, orNone, type Site } from '../leaf.ts';
import type { Bound } from '../moments/bound.ts';
import type { Reading } from '../moments/reading.ts';
import { type Window, windowHoldsUntil, windowMoves } from '../moments/window.ts';
import type { Narrowing } from '../narrowing.ts';

/** A leaf on whether a time lies in a window. The window's bounds become keys once for every now, not for every record. */
export function windowLeaf(site: Site, reading: Reading, window: Window, none: boolean): Leaf {
  const keysAt = cachedKeys(reading, window);
  const { outside } = window;
  const { effort, property, scope } = site;
  const isNarrow = reading.isOfValues && scope === 'RECORD' && !outside && !none;
  const leaf: Leaf = {
    ...(isNarrow ? { narrows } : {}),
    met(bearer, now) {
      const key = reading.key(bearer);
      if (key === undefined) return none;
      const { from, to } = keysAt(now);
      return (key >= from && key < to) !== outside;
    },
    sql(row, now) {
      const { from, to } = keysAt(now);
      const key = `${reading.sql(row)} collate "C"`;
      const inside = `(${key} >= ${row.param(from, 'text')} and ${key} < ${row.param(to, 'text')})`;
      return orNone(outside ? `not ${inside}` : inside, none);
    },
  };
  function narrows(now: EpochMillis): Narrowing {
    const { from, to } = keysAt(now);
    return { property, as: 'EXACT', is: 'RANGE', from, to };
  }
  if (!windowMoves(window)) return leaf;
  const bounds = {
    from: window.from && reading.bound(window.from),
    to: window.to && reading.bound(window.to),
    outside,
  };
  return {
    ...leaf,
    holdsUntil(bearer, now) {
      const key = reading.key(bearer);
      return key === undefined
        ? Number.POSITIVE_INFINITY
        : windowHoldsUntil(bounds, reading.instant(key), now, effort);
    },
  };
}

interface Keys {
  readonly from: string;
  readonly to: string;
  readonly since: EpochMillis;
  readonly until: EpochMillis;
}

/** The keys for now, worked out anew only when now has left the span that they are good for. */
function cachedKeys(reading: Reading, { from, to }: Window): (now: EpochMillis) => Keys {
  let keys: Keys | undefined;
  const fixed = !windowMoves({ from, to, outside: false });
  const at = (bound: Bound | null, now: EpochMillis, open: number) =>
    reading.threshold(bound ? reading.bound(bound).at(now) : open);
  const goodUntil = (bound: Bound | null, now: EpochMillis) => {
    if (!bound || bound.pace === 'FIXED') return Number.POSITIVE_INFINITY;
    return bound.pace === 'MOVES' ? now + 1 : bound.nextStep(now);
  };
  return (now) => {
    if (keys && now >= keys.since && now < keys.until) return keys;
    keys = {
      from: at(from, now, Number.NEGATIVE_INFINITY),
      to: at(to, now, Number.POSITIVE_INFINITY),
      since: fixed ? Number.NEGATIVE_INFINITY : now,
      until: Math.min(goodUntil(from, now), goodUntil(to, now)),
    };
    return keys;
  };
}
