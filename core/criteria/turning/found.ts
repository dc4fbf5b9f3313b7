import type { Turn } from './way.ts';

/** Turns that together turn a part, and how much they ask for. */
interface Costed {
  readonly turns: readonly Turn[];
  readonly cost: number;
}

/** Ways to turn a part, the ones that ask for least first. Without any it cannot be turned. */
export interface Found {
  readonly found: readonly Costed[];
  /** Whether there are more than were kept. */
  readonly hasMore: boolean;
}

/** Ways kept of each part. Of the whole so many are exact, since each way of it is made of as many of its parts' at most. */
const KEPT_MAX = 20;

/** A record that comes in or goes is more than a value; and a filter that has to be mended is more than anything about the record. */
export const COSTS = { VALUE: 1, ASSOCIATION: 1.5, MENDING: 100 } as const;

export const NOTHING_TO_DO: Found = { found: [{ turns: [], cost: 0 }], hasMore: false };
export const NO_WAY: Found = { found: [], hasMore: false };

export function oneTurn(turn: Turn, cost: keyof typeof COSTS): Found {
  return { found: [{ turns: [turn], cost: COSTS[cost] }], hasMore: false };
}

/** Every part has to be turned: a way of each. */
export function allOf(parts: readonly Found[]): Found {
  return parts.reduce((all, part) => {
    const pairs = all.found.flatMap((one) =>
      part.found.map((other) => ({ turns: [...one.turns, ...other.turns], cost: one.cost + other.cost })),
    );
    return kept(pairs, all.hasMore || part.hasMore);
  }, NOTHING_TO_DO);
}

/** One part is enough. */
export function anyOf(parts: readonly Found[]): Found {
  return kept(
    parts.flatMap(({ found }) => found),
    parts.some(({ hasMore }) => hasMore),
  );
}

function kept(ways: readonly Costed[], hasMore: boolean): Found {
  const sorted = ways.toSorted((a, b) => a.cost - b.cost);
  return { found: sorted.slice(0, KEPT_MAX), hasMore: hasMore || sorted.length > KEPT_MAX };
}
