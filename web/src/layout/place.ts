import { TRIGGER } from './graph.ts';
import {
  CARD,
  END_HEIGHT,
  FAN_GAP,
  JUMP,
  LANE,
  LANE_GAP,
  LANE_HEAD_GAP,
  MERGE_GAP,
  PART_GAP,
  STEP_GAP,
  STUB,
  TAIL_GAP,
} from './sizes.ts';
import type { Drawn, Lane, Tree, TreeNode } from './tree.ts';

/** Below what it belongs to: a line on, a chip, an end; `height` is down to its lower end. */
export interface Tail {
  readonly kind: Drawn['kind'];
  readonly member: string;
  /** Of a jump. */
  readonly to?: string;
  readonly height: number;
}

export interface Item {
  readonly kind: 'trigger' | 'action' | 'lane' | 'stub';
  /** Of an action its id; of the others one that says what they belong to. */
  readonly id: string;
  /** The action that it belongs to. */
  readonly of: string;
  /** The left upper corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Without the tail. */
  readonly height: number;
  readonly tail?: Tail;
  /** Of a lane. */
  readonly label?: string;
  readonly isDefault?: boolean;
  /** Of a stub: actions that it stands for. */
  readonly count?: number;
}

/** A line from a branch to a lane, or from the end of a lane to where lanes meet, by its corners. */
export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly corners: readonly (readonly [number, number])[];
}

export interface Layout {
  readonly items: readonly Item[];
  /** The items of actions that are shown, and of the trigger. */
  readonly cards: ReadonlyMap<string, Item>;
  readonly lines: readonly Line[];
  /** The collapsed branch that hides an action. */
  readonly hiddenBy: ReadonlyMap<string, string>;
  readonly width: number;
  readonly height: number;
}

export function laneItemId(of: string, member: string): string {
  return `${of}:${member}`;
}

/** What hangs below a node, the node included, measured from its axis and its upper edge. */
interface Block {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** Of each lane, its axis from the node's. */
  readonly axes: readonly number[];
  /** Down to the lower end of the longest lane. */
  readonly lanesHeight: number;
}

/** Coordinates for a tree whose cards have `foot` more pixels at their lower edge. Every lane is a column of its own, so that nothing drifts into another. O(n). */
export function place(tree: Tree, wished: ReadonlySet<string>, foot: number): Layout {
  const card = CARD.height + foot;
  const collapsed = new Set([...wished].filter((id) => tree.nodes.get(id)?.isBranch));
  const hiddenBy = hidden(tree, collapsed);
  const shown = [...tree.nodes.values()].filter(({ id }) => !hiddenBy.has(id));
  const blocks = new Map<string, Block>();
  for (const node of shown.toReversed())
    blocks.set(node.id, blockOf(node, card, blocks, collapsed.has(node.id)));
  const drawing = new Drawing(card, blocks, countsOf(hiddenBy), collapsed);
  let left = 0;
  let height = 0;
  const axes = new Map<string, { x: number; y: number }>();
  for (const root of tree.roots) {
    const block = blocks.get(root)!;
    axes.set(root, { x: left + block.left, y: 0 });
    left += block.left + block.right + PART_GAP;
    height = Math.max(height, block.height);
  }
  for (const node of shown) drawing.node(node, axes);
  return { ...drawing.drawn, hiddenBy, width: Math.max(left - PART_GAP, 0), height };
}

function hidden(tree: Tree, collapsed: ReadonlySet<string>): Map<string, string> {
  const hiddenBy = new Map<string, string>();
  for (const { id, lanes, after } of tree.nodes.values()) {
    const outer = hiddenBy.get(id);
    const inner = outer ?? (collapsed.has(id) ? id : undefined);
    for (const { drawn } of lanes)
      if (drawn.kind === 'node' && inner !== undefined) hiddenBy.set(drawn.id, inner);
    if (after !== undefined && outer !== undefined) hiddenBy.set(after, outer);
  }
  return hiddenBy;
}

