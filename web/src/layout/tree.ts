import {
  actionOf,
  actionsOf,
  edgesOf,
  idOf,
  isBranching,
  ofShape,
  type RawFlow,
  START,
  startOf,
} from '../flow-body/index.ts';
import { followed, TRIGGER, type Way, waysOf } from './graph.ts';
import { mergesOf } from './merges.ts';

/** How a way is drawn: on to the next node, into the merge below the block, as a chip that names its target, or as an end. */
export type Drawn =
  | { readonly kind: 'node' | 'merge' | 'jump'; readonly id: string }
  | { readonly kind: 'end' };

export interface Lane {
  readonly way: Way;
  readonly drawn: Drawn;
}

export interface TreeNode {
  readonly id: string;
  /** The node that it hangs below; undefined for the trigger, and for the first of a part that nothing leads to. */
  readonly parent: string | undefined;
  readonly isBranch: boolean;
  readonly lanes: readonly Lane[];
  /** Where all lanes meet again: hung below the whole block. */
  readonly after: string | undefined;
}

export interface Tree {
  /** Parents come before what hangs below them. */
  readonly nodes: ReadonlyMap<string, TreeNode>;
  /** The trigger, then the first of each part that nothing leads to. */
  readonly roots: readonly string[];
  /** Who leads to an action otherwise than by the tree. */
  readonly jumpsTo: ReadonlyMap<string, readonly string[]>;
}

interface Open extends TreeNode {
  lanes: Lane[];
  after: string | undefined;
}

type Task =
  | { readonly kind: 'lane'; readonly of: Open; readonly way: Way }
  | { readonly kind: 'after'; readonly of: Open; readonly id: string };

/** O(n), without recursion: flows may be thousands of actions deep. */
export const treeOf = ofShape((flow): Tree => new TreeBuilder(flow).build());

class TreeBuilder {
  readonly #flow: RawFlow;
  readonly #merges: ReadonlyMap<string, string>;
  readonly #nodes = new Map<string, Open>();
  readonly #jumpsTo = new Map<string, string[]>();
  /** Merges of branches whose lanes are being drawn. */
  readonly #reserved = new Set<string>();
  readonly #roots: string[] = [TRIGGER];
  readonly #candidates: readonly string[];

  constructor(flow: RawFlow) {
    this.#flow = flow;
    this.#candidates = rootsOf(flow);
    this.#merges = mergesOf(flow, this.#candidates);
  }

  build(): Tree {
    const start = startOf(this.#flow);
    const to = start !== undefined && actionOf(this.#flow, start) ? start : undefined;
    const way = { member: START.member, label: '', isLane: false, isDefault: false, to, isJump: false };
    this.#walk(this.#open(TRIGGER, undefined, false), [way]);
    for (const id of this.#candidates) {
      if (this.#nodes.has(id)) continue;
      this.#roots.push(id);
      this.#visit(id, undefined);
    }
    return { nodes: this.#nodes, roots: this.#roots, jumpsTo: this.#jumpsTo };
  }

  #tasks: Task[] = [];

  #visit(id: string, parent: string | undefined): void {
    const node = this.#open(id, parent, isBranching(actionOf(this.#flow, id)!));
    this.#walk(node, waysOf(this.#flow, id));
  }

  #walk(root: Open, ways: readonly Way[]): void {
    this.#tasks = [];
    this.#ask(root, ways);
    for (let task = this.#tasks.pop(); task !== undefined; task = this.#tasks.pop()) {
      if (task.kind === 'lane') this.#draw(task.of, task.way);
      else this.#hang(task.of, task.id);
    }
  }

  #open(id: string, parent: string | undefined, isBranch: boolean): Open {
    const node: Open = { id, parent, isBranch, lanes: [], after: undefined };
    this.#nodes.set(id, node);
    return node;
  }

  /** The lanes in turn, then what hangs below all of them. */
  #ask(of: Open, ways: readonly Way[]): void {
    const merge = of.isBranch ? this.#merges.get(of.id) : undefined;
    if (merge !== undefined && !this.#nodes.has(merge) && !this.#reserved.has(merge)) {
      this.#reserved.add(merge);
      this.#tasks.push({ kind: 'after', of, id: merge });
    }
    for (const way of ways.toReversed()) this.#tasks.push({ kind: 'lane', of, way });
  }

  #draw(of: Open, way: Way): void {
    const to = followed(this.#flow, way);
    if (to !== undefined && this.#reserved.has(to)) of.lanes.push({ way, drawn: { kind: 'merge', id: to } });
    else if (to !== undefined && !this.#nodes.has(to)) {
      of.lanes.push({ way, drawn: { kind: 'node', id: to } });
      this.#enter(to, of.id);
    } else of.lanes.push({ way, drawn: this.#jump(of.id, way) });
  }

  #enter(id: string, parent: string): void {
    this.#ask(this.#open(id, parent, isBranching(actionOf(this.#flow, id)!)), waysOf(this.#flow, id));
  }

  #hang(of: Open, id: string): void {
    this.#reserved.delete(id);
    of.after = id;
    this.#enter(id, of.id);
  }

  #jump(from: string, { to }: Way): Drawn {
    if (to === undefined) return { kind: 'end' };
    this.#jumpsTo.set(to, [...(this.#jumpsTo.get(to) ?? []), from]);
    return { kind: 'jump', id: to };
  }
}

/** The first action, then those that nothing leads to, then the rest, of which some go round in a circle. */
function rootsOf(flow: RawFlow): readonly string[] {
  const led = new Set(
    edgesOf(flow).flatMap(({ at, to, isJump }) => (at.from === null || isJump || at.from === to ? [] : [to])),
  );
  const ids = actionsOf(flow).map(idOf);
  const start = startOf(flow);
  const first = start !== undefined && actionOf(flow, start) ? [start] : [];
  return [...new Set([...first, ...ids.filter((id) => !led.has(id)), ...ids])];
}
