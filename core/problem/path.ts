/** Characters of a member's name in a path: a client may send a name as long as its body. */
const KEY_CHARACTERS = 200;

/** The member at `path` below `at`, as a reader would write it in code. */
export function pathOf(path: readonly PropertyKey[], at = ''): string {
  let text = at;
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? shortKey(key) : `.${shortKey(key)}`;
  }
  return text;
}

function shortKey(key: PropertyKey): string {
  const text = String(key);
  return text.length > KEY_CHARACTERS ? `${text.slice(0, KEY_CHARACTERS)}…` : text;
}

/** The value at `path` within an input; undefined without one. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
