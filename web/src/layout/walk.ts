import type { Layout } from './place.ts';
import type { Tree } from './tree.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The card that an arrow key leads to from one that is shown: before, after, or in the lane beside, at about the same height. */
export function walk(
  { nodes }: Tree,
  layout: Layout,
  from: string,
  direction: Direction,
): string | undefined {
  const node = nodes.get(from);
  if (!node) return undefined;
  if (direction === 'up') return node.parent;
  if (direction !== 'down') return beside(layout, from, direction);
  const below = node.lanes.flatMap(({ drawn }) => (drawn.kind === 'node' ? [drawn.id] : []));
  const shown = below.filter((id) => layout.cards.has(id));
  return (
    shown[0] ?? node.after ?? node.lanes.flatMap(({ drawn }) => (drawn.kind === 'merge' ? [drawn.id] : []))[0]
  );
}

function beside({ cards }: Layout, from: string, direction: 'left' | 'right'): string | undefined {
  const here = cards.get(from);
  if (!here) return undefined;
  const sign = direction === 'left' ? -1 : 1;
  let best: { id: string; score: number } | undefined;
  for (const [id, { x, y }] of cards) {
    const across = (x - here.x) * sign;
    if (across <= 0) continue;
    // Height counts more than distance, so that one stays on a level.
    const score = across + Math.abs(y - here.y) * 3;
    if (!best || score < best.score) best = { id, score };
  }
  return best?.id;
}
