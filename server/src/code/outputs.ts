import { quote } from '@millrace/core/problem';
import { instantOf, plainDecimal } from '@millrace/core/property';
import { DAY } from '@millrace/core/time';
import type { Odd } from './job.ts';

/** Characters of one output, as in the original. */
export const OUTPUT_CHARACTERS_MAX = 65_000;

/** Characters of a wrong value in a message. */
const SHOWN_CHARACTERS = 100;

/** An output that an action declares. */
export interface OutputField {
  readonly name: string;
  /** STRING, NUMBER, BOOLEAN, ENUMERATION, DATE, DATETIME, PHONE_NUMBER; any other counts as STRING. */
  readonly type: string;
  /** Of an ENUMERATION; any value when there are none. */
  readonly options?: readonly string[];
}

/** The outputs of a run, as later actions read them; or why there are none. */
export type Outputs =
  | {
      readonly kind: 'outputs';
      /** Every declared one, with an empty text for no value. */
      readonly outputs: Readonly<Record<string, string>>;
      /** Given, and not declared: nothing can use them. */
      readonly undeclared: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'failed';
      readonly reason: 'OUTPUT_VALUES_TOO_LARGE' | 'OUTPUT_VALUES_INVALID';
      readonly message: string;
    };

/** Reads `outputFields` of a result by the declared types. The result is the code's word: only its own members are looked at. */
export function readOutputs(declared: readonly OutputField[], value: unknown, odd: readonly Odd[]): Outputs {
  const strange = new Map(odd);
  if (strange.get('') === 'too large') return tooLarge('The result is too large to be read.');
  const whole = membersOf(value);
  const given = whole && Object.hasOwn(whole, 'outputFields') ? whole['outputFields'] : undefined;
  const fields = given === undefined || given === null ? {} : membersOf(given);
  if (!fields || strange.has('outputFields'))
    return invalid(`outputFields is ${strange.get('outputFields') ?? shown(given)}; it must be an object.`);
  const outputs: [string, string][] = [];
  for (const field of declared) {
    const path = `outputFields.${field.name}`;
    const what = strange.get(path) ?? [...strange].find(([at]) => isWithin(at, path))?.[1];
    if (what !== undefined) return invalid(`${path} is ${what}, which ${field.type} cannot hold.`);
    const raw = Object.hasOwn(fields, field.name) ? fields[field.name] : null;
    const text = textOf(field, raw);
    if (text?.includes('\0') || text?.isWellFormed() === false)
      return invalid(`${path} has characters that no text can hold: NUL, or half of a pair.`);
    if (text === undefined) {
      const options = field.options ?? [];
      const of = options.length > 0 ? ` of ${options.slice(0, 20).map(quote).join(', ')}` : '';
      return invalid(`${path} is ${shown(raw)}, which ${field.type}${of} cannot hold.`);
    }
    if (text.length > OUTPUT_CHARACTERS_MAX)
      return tooLarge(
        `${path} has ${text.length} characters; an output has at most ${OUTPUT_CHARACTERS_MAX}.`,
      );
    outputs.push([field.name, text]);
  }
  const names = new Set(declared.map(({ name }) => name));
  const undeclared = Object.entries(fields).filter(([name]) => !names.has(name));
  return {
    kind: 'outputs',
    outputs: Object.fromEntries(outputs),
    undeclared: Object.fromEntries(undeclared),
  };
}

/** The text of a value, empty for none; undefined when the type cannot hold it. */
function textOf({ type, options = [] }: OutputField, value: unknown): string | undefined {
  if (value === null || value === '') return '';
  const text = plainText(value);
  if (text === undefined) return undefined;
  switch (type) {
    case 'NUMBER':
      return numberText(text);
    case 'BOOLEAN':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() : undefined;
    case 'ENUMERATION':
      return options.length === 0 || options.includes(text) ? text : undefined;
    case 'DATETIME':
      return instantText(text, (at) => at);
    case 'DATE':
      // A day is its beginning in UTC.
      return instantText(text, (at) => Math.floor(at / DAY) * DAY);
    default:
      return text;
  }
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return plainDecimal(value);
  return typeof value === 'boolean' ? String(value) : undefined;
}

function numberText(text: string): string | undefined {
  const number = Number(text.trim());
  if (text.trim() === '' || !Number.isFinite(number) || !/^[+-]?[\d.]/.test(text.trim())) return undefined;
  return plainDecimal(number);
}

function instantText(text: string, round: (at: number) => number): string | undefined {
  const at = instantOf(text);
  return at === null ? undefined : String(round(at));
}

function isWithin(at: string, path: string): boolean {
  return at.startsWith(`${path}.`) || at.startsWith(`${path}[`);
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function invalid(message: string): Outputs {
  return { kind: 'failed', reason: 'OUTPUT_VALUES_INVALID', message };
}

function tooLarge(message: string): Outputs {
  return { kind: 'failed', reason: 'OUTPUT_VALUES_TOO_LARGE', message };
}
