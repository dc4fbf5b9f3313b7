import { z } from 'zod';
import { storableText } from '../../schema/index.ts';

/** Characters of a name in code, and of a label, of a text for people, and of an address. */
const NAME_CHARACTERS_MAX = 100;
const LABEL_CHARACTERS_MAX = 500;
const TEXT_CHARACTERS_MAX = 5_000;
const URL_CHARACTERS_MAX = 2_000;

export const label = storableText(LABEL_CHARACTERS_MAX);
export const longText = storableText(TEXT_CHARACTERS_MAX);

/** The name of a field: it is a member of requests and answers. */
export const fieldName = z
  .string()
  .min(1)
  .max(NAME_CHARACTERS_MAX)
  .regex(/^[\w.-]+$/, 'must have only letters, digits, dots, hyphens and underscores')
  .refine((name) => name !== '__proto__', 'is reserved');

/** A member that may be absent or null, as SDKs of several languages write what is unset. */
export function maybe<S extends z.ZodType>(schema: S) {
  return schema
    .nullish()
    .transform((value): z.output<S> | undefined => value ?? undefined)
    .optional();
}

/** A list that may be absent or null; it comes out empty. */
export function listOf<S extends z.ZodType>(schema: S, most: number) {
  return z
    .array(schema)
    .max(most)
    .nullish()
    .transform((list): z.output<S>[] => list ?? []);
}

/** Where a receiver is. Whether it may be called from here is decided when it is. */
export const receiverUrl = z
  .string()
  .max(URL_CHARACTERS_MAX)
  .refine(isReceiver, 'must be an https address, or an http one of the own machine or network');

function isReceiver(text: string): boolean {
  const url = /[\s\0]/.test(text) ? null : URL.parse(text);
  if (url?.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isNear(url.hostname));
}

/** An address in digits, or a name that no public one is: without a dot, or below a name for inside. */
function isNear(host: string): boolean {
  return /^(\[.*\]|[\d.]+|[^.]+|.*\.(localhost|internal|local|test))$/.test(host);
}
