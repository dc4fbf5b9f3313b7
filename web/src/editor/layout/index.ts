/**
 * Where everything of a flow is drawn: a vertical tree of fixed sizes. In: the raw flow and which branches are collapsed; out:
 * coordinates. Lanes keep their order and their columns; where all lanes meet again, what follows hangs below the whole block;
 * every other edge is a chip that names its target.
 */
import type { RawFlow } from '../raw/index.ts';
import { type Layout, place } from './place.ts';
import { treeOf } from './tree.ts';

export { TRIGGER } from './graph.ts';
export { pathThrough } from './path.ts';
export { type Item, type Layout, type Line, laneItemId, type Tail } from './place.ts';
export * from './sizes.ts';
export { type Lane, type Tree, type TreeNode, treeOf } from './tree.ts';
export { type Direction, walk } from './walk.ts';

export function layoutOf(flow: RawFlow, collapsed: ReadonlySet<string> = new Set()): Layout {
  return place(treeOf(flow), collapsed);
}
