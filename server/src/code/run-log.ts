import { LOG_CHARACTERS_MAX } from './limits.ts';

/** Values shorter than this would blot out ordinary text. */
const MASKED_CHARACTERS_MIN = 4;

/** What one run wrote: the beginning and the end, when it is more than is kept. */
export class RunLog {
  #head = '';
  #tail = '';
  #dropped = 0;

  add(text: string): void {
    const half = LOG_CHARACTERS_MAX / 2;
    const room = half - this.#head.length;
    this.#head += text.slice(0, Math.max(0, room));
    const rest = room > 0 ? text.slice(room) : text;
    if (rest === '') return;
    const tail = this.#tail + rest;
    this.#tail = tail.slice(-half);
    this.#dropped += tail.length - this.#tail.length;
  }

  toString(): string {
    const gap = this.#dropped > 0 ? `\n… ${this.#dropped} characters …\n` : '';
    return this.#head + gap + this.#tail;
  }
}

/** Masks values wherever they occur, as they are and as URLs, JSON and base64 write them. */
export function masker(secrets: ReadonlyMap<string, string>): (text: string) => string {
  const masked = [...secrets].flatMap(([name, value]) =>
    value.length < MASKED_CHARACTERS_MIN ? [] : spellings(value).map((spelling) => ({ name, spelling })),
  );
  // The longest first: one may be a part of another.
  masked.sort((one, other) => other.spelling.length - one.spelling.length);
  return (text) =>
    masked.reduce((shown, { name, spelling }) => shown.replaceAll(spelling, `[secret ${name}]`), text);
}

function spellings(value: string): string[] {
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  return [...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), base64])];
}
