/**
 * Names for the nodes of a tree, which have none: a node keeps its name while it is edited or moved, so that what is open stays open.
 * Nodes are values; whatever is made of a node by an edit is told to be the same.
 */
import { getIn, isObject, type Path, type Raw } from '@millrace/core/raw';

const keys = new WeakMap<object, string>();
let last = 0;

export function keyOf(node: object): string {
  const known = keys.get(node);
  if (known !== undefined) return known;
  last += 1;
  keys.set(node, String(last));
  return String(last);
}

/** Says that a node is the same as the one that it was made of. */
export function sameAs<T extends Raw>(made: T, of: Raw | undefined): T {
  if (isObject(made) && isObject(of) && made !== of && !keys.has(made)) keys.set(made, keyOf(of));
  return made;
}

/** After an edit at a place: every branch on the way there is the one that it was. */
export function keptAlong(before: Raw | undefined, after: Raw | undefined, path: Path): void {
  for (let length = 0; length <= path.length; length += 1) {
    const at = path.slice(0, length);
    const made = getIn(after, at);
    if (made !== undefined) sameAs(made, getIn(before, at));
  }
}
