import { quote } from '../problem/index.ts';
import { iso } from '../time/index.ts';
import type { PropertyDefinition } from './definition.ts';

/** A value in canonical form, null for "no value", or what is wrong with it. */
export type NormalizedValue =
  | { readonly ok: true; readonly value: string | null }
  | { readonly ok: false; readonly message: string };

/**
 * The canonical form of a value by its property's type:
 * number: a decimal; bool: true or false; date: YYYY-MM-DD; datetime: ISO 8601 in UTC; enumeration: an option's value,
 * several joined with ";"; everything else as it came. Null and the empty string mean "no value".
 * Nothing is repaired: blanks around anything but text are refused, and so is a date that is not midnight UTC, since a
 * day that is off by one is worse than an error.
 */
export function normalizeValue(definition: PropertyDefinition, input: unknown): NormalizedValue {
  if (input === null || input === undefined || input === '') return { ok: true, value: null };
  if (typeof input === 'object') return wrong(definition, input, 'a string, number or boolean');
  const text = String(input);
  switch (definition.type) {
    case 'number':
      return normalizeNumber(definition, text);
    case 'bool':
      return normalizeBool(definition, text);
    case 'date':
      return normalizeDate(definition, text);
    case 'datetime':
      return normalizeDatetime(definition, text);
    case 'enumeration':
      return normalizeEnumeration(definition, text);
    default:
      return { ok: true, value: text };
  }
}

function normalizeNumber(definition: PropertyDefinition, text: string): NormalizedValue {
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) return wrong(definition, text, 'a number');
  if (/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/.test(text) && text !== '-0') return { ok: true, value: text };
  const number = Number(text);
  return Number.isFinite(number)
    ? { ok: true, value: plainDecimal(number) }
    : wrong(definition, text, 'a finite number');
}

/** A number without an exponent, as SQL and people read it. */
export function plainDecimal(number: number): string {
  const text = String(Object.is(number, -0) ? 0 : number);
  if (!text.includes('e')) return text;
  const [digits, exponent] = text.split('e') as [string, string];
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole, fraction = ''] = digits.replace('-', '').split('.') as [string, string?];
  const shift = Number(exponent);
  const all = whole + fraction;
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return point >= all.length
    ? sign + all.padEnd(point, '0')
    : `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}

function normalizeBool(definition: PropertyDefinition, text: string): NormalizedValue {
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false'
    ? { ok: true, value: lower }
    : wrong(definition, text, 'true or false');
}

function normalizeDate(definition: PropertyDefinition, text: string): NormalizedValue {
  const at = instantOf(text);
  if (at === null) return wrong(definition, text, 'a date: YYYY-MM-DD or epoch milliseconds at midnight UTC');
  const [day, time] = iso(at).split('T') as [string, string];
  if (time === MIDNIGHT) return { ok: true, value: day };
  // In the original's words, by which clients know it.
  const message = `${text} is at ${time.replace('Z', '')} UTC, not midnight! The property "${definition.name}" takes days.`;
  return { ok: false, message };
}

const MIDNIGHT = '00:00:00.000Z';

function normalizeDatetime(definition: PropertyDefinition, text: string): NormalizedValue {
  const at = instantOf(text);
  return at === null
    ? wrong(definition, text, 'a date and time: ISO 8601 or epoch milliseconds')
    : { ok: true, value: iso(at) };
}

/**
 * The canonical form of what values are compared with. A comparison changes nothing, so it may be looser: an instant
 * stands for its day in UTC when dates are compared, and blanks around it do not matter.
 */
export function normalizeComparand(definition: PropertyDefinition, text: string): NormalizedValue {
  const trimmed = isText(definition) ? text : text.trim();
  const at = definition.type === 'date' ? instantOf(trimmed) : null;
  return at === null ? normalizeValue(definition, trimmed) : { ok: true, value: iso(at).slice(0, 10) };
}

/** Whether any text is a value, blanks and all. */
function isText({ type }: PropertyDefinition): boolean {
  return type === 'string' || type === 'phone_number' || type === 'json' || type === 'object_coordinates';
}

/** Years beyond this are not dates that PostgreSQL and Temporal both hold. */
const LATEST_MILLIS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const EARLIEST_MILLIS = Date.parse('0001-01-01T00:00:00Z');

/** The instant that a date or datetime text names: epoch milliseconds, or ISO 8601 (a date alone is midnight UTC). */
export function instantOf(text: string): number | null {
  if (/^-?\d{1,15}$/.test(text) && !/^\d{4}$/.test(text)) return inRange(Number(text));
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    );
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const text24 = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}${zone.toUpperCase()}`;
  const at = Date.parse(text24);
  if (Number.isNaN(at)) return null;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) > days ? null : inRange(at);
}

function inRange(at: number): number | null {
  return at >= EARLIEST_MILLIS && at <= LATEST_MILLIS ? at : null;
}

function normalizeEnumeration(definition: PropertyDefinition, text: string): NormalizedValue {
  if (definition.externalOptions || definition.options.length === 0) return { ok: true, value: text };
  const several = definition.fieldType === 'checkbox';
  // A leading ";" appends in the original; the caller that knows the present value handles it before.
  const wanted = several ? text.split(';').filter((value) => value !== '') : [text];
  const known = optionsOf(definition);
  const values = new Set<string>();
  for (const value of wanted) {
    const option = known.get(value) ?? known.get(value.toLowerCase());
    if (option === undefined)
      return wrong(definition, value, `one of its options (${optionList(definition)})`);
    values.add(option);
  }
  return { ok: true, value: values.size === 0 ? null : [...values].join(';') };
}

const optionsKnown = new WeakMap<readonly unknown[], ReadonlyMap<string, string>>();

/** The options' values by themselves, and in lower case where no option is written so: a text may name thousands of thousands. */
function optionsOf({ options }: PropertyDefinition): ReadonlyMap<string, string> {
  const found = optionsKnown.get(options);
  if (found) return found;
  const known = new Map(options.map(({ value }) => [value, value]));
  for (const { value } of options) {
    const lower = value.toLowerCase();
    if (!known.has(lower)) known.set(lower, value);
  }
  optionsKnown.set(options, known);
  return known;
}

/** Messages name at most this many options. */
const OPTIONS_NAMED = 12;

function optionList(definition: PropertyDefinition): string {
  const names = definition.options.slice(0, OPTIONS_NAMED).map((option) => option.value);
  return names.join(', ') + (definition.options.length > OPTIONS_NAMED ? ', …' : '');
}

function wrong(definition: PropertyDefinition, value: unknown, wanted: string): NormalizedValue {
  const blanks = typeof value === 'string' && value !== value.trim() ? ', without blanks around it' : '';
  return {
    ok: false,
    message: `${quote(value)} is not a value of the property "${definition.name}": it must be ${wanted}${blanks}.`,
  };
}
