import { isObject, type Raw } from '@millrace/core/raw';

/**
 * Whether two bodies say the same: a member that only one of them has, and that is empty there, says nothing. A server fills in what a file leaves
 * out (`"timeWindows": []`).
 */
export function alike(a: Raw | undefined, b: Raw | undefined): boolean {
  if (a === undefined || b === undefined) return isNothing(a) && isNothing(b);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => alike(item, b[index]));
  if (isObject(a) && isObject(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((member) =>
      alike(a[member], b[member]),
    );
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a server may fill in where a file leaves it out. */
export function isNothing(raw: Raw | undefined): boolean {
  if (raw === undefined || raw === null || raw === false || raw === '') return true;
  if (Array.isArray(raw)) return raw.length === 0;
  return isObject(raw) && Object.keys(raw).length === 0;
}
