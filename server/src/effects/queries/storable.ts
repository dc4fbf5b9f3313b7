import { storableText } from '../../platform/index.ts';

/** Characters stored of the error of a try. */
export const ERROR_CHARACTERS_MAX = 1_000;

/** A server's error may hold any characters, and any number of them. */
export function storable(text: string | null): string | null {
  return text === null ? null : storableText(text.slice(0, ERROR_CHARACTERS_MAX));
}
