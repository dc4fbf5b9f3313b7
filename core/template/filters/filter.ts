import type { Rendering } from '../rendering.ts';
import { FilterError } from '../template-error.ts';
import { numberOf, plainOf, textOf, type Value } from '../value.ts';

/** Makes a value of a value. Pays for every character that it reads before it does so. */
export type Apply = (value: Value, args: readonly Value[], run: Rendering) => Value;

/** What may follow a bar: `contact.firstname|upper`, or stand as a function: `upper(contact.firstname)`. */
export interface Filter {
  readonly name: string;
  /** Other names of it. */
  readonly aliases?: readonly string[];
  /** Its arguments as they are written: `precision = 0`. */
  readonly args?: string;
  /** What it does, in a sentence. */
  readonly says: string;
  readonly apply: Apply;
}

/** Characters that cost as much time to look at one by one as this many that are copied. */
export const ONE_BY_ONE = 10;

/** A change of text. No value stays none. */
export function onText(change: (text: string, args: readonly Value[]) => Value, operations = 1): Apply {
  return (value, args, run) => {
    if (value === null) return null;
    const text = textOf(value);
    run.budget.spend(text.length * operations);
    return change(text, args);
  };
}

/** A computation with numbers. No value stays none; what is no number is an error, since 0 would be a wrong answer. */
export function onNumber(name: string, compute: (number: number, args: readonly Value[]) => number): Apply {
  return (value, args) => {
    if (value === null || value === '') return null;
    const result = compute(needNumber(name, value), args);
    if (Number.isFinite(result)) return result;
    throw new FilterError(`${name} has no result for ${shownValue(value)}`);
  };
}

export function needNumber(name: string, value: Value): number {
  const number = numberOf(value);
  if (number === null) throw new FilterError(`${name} takes numbers, not ${shownValue(value)}`);
  return number;
}

/** A whole number between bounds. */
export function needWhole(name: string, value: Value, [least, most]: readonly [number, number]): number {
  const number = needNumber(name, value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new FilterError(`${name} takes a whole number from ${least} to ${most}, not ${number}`);
}

/** A value in a message. */
export function shownValue(value: Value): string {
  const text = plainOf(value);
  return value === null ? 'no value' : JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
