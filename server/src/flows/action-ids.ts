/** No flow counts up from longer ids. */
const NUMERIC_ID = /^\d{1,100}$/;

/** A number above every id used, and not below what was already promised or what the client counts from. */
export function nextActionId(used: Iterable<string>, atLeast: readonly unknown[]): string {
  let next = 1n;
  for (const id of used) if (NUMERIC_ID.test(id)) next = max(next, BigInt(id) + 1n);
  for (const wish of atLeast) if (NUMERIC_ID.test(String(wish))) next = max(next, BigInt(String(wish)));
  return String(next);
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
