import type * as z from 'zod';
import { unfit } from './bounds.ts';
import { atMost, type Problem } from './problem.ts';
import { problemsOf } from './problems-of.ts';
import { putRight } from './tolerance.ts';

/** `putRight`: the input was changed, since a member came in a wrong type. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly putRight?: true }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Parses with a zod schema; its issues come back as problems below `at`. */
export function parseWith<T>(schema: z.ZodType<T>, input: unknown, at = ''): Parsed<T> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: problemsOf(schema, result.error.issues, input, at) };
}

/** The same, with numbers, booleans and ids in any type that spells them. `input` stays as it is. */
export function parseTolerantly<T>(schema: z.ZodType<T>, input: unknown, at = ''): Parsed<T> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const copy = structuredClone(input);
  return parseWith(schema, putRight(result.error.issues, copy) ? copy : input, at);
}

/**
 * Reads a client's input: refuses oversized parts before looking inside, and accepts numbers, booleans and ids in any type
 * that spells them. Changes `input` where a member came in a wrong type.
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): Parsed<T> {
  const unread = unfit(schema, input);
  if (unread.length > 0) return { ok: false, problems: atMost(unread) };
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  if (putRight(result.error.issues, input)) {
    const again = parseWith(schema, input);
    return again.ok ? { ...again, putRight: true } : again;
  }
  return { ok: false, problems: problemsOf(schema, result.error.issues, input) };
}