function countsOf(hiddenBy: ReadonlyMap<string, string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const by of hiddenBy.values()) counts.set(by, (counts.get(by) ?? 0) + 1);
  return counts;
}

const HALF = { card: CARD.width / 2, lane: LANE.width / 2, stub: STUB.width / 2 };

function blockOf(
  node: TreeNode,
  card: number,
  blocks: ReadonlyMap<string, Block>,
  isCollapsed: boolean,
): Block {
  const own = { left: HALF.card, right: HALF.card };
  if (!node.isBranch) {
    const [lane] = node.lanes;
    const next = lane?.drawn.kind === 'node' ? blocks.get(lane.drawn.id)! : undefined;
    const below = lane ? tailHeight(lane.drawn, STEP_GAP) + (next?.height ?? 0) : 0;
    return { ...widest([own, next]), height: card + below, axes: [0], lanesHeight: 0 };
  }
  const after = node.after === undefined ? undefined : blocks.get(node.after)!;
  if (isCollapsed) {
    const lanesHeight = card + FAN_GAP + STUB.height;
    const height = lanesHeight + (after ? MERGE_GAP + after.height : 0);
    return { ...widest([own, after]), height, axes: [], lanesHeight };
  }
  const lanes = node.lanes.map((lane) => laneBlock(lane, blocks));
  const axes: number[] = [];
  let x = 0;
  for (const [index, lane] of lanes.entries()) {
    if (index > 0) x += lanes[index - 1]!.right + LANE_GAP + lane.left;
    axes.push(x);
  }
  const middle = x / 2;
  const centred = axes.map((axis) => axis - middle);
  const all = {
    left: lanes.length > 0 ? middle + lanes[0]!.left : 0,
    right: lanes.length > 0 ? middle + lanes.at(-1)!.right : 0,
  };
  const longest = Math.max(0, ...lanes.map(({ height }) => height));
  const lanesHeight = card + (lanes.length > 0 ? FAN_GAP + longest : 0);
  const height = lanesHeight + (after ? MERGE_GAP + after.height : 0);
  return { ...widest([own, all, after]), height, axes: centred, lanesHeight };
}

/** A lane from the upper edge of its name. */
function laneBlock({ drawn }: Lane, blocks: ReadonlyMap<string, Block>) {
  const next = drawn.kind === 'node' ? blocks.get(drawn.id)! : undefined;
  const head = { left: HALF.lane, right: HALF.lane };
  const height = LANE.height + tailHeight(drawn, LANE_HEAD_GAP) + (next?.height ?? 0);
  return { ...widest([head, next]), height };
}

function widest(parts: readonly (Pick<Block, 'left' | 'right'> | undefined)[]) {
  return {
    left: Math.max(...parts.map((part) => part?.left ?? 0)),
    right: Math.max(...parts.map((part) => part?.right ?? 0)),
  };
}

function tailHeight({ kind }: Drawn, toNode: number): number {
  if (kind === 'node') return toNode;
  if (kind === 'jump') return TAIL_GAP + JUMP.height;
  // A merge needs room for what adds an action before it.
  return kind === 'end' ? TAIL_GAP + END_HEIGHT : LANE_HEAD_GAP / 2;
}

type Axes = Map<string, { x: number; y: number }>;

class Drawing {
  readonly #card: number;
  readonly #blocks: ReadonlyMap<string, Block>;
  readonly #counts: ReadonlyMap<string, number>;
  readonly #collapsed: ReadonlySet<string>;
  readonly #items: Item[] = [];
  readonly #cards = new Map<string, Item>();
  readonly #lines: Line[] = [];
  /** By merge: where its lanes come together. */
  readonly #meets = new Map<string, { x: number; y: number; top: number }>();

  constructor(
    card: number,
    blocks: ReadonlyMap<string, Block>,
    counts: ReadonlyMap<string, number>,
    collapsed: ReadonlySet<string>,
  ) {
    this.#card = card;
    this.#blocks = blocks;
    this.#counts = counts;
    this.#collapsed = collapsed;
  }

