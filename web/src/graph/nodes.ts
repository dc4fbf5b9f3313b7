import { type Node, Position } from '@xyflow/react';
import { actionOf, type RawFlow, type RawObject } from '../flow-body/index.ts';
import type { Item, Layout, Tail, Tree } from '../layout/index.ts';

export interface ItemData extends Record<string, unknown> {
  readonly of: string;
  /** Of a card, its action; of the trigger, the flow. */
  readonly action: RawObject | undefined;
  /** The action that a chip below it leads to. */
  readonly target: RawObject | undefined;
  /** Without the tail. */
  readonly height: number;
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
  #before = new Map<string, ItemNode>();

  of(flow: RawFlow, { items }: Layout, { jumpsTo }: Tree): ItemNode[] {
    const nodes = items.map((item) => {
      const before = this.#before.get(key(item));
      const data = dataOf(item, flow, jumpsTo);
      const isData = before !== undefined && sameData(before.data, data);
      const { x, y } = before?.position ?? {};
      return isData && x === item.x && y === item.y ? before : nodeOf(item, isData ? before.data : data);
    });
    this.#before = new Map(nodes.map((node) => [node.id, node]));
    return nodes;
  }
}

/** The trigger has no id among actions, and the library takes no empty one. */
export const TRIGGER_NODE = 'trigger';

function key({ kind, id }: Item): string {
  return kind === 'trigger' ? TRIGGER_NODE : id;
}

function dataOf(item: Item, flow: RawFlow, jumpsTo: Tree['jumpsTo']): ItemData {
  const { kind, id, of, height, tail, label, isDefault, count } = item;
  return {
    of,
    action: kind === 'trigger' ? flow : kind === 'action' ? actionOf(flow, of) : undefined,
    target: tail?.to === undefined ? undefined : actionOf(flow, tail.to),
    height,
    tail,
    label,
    isDefault,
    count,
    jumpsFrom: kind === 'action' ? (jumpsTo.get(id) ?? NO_JUMPS) : NO_JUMPS,
  };
}

function sameData(a: ItemData, b: ItemData): boolean {
  return (
    a.of === b.of &&
    a.action === b.action &&
    a.target === b.target &&
    a.height === b.height &&
    a.label === b.label &&
    a.count === b.count &&
    a.isDefault === b.isDefault &&
    a.jumpsFrom === b.jumpsFrom &&
    sameTail(a.tail, b.tail)
  );
}

function sameTail(a: Tail | undefined, b: Tail | undefined): boolean {
  if (!a || !b) return a === b;
  return a.kind === b.kind && a.member === b.member && a.to === b.to && a.height === b.height;
}

/** With its size and its handles, so that nothing is measured, and only what is in view is mounted. */
function nodeOf(item: Item, data: ItemData): ItemNode {
  const { kind, x, y, width, height, tail } = item;
  return {
    id: key(item),
    type: kind,
    position: { x, y },
    data,
    width,
    height: height + (tail?.height ?? 0),
    handles: [
      { type: 'target', position: Position.Top, x: width / 2, y: 0, width: 1, height: 1 },
      { type: 'source', position: Position.Bottom, x: width / 2, y: height, width: 1, height: 1 },
    ],
  };
}
