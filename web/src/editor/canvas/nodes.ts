import { type Node, Position } from '@xyflow/react';
import { CARD, type Item, LANE, type Layout, STUB, type Tail, type Tree } from '../layout/index.ts';

export interface ItemData extends Record<string, unknown> {
  readonly of: string;
  readonly tail: Tail | undefined;
  readonly label: string | undefined;
  readonly isDefault: boolean | undefined;
  readonly count: number | undefined;
  readonly jumpsFrom: readonly string[];
}
export type ItemNode = Node<ItemData>;

const NO_JUMPS: readonly string[] = [];

/** The drawing as the graph library takes it. What did not move or change stays the same object, and is not drawn again. */
export class Nodes {
  #before = new Map<string, { item: Item; node: ItemNode }>();

  of({ items }: Layout, { jumpsTo }: Tree): ItemNode[] {
    const now = new Map<string, { item: Item; node: ItemNode }>();
    const nodes = items.map((item) => {
      const before = this.#before.get(key(item));
      const jumpsFrom = item.kind === 'action' ? (jumpsTo.get(item.id) ?? NO_JUMPS) : NO_JUMPS;
      const node =
        before && isAlike(before.item, item) && before.node.data.jumpsFrom === jumpsFrom
          ? before.node
          : nodeOf(item, jumpsFrom, before?.node);
      now.set(key(item), { item, node });
      return node;
    });
    this.#before = now;
    return nodes;
  }
}

/** The trigger has no id among actions, and the library takes no empty one. */
export const TRIGGER_NODE = 'trigger';

function key({ kind, id }: Item): string {
  return kind === 'trigger' ? TRIGGER_NODE : id;
}

function isAlike(a: Item, b: Item): boolean {
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.kind === b.kind &&
    a.label === b.label &&
    a.count === b.count &&
    a.isDefault === b.isDefault &&
    sameTail(a.tail, b.tail)
  );
}

function sameTail(a: Tail | undefined, b: Tail | undefined): boolean {
  if (!a || !b) return a === b;
  return a.kind === b.kind && a.member === b.member && a.to === b.to && a.height === b.height;
}

const SIZES = { trigger: CARD, action: CARD, lane: LANE, stub: STUB };

/** With its size and its handles, so that nothing is measured, and only what is in view is mounted. */
function nodeOf(item: Item, jumpsFrom: readonly string[], before: ItemNode | undefined): ItemNode {
  const { kind, of, x, y, tail, label, isDefault, count } = item;
  const { width, height } = SIZES[kind];
  const data = { of, tail, label, isDefault, count, jumpsFrom };
  const kept =
    before &&
    sameTail(before.data.tail, tail) &&
    before.data.label === label &&
    before.data.count === count &&
    before.data.isDefault === isDefault &&
    before.data.jumpsFrom === jumpsFrom
      ? before.data
      : data;
  return {
    id: key(item),
    type: kind,
    position: { x, y },
    data: kept,
    width,
    height: height + (tail?.height ?? 0),
    handles: [
      { type: 'target', position: Position.Top, x: width / 2, y: 0, width: 1, height: 1 },
      { type: 'source', position: Position.Bottom, x: width / 2, y: height, width: 1, height: 1 },
    ],
  };
}
