/** Every node knows where it stands below the root of its tree: `filterBranches[0].filters[2]`; the root is ''. */
export interface Placed {
  readonly path: string;
}

/** An object inside criteria (a node, an operation, a time point), and its place in the parsed body. */
export interface Place {
  readonly value: object;
  readonly path: string;
}

/**
 * Every object in trees of criteria and in their holders, `at` being the place of the whole. Nodes of a tree know their places
 * below its root: empty parts of a body are no longer in the tree, so that its indices differ from the body's.
 */
export function placesIn(value: unknown, at: string): readonly Place[] {
  const places: Place[] = [];
  walk(value, at, null, places);
  return places;
}

/** `root` is where the tree begins that `at` lies in; null outside any tree. */
function walk(value: unknown, at: string, root: string | null, places: Place[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) walk(value[index], `${at}[${index}]`, root, places);
    return;
  }
  const isNode = 'path' in value && typeof value.path === 'string';
  const tree = isNode ? (root ?? at) : root;
  const here = isNode ? joined(tree ?? at, value.path as string) : at;
  places.push({ value, path: here });
  for (const key in value) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof member === 'object') walk(member, joined(here, key), tree, places);
  }
}

function joined(at: string, below: string): string {
  return at === '' || below === '' ? at + below : `${at}.${below}`;
}
