/** Reads members of raw JSON, whatever stands there: a flow may be half made, or made by somebody else. */
import { isObject, isRawNumber, type Raw, type RawObject } from './json.ts';

/** Keys of members and indices of items, from the outside in. */
export type Path = readonly (string | number)[];

export function getIn(raw: Raw | undefined, path: Path): Raw | undefined {
  let at = raw;
  for (const key of path) {
    if (typeof key === 'number') at = Array.isArray(at) ? at[key] : undefined;
    else at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

/** A text, or a number's digits: clients write ids either way. Empty when there is none. */
export function textAt(raw: Raw | undefined, ...path: Path): string {
  const found = getIn(raw, path);
  if (typeof found === 'string') return found;
  if (typeof found === 'number') return String(found);
  return isRawNumber(found) ? found.rawJSON : '';
}

export function numberAt(raw: Raw | undefined, ...path: Path): number | undefined {
  const text = textAt(raw, ...path).trim();
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? undefined : number;
}

/** A flag, as text or not. */
export function flagAt(raw: Raw | undefined, ...path: Path): boolean {
  const found = getIn(raw, path);
  return found === true || found === 'true';
}

const NONE: readonly Raw[] = [];

export function listAt(raw: Raw | undefined, ...path: Path): readonly Raw[] {
  const found = getIn(raw, path);
  return Array.isArray(found) ? found : NONE;
}

export function objectsAt(raw: Raw | undefined, ...path: Path): readonly RawObject[] {
  return listAt(raw, ...path).filter(isObject);
}

export function textsAt(raw: Raw | undefined, ...path: Path): string[] {
  return listAt(raw, ...path).map((item) => textAt(item));
}

export function objectAt(raw: Raw | undefined, ...path: Path): RawObject | undefined {
  const found = getIn(raw, path);
  return isObject(found) ? found : undefined;
}
