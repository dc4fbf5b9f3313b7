import { LOG_CHARACTERS_MAX } from './limits.ts';

/** A text as the database can keep it: code may write any bytes. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

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
    return storable(this.#head + gap + this.#tail);
  }
}
