import { z } from 'zod';

/** Inputs of one batch. */
export const BATCH_INPUTS_MAX = 100;

export const objectTypeParams = z.object({ objectType: z.string() });

/** Names in a query, repeated or joined with commas. How many is bounded by the length that a URL may have. */
export const names = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().flatMap((text) => text.split(',')))
  .transform((list) => [...new Set(list.map((name) => name.trim()).filter((name) => name !== ''))]);

export function batchOf<T extends z.ZodType>(input: T) {
  return z.object({ inputs: z.array(input).max(BATCH_INPUTS_MAX) });
}
