import type { RawFlow } from '../flow-body/index.ts';
import { followed, waysOf } from './graph.ts';

/** Where all paths end: no action has this id. */
const EXIT = '\0';

/** A node of the tree of post-dominators, with a second, longer way up, so that two nodes find their meeting in O(log n). */
interface Dominated {
  readonly parent: string;
  readonly jump: string;
  readonly depth: number;
}

/**
 * For each action, the first one that every path from it comes through: the immediate post-dominator. Jumps, circles and
 * open ends end a path, so that whoever has one of these in a lane has none.
 */
export function mergesOf(flow: RawFlow, roots: readonly string[]): ReadonlyMap<string, string> {
  const tree = new Map<string, Dominated>([[EXIT, { parent: EXIT, jump: EXIT, depth: 0 }]]);
  for (const id of finishedLast(flow, roots)) {
    const targets = waysOf(flow, id).map((way) => followed(flow, way) ?? EXIT);
    // What is not finished yet is further up: a circle.
    const known = targets.map((target) => (tree.has(target) ? target : EXIT));
    const parent = known.length === 0 ? EXIT : known.reduce((a, b) => meeting(tree, a, b));
    tree.set(id, below(tree, parent));
  }
  const merges = new Map<string, string>();
  for (const [id, { parent }] of tree) if (parent !== EXIT) merges.set(id, parent);
  return merges;
}

function below(tree: ReadonlyMap<string, Dominated>, parent: string): Dominated {
  const up = tree.get(parent)!;
  const further = tree.get(up.jump)!;
  const isEven = up.depth - further.depth === further.depth - tree.get(further.jump)!.depth;
  return { parent, jump: isEven ? further.jump : parent, depth: up.depth + 1 };
}

function meeting(tree: ReadonlyMap<string, Dominated>, a: string, b: string): string {
  let [low, high] = tree.get(a)!.depth > tree.get(b)!.depth ? [a, b] : [b, a];
  const to = tree.get(high)!.depth;
  while (tree.get(low)!.depth > to) {
    const { jump, parent } = tree.get(low)!;
    low = tree.get(jump)!.depth >= to ? jump : parent;
  }
  while (low !== high) {
    const [one, other] = [tree.get(low)!, tree.get(high)!];
    const together = one.jump === other.jump;
    low = together ? one.parent : one.jump;
    high = together ? other.parent : other.jump;
  }
  return low;
}

/** Depth first; each action after all that it leads to. */
function* finishedLast(flow: RawFlow, roots: readonly string[]): Generator<string> {
  const seen = new Set<string>();
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    const path = [{ id: root, next: 0 }];
    while (path.length > 0) {
      const at = path.at(-1)!;
      const ways = waysOf(flow, at.id);
      if (at.next === ways.length) {
        path.pop();
        yield at.id;
        continue;
      }
      const to = followed(flow, ways[at.next]!);
      at.next += 1;
      if (to === undefined || seen.has(to)) continue;
      seen.add(to);
      path.push({ id: to, next: 0 });
    }
  }
}
