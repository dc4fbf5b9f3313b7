/**
 * Where everything of a flow is drawn: a vertical tree of fixed sizes. In: the raw flow and which branches are collapsed; out:
 * coordinates. Lanes keep their order and their columns; where all lanes meet again, what follows hangs below the whole block;
 * every other edge is a chip that names its target.
 */
import type { RawFlow } from '../flow-body/index.ts';
import { type Layout, place } from './place.ts';
import { treeOf } from './tree.ts';

export { TRIGGER } from './graph.ts';
export { pathThrough } from './path.ts';
export { type Item, type Layout, type Line, laneItemId, type Tail } from './place.ts';
export * from './sizes.ts';
export { type Lane, type Tree, type TreeNode, treeOf } from './tree.ts';
export { type Direction, walk } from './walk.ts';

/** `foot` is the height of a row at the lower edge of every card. */
export function layoutOf(flow: RawFlow, collapsed: ReadonlySet<string> = NONE, foot = 0): Layout {
  return place(treeOf(flow), collapsed, foot);
}

const NONE: ReadonlySet<string> = new Set();
