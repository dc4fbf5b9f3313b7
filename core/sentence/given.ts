/** Raw JSON, read as far as it goes: a flow that is being written has members that are missing, or not yet what they will be. */
export type Given = Readonly<Record<string, unknown>>;

const NOTHING: Given = {};

/** The members of an object; of anything else, none. */
export function membersOf(value: unknown): Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Given) : NOTHING;
}

export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number that a page has kept digit by digit: what `JSON.rawJSON` makes. */
function digitsOf(value: unknown): string | undefined {
  const digits =
    typeof value === 'object' && value !== null && 'rawJSON' in value ? value.rawJSON : undefined;
  return typeof digits === 'string' ? digits : undefined;
}

/**
 * What a table has for a given word, or for a number by its digits. Members that every object inherits, such as `constructor`, are no
 * entries.
 */
export function entryFor<T>(table: Readonly<Record<string, T>> | undefined, given: unknown): T | undefined {
  const name = textOf(given);
  return table !== undefined && name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A text, or a number or a boolean as its text; undefined for nothing and for what is no text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : digitsOf(value);
}

/** The texts of a list; a text by itself is a list of one. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? []);
}

export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A finite number, or a text that spells one. */
export function numberOf(given: unknown): number | undefined {
  const value = digitsOf(given) ?? given;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export function flagOf(value: unknown): boolean {
  return value === true || String(value).toLowerCase() === 'true';
}

/** Whether there is anything: neither nothing, nor an empty text, list or object. */
export function isFilled(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
