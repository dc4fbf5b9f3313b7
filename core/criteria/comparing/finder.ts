/**
 * Finds out whether one of several texts stands somewhere in another, reading that once, however many and long they are. The
 * automaton of Aho and Corasick; for a few short texts the engine's own search is quicker.
 */
export function finderOf(wanted: readonly string[]): (text: string) => boolean {
  const few = wanted.length <= FEW && wanted.every(({ length }) => length <= SHORT_CHARACTERS);
  if (few) return (text) => wanted.some((each) => text.includes(each));
  let trie: Trie | undefined;
  return (text) => {
    trie ??= trieOf(wanted);
    return found(trie, text);
  };
}

/** Beyond these the engine's search, which may compare most of the wanted text at every place, costs more. */
const FEW = 4;
const SHORT_CHARACTERS = 32;

/** Nodes by number; 0 is the root, and no child or sibling. A node's children are a chain of siblings, the root's a map. */
interface Trie {
  readonly roots: ReadonlyMap<number, number>;
  readonly character: Uint16Array;
  readonly child: Int32Array;
  readonly sibling: Int32Array;
  /** The node of the longest end of this node's text that begins a wanted text. */
  readonly fallback: Int32Array;
  /** 1 where a wanted text ends, here or at a fallback. */
  readonly ends: Uint8Array;
}

function trieOf(wanted: readonly string[]): Trie {
  const size = wanted.reduce((sum, { length }) => sum + length, 1);
  const roots = new Map<number, number>();
  const trie = {
    roots,
    character: new Uint16Array(size),
    child: new Int32Array(size),
    sibling: new Int32Array(size),
    fallback: new Int32Array(size),
    ends: new Uint8Array(size),
  };
  let count = 1;
  for (const text of wanted) {
    let node = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      let next = childOf(trie, node, code);
      if (next === 0) {
        next = count++;
        trie.character[next] = code;
        if (node === 0) roots.set(code, next);
        else {
          trie.sibling[next] = trie.child[node] ?? 0;
          trie.child[node] = next;
        }
      }
      node = next;
    }
    trie.ends[node] = 1;
  }
  fallBack(trie);
  return trie;
}

/** Breadth first, so that a node's fallback, which is shorter, is known before the node's. */
function fallBack(trie: Trie): void {
  const queue = [...trie.roots.values()];
  for (const node of queue) {
    for (let next = trie.child[node] ?? 0; next !== 0; next = trie.sibling[next] ?? 0) {
      const fallback = step(trie, trie.fallback[node] ?? 0, trie.character[next] ?? 0);
      trie.fallback[next] = fallback;
      if (trie.ends[fallback] === 1) trie.ends[next] = 1;
      queue.push(next);
    }
  }
}

function found(trie: Trie, text: string): boolean {
  let node = 0;
  if (trie.ends[0] === 1) return true;
  for (let index = 0; index < text.length; index++) {
    node = step(trie, node, text.charCodeAt(index));
    if (trie.ends[node] === 1) return true;
  }
  return false;
}

/** The node that a character leads to: the child, or that of the longest fallback with one. */
function step(trie: Trie, from: number, code: number): number {
  let node = from;
  for (;;) {
    const next = childOf(trie, node, code);
    if (next !== 0 || node === 0) return next;
    node = trie.fallback[node] ?? 0;
  }
}

function childOf({ roots, character, child, sibling }: Trie, node: number, code: number): number {
  if (node === 0) return roots.get(code) ?? 0;
  let next = child[node] ?? 0;
  while (next !== 0 && character[next] !== code) next = sibling[next] ?? 0;
  return next;
}
