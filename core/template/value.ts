import { plainDecimal } from '../property/index.ts';

/** The value of an expression in a template. Nothing and `undefined` are the same: no value. */
export type Value = string | number | boolean | null | Safe | Shown | Several | Scope;

/** A named set of values: `contact`, `company`, `owner`. */
export interface Scope {
  readonly [name: string]: string | undefined;
}

/** Text that the author has declared to be HTML already. */
export class Safe {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value that a reader knows by another text: an option, by its label. It compares as the value, and prints the text. */
export class Shown {
  readonly value: string;
  readonly text: string;

  constructor(value: string, text: string) {
    this.value = value;
    this.text = text;
  }
}

/** The parts of a text that was split. */
export class Several {
  readonly items: readonly string[];

  constructor(items: readonly string[]) {
    this.items = items;
  }
}

/** Whether a value counts as true. */
export function truth(value: Value): boolean {
  if (value instanceof Several) return value.items.length > 0;
  return value instanceof Safe ? value.text !== '' : Boolean(value);
}

/** A value as it is printed; a whole scope prints nothing. */
export function textOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return decimalOf(value);
  if (value instanceof Several) return value.items.join(', ');
  if (typeof value === 'object') return value instanceof Safe || value instanceof Shown ? value.text : '';
  return String(value);
}

/** Significant digits of a computed number: 0.1 + 0.2 is 0.3. */
const DIGITS = 15;

function decimalOf(number: number): string {
  return plainDecimal(Number.isSafeInteger(number) ? number : Number(number.toPrecision(DIGITS)));
}

/** A value as it compares. */
export function plainOf(value: Value): string {
  return value instanceof Shown ? value.value : textOf(value);
}

export function numberOf(value: Value): number | null {
  const number = typeof value === 'number' ? value : Number(plainOf(value).trim() || 'none');
  return Number.isFinite(number) ? number : null;
}

/** Text that means the same inside an HTML element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
