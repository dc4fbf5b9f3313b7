/** Answers raw JSON with one place changed; all that did not change stays the same object. */
import { isObject, type Raw, type RawObject } from './json.ts';
import type { Path } from './read.ts';

/** With `value` at `path`, and objects made on the way where there are none; undefined takes the member out. */
export function setIn<R extends Raw>(raw: R, path: Path, value: Raw | undefined): R {
  return at(raw, path, value) as R;
}

function at(raw: Raw | undefined, [key, ...rest]: Path, value: Raw | undefined): Raw | undefined {
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const items = Array.isArray(raw) ? (raw as readonly Raw[]) : [];
    const item = at(items[key], rest, value);
    if (item === items[key]) return raw;
    return item === undefined ? items.filter((_, index) => index !== key) : put(items, key, item);
  }
  const members = isObject(raw) ? raw : {};
  const own = Object.hasOwn(members, key) ? members[key] : undefined;
  if (value === undefined && own === undefined) return raw;
  const member = at(own, rest, value);
  if (member === own && isObject(raw)) return raw;
  return member === undefined ? without(members, key) : withMember(members, key, member);
}

export function without(members: RawObject, ...keys: readonly string[]): RawObject {
  return Object.fromEntries(Object.entries(members).filter(([key]) => !keys.includes(key)));
}

/** A member that is there stays where it is; a new one comes last. */
export function withMember(members: RawObject, key: string, value: Raw): RawObject {
  return { ...members, [key]: value };
}

function put(items: readonly Raw[], index: number, item: Raw): readonly Raw[] {
  const copy = [...items];
  copy[Math.min(index, copy.length)] = item;
  return copy;
}
