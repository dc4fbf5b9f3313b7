import { type Problem, pathOf } from '../../problem/index.ts';

/** Bodies nest at most this deep; real flows stay below 30. Walking deeper ones would exhaust the stack. */
export const MAX_NESTING = 100;

/** A problem's path is cut here, in case a member's name is too long. */
const PATH_CHARACTERS = 200;

/** Characters of any text in a flow; the source of custom code and the bodies of mails are the longest. */
export const TEXT_CHARACTERS_MAX = 500_000;

interface Visited {
  readonly key: PropertyKey;
  readonly value: unknown;
  readonly parent: Visited | undefined;
  readonly depth: number;
}

/**
 * Why a body cannot be stored as it came, if so: it nests too deep, or holds text that PostgreSQL's jsonb refuses (NUL, half
 * of a surrogate pair) or that is too long. Covers the whole body, also free JSON and unknown members.
 */
export function unstorable(body: unknown): Problem | undefined {
  return isStorable(body, 0) ? undefined : whyUnstorable(body);
}

/** The same question without the place: tracking it costs four times as much. */
function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !isBroken(value) && !isTooLong(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth > MAX_NESTING) return false;
  if (Array.isArray(value)) return value.every((item) => isStorable(item, depth + 1));
  for (const key in value) {
    if (isBroken(key) || isTooLong(key)) return false;
    if (!isStorable((value as Record<string, unknown>)[key], depth + 1)) return false;
  }
  return true;
}

function whyUnstorable(body: unknown): Problem | undefined {
  const places: Visited[] = [{ key: '', value: body, parent: undefined, depth: 0 }];
  for (let place = places.pop(); place; place = places.pop()) {
    const { value, depth } = place;
    if (isBroken(place.key) || isBroken(value)) return brokenText(place);
    if (isTooLong(place.key) || isTooLong(value)) return tooLong(place);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_NESTING) return tooDeep(place);
    for (const [key, member] of Object.entries(value))
      places.push({
        key: Array.isArray(value) ? Number(key) : key,
        value: member,
        parent: place,
        depth: depth + 1,
      });
  }
  return undefined;
}

function isBroken(text: unknown): boolean {
  return typeof text === 'string' && (text.includes('\0') || !text.isWellFormed());
}

function isTooLong(text: unknown): boolean {
  return typeof text === 'string' && text.length > TEXT_CHARACTERS_MAX;
}

function tooLong(place: Visited): Problem {
  const whole = pathTo(place);
  const path = whole.length > PATH_CHARACTERS ? `${whole.slice(0, PATH_CHARACTERS)}…` : whole;
  const message = `${path || 'The flow'} must have at most ${TEXT_CHARACTERS_MAX} characters in a text: shorten it.`;
  return { path, code: 'OUT_OF_RANGE', message };
}

function brokenText(place: Visited): Problem {
  const path = pathTo(place).toWellFormed().replaceAll('\0', '\uFFFD');
  const message = `${path || 'The flow'} holds a NUL character or half of a character pair, which cannot be stored: take it out.`;
  return { path, code: 'TEXT_NOT_STORABLE', message };
}

function tooDeep(place: Visited): Problem {
  let outermost = place;
  while (outermost.parent?.parent) outermost = outermost.parent;
  const path = pathTo(outermost);
  const message = `${path || 'The flow'} nests deeper than ${MAX_NESTING} levels: flatten its filters or values.`;
  return { path, code: 'TOO_DEEP', message };
}

function pathTo(place: Visited): string {
  const keys: PropertyKey[] = [];
  for (let at = place; at.parent; at = at.parent) keys.unshift(at.key);
  return pathOf(keys);
}