  get drawn() {
    return { items: this.#items, cards: this.#cards, lines: this.#lines };
  }

  node(node: TreeNode, axes: Axes): void {
    const { x, y } = axes.get(node.id)!;
    const block = this.#blocks.get(node.id)!;
    this.#hangMerge(node, block, { x, y }, axes);
    const [lane] = node.lanes;
    const tail = node.isBranch || !lane ? undefined : tailOf(lane, STEP_GAP);
    const card: Item = {
      kind: node.id === TRIGGER ? 'trigger' : 'action',
      id: node.id,
      of: node.id,
      x: x - HALF.card,
      y,
      width: CARD.width,
      height: this.#card,
      ...(tail ? { tail } : {}),
    };
    this.#items.push(card);
    this.#cards.set(node.id, card);
    if (node.isBranch && this.#collapsed.has(node.id)) this.#stub(node, { x, y });
    else if (node.isBranch) this.#lanes(node, block, { x, y }, axes);
    else if (lane) this.#follow(lane, node.id, { x, y: y + this.#card }, STEP_GAP, axes);
  }

  #hangMerge({ after }: TreeNode, block: Block, { x, y }: { x: number; y: number }, axes: Axes): void {
    if (after === undefined) return;
    const top = y + block.lanesHeight + MERGE_GAP;
    axes.set(after, { x, y: top });
    this.#meets.set(after, { x, y: y + block.lanesHeight + MERGE_GAP / 3, top });
  }

  #stub(node: TreeNode, { x, y }: { x: number; y: number }): void {
    const top = y + this.#card + FAN_GAP;
    const count = this.#counts.get(node.id) ?? 0;
    const id = `${node.id}:stub`;
    this.#items.push({ kind: 'stub', id, of: node.id, x: x - HALF.stub, y: top, ...STUB, count });
    this.#lines.push({
      id,
      from: node.id,
      to: id,
      corners: [
        [x, y + this.#card],
        [x, top],
      ],
    });
    if (node.after === undefined) return;
    const { top: end } = this.#meets.get(node.after)!;
    const corners = [
      [x, top + STUB.height],
      [x, end],
    ] as const;
    this.#lines.push({ id: `${id}:on`, from: id, to: node.after, corners });
  }

  #lanes(node: TreeNode, { axes: offsets }: Block, { x, y }: { x: number; y: number }, axes: Axes): void {
    const top = y + this.#card + FAN_GAP;
    const bus = y + this.#card + FAN_GAP / 2;
    for (const [index, lane] of node.lanes.entries()) {
      const axis = x + offsets[index]!;
      const id = laneItemId(node.id, lane.way.member);
      this.#items.push({
        kind: 'lane',
        id,
        of: node.id,
        x: axis - HALF.lane,
        y: top,
        ...LANE,
        label: lane.way.label,
        isDefault: lane.way.isDefault,
        tail: tailOf(lane, LANE_HEAD_GAP),
      });
      const corners = [
        [x, y + this.#card],
        [x, bus],
        [axis, bus],
        [axis, top],
      ] as const;
      this.#lines.push({ id, from: node.id, to: id, corners });
      this.#follow(lane, id, { x: axis, y: top + LANE.height }, LANE_HEAD_GAP, axes);
    }
  }

  /** What comes below the lower end of a card or of the name of a lane. */
  #follow({ drawn }: Lane, from: string, end: { x: number; y: number }, gap: number, axes: Axes): void {
    if (drawn.kind === 'node') axes.set(drawn.id, { x: end.x, y: end.y + gap });
    if (drawn.kind !== 'merge') return;
    const { x, y, top } = this.#meets.get(drawn.id)!;
    const corners = [
      [end.x, end.y],
      [end.x, y],
      [x, y],
      [x, top],
    ] as const;
    this.#lines.push({ id: `${from}:merge`, from, to: drawn.id, corners });
  }
}

function tailOf({ way, drawn }: Lane, toNode: number): Tail {
  const to = drawn.kind === 'jump' ? { to: drawn.id } : {};
  return { kind: drawn.kind, member: way.member, ...to, height: tailHeight(drawn, toNode) };
}
