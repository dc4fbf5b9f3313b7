interface Arrow {
  readonly from: string;
  readonly to: string;
}

/**
 * Numbers the strongly connected parts of a graph: two nodes have the same number when each can be reached from the
 * other. Two walks (Kosaraju), so the time grows with nodes and arrows only; no recursion, so neither does the stack.
 */
export function strongParts(nodes: readonly string[], arrows: readonly Arrow[]): ReadonlyMap<string, number> {
  const ahead = Map.groupBy(arrows, ({ from }) => from);
  const back = Map.groupBy(arrows, ({ to }) => to);
  const finished: string[] = [];
  const seen = new Set<string>();
  for (const node of nodes) {
    walk(
      node,
      seen,
      (at) => (ahead.get(at) ?? []).map(({ to }) => to),
      (at) => finished.push(at),
    );
  }
  const parts = new Map<string, number>();
  const placed = new Set<string>();
  for (const [part, node] of finished.reverse().entries()) {
    walk(
      node,
      placed,
      (at) => (back.get(at) ?? []).map(({ from }) => from),
      (at) => parts.set(at, part),
    );
  }
  return parts;
}

/** Visits reachable, unseen nodes depth first; calls `finish` with a node after all behind it. */
function walk(
  start: string,
  seen: Set<string>,
  next: (node: string) => readonly string[],
  finish: (node: string) => void,
): void {
  if (seen.has(start)) return;
  seen.add(start);
  const path = [{ node: start, rest: next(start).values() }];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const step = top.rest.next();
    if (step.done) {
      finish(top.node);
      path.pop();
    } else if (!seen.has(step.value)) {
      seen.add(step.value);
      path.push({ node: step.value, rest: next(step.value).values() });
    }
  }
}
