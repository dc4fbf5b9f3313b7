/**
 * JSON as it came: members that nobody here knows stay, and so do numbers as they were written (`1.0`, or more digits than a
 * double holds), since the server keeps a flow digit for digit.
 */

/** A number that JavaScript would write in other digits: made by `JSON.rawJSON`, printed by `JSON.stringify` as it stands. */
export interface RawNumber {
  readonly rawJSON: string;
}

export type Raw = null | boolean | number | string | RawNumber | readonly Raw[] | RawObject;
export interface RawObject {
  readonly [member: string]: Raw;
}

/** What newer engines have besides the usual JSON; both are in Node 22 and Chromium 114. */
const NEWER = JSON as unknown as {
  readonly rawJSON?: (text: string) => RawNumber;
  readonly isRawJSON?: (value: unknown) => boolean;
  parse(text: string, reviver: (key: string, value: unknown, context?: { source?: string }) => unknown): Raw;
};

/** Whether numbers keep their digits here; where not, they are read as doubles. */
export const KEEPS_DIGITS = NEWER.rawJSON !== undefined;

/** Throws a SyntaxError for what is no JSON. */
export function parseRaw(text: string): Raw {
  const { rawJSON } = NEWER;
  if (!rawJSON) return JSON.parse(text) as Raw;
  return NEWER.parse(text, (_, value, context) => {
    if (typeof value !== 'number') return value;
    const source = context?.source;
    return source === undefined || source === String(value) ? value : rawJSON(source);
  });
}

export function printRaw(raw: Raw, indent?: number): string {
  return JSON.stringify(raw, null, indent);
}

export function isRawNumber(raw: Raw | undefined): raw is RawNumber {
  return typeof raw === 'object' && raw !== null && (NEWER.isRawJSON?.(raw) ?? false);
}

export function isObject(raw: Raw | undefined): raw is RawObject {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) && !isRawNumber(raw);
}

/** Whether both say the same; the order of members does not count. */
export function sameRaw(a: Raw | undefined, b: Raw | undefined): boolean {
  if (a === b) return true;
  if (isRawNumber(a) || isRawNumber(b)) return isRawNumber(a) && isRawNumber(b) && a.rawJSON === b.rawJSON;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => sameRaw(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const members = Object.keys(a);
  return (
    members.length === Object.keys(b).length &&
    members.every((member) => Object.hasOwn(b, member) && sameRaw(a[member], b[member]))
  );
}
