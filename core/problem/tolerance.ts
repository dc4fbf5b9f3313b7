import type * as z from 'zod';
import { valueAt } from './path.ts';

/**
 * Corrects, in place, members of a wrong type that the original accepts: a number or a boolean as text in any case, an id
 * that is a number. Returns whether anything changed, so that reading again is worthwhile. Covers only the refusals of a
 * schema: an input of the right types costs nothing.
 */
export function putRight(issues: readonly z.core.$ZodIssue[], input: unknown): boolean {
  let changed = false;
  for (const issue of issues) if (mend(issue, [], input)) changed = true;
  return changed;
}

function mend(issue: z.core.$ZodIssue, at: readonly PropertyKey[], input: unknown): boolean {
  const path = [...at, ...issue.path];
  if (issue.code === 'invalid_union') {
    const form = issue.errors.find(
      (issues) => issues.length > 0 && issues.every((one) => isMendable(one, path, input)),
    );
    return form?.map((one) => mend(one, path, input)).includes(true) ?? false;
  }
  const slot = slotOf(input, path);
  const meant = slot && issue.code === 'invalid_type' ? meantBy(slot, path, issue.expected) : undefined;
  if (!slot || meant === undefined) return false;
  slot.holder[slot.key] = meant;
  return true;
}

function isMendable(issue: z.core.$ZodIssue, at: readonly PropertyKey[], input: unknown): boolean {
  if (issue.code !== 'invalid_type') return false;
  const path = [...at, ...issue.path];
  const slot = slotOf(input, path);
  return slot !== undefined && meantBy(slot, path, issue.expected) !== undefined;
}

/** A value in the expected type; undefined when it does not spell one. */
function meantBy(
  { holder, key }: Slot,
  path: readonly PropertyKey[],
  expected: string,
): number | boolean | string | undefined {
  const value = holder[key];
  switch (expected) {
    case 'number':
    case 'int':
      return typeof value === 'string' ? numberIn(value) : undefined;
    case 'boolean':
      return typeof value === 'string' ? truthIn(value) : undefined;
    case 'string':
      return Number.isSafeInteger(value) && isId(path) ? String(value) : undefined;
    default:
      return undefined;
  }
}

/** Whether the member at `path`, or the list that holds it, is of ids or cursors: elsewhere a number is a mistake. */
function isId(path: readonly PropertyKey[]): boolean {
  const name = path.findLast((key) => typeof key === 'string');
  return typeof name === 'string' && /(id|ids|after|before|offset)$/i.test(name);
}

/** A decimal number, of so many digits that none is lost. */
export function numberIn(text: string): number | undefined {
  return /^\s*-?\d{1,15}(\.\d{1,15})?\s*$/.test(text) ? Number(text) : undefined;
}

export function truthIn(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

interface Slot {
  readonly holder: Record<PropertyKey, unknown>;
  readonly key: PropertyKey;
}

function slotOf(input: unknown, path: readonly PropertyKey[]): Slot | undefined {
  const key = path.at(-1);
  const holder = valueAt(input, path.slice(0, -1));
  if (key === undefined || typeof holder !== 'object' || holder === null) return undefined;
  return { holder: holder as Record<PropertyKey, unknown>, key };
}
