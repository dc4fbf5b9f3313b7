import { LOG_CHARACTERS_MAX } from './limits.ts';

/** Characters before those of the end that are shown: a secret that begins there is whole when it is looked for. */
const MARGIN_CHARACTERS = 8_000;

const HALF = LOG_CHARACTERS_MAX / 2;

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
    const room = HALF - this.#head.length;
    this.#head += text.slice(0, Math.max(0, room));
    const rest = room > 0 ? text.slice(room) : text;
    if (rest === '') return;
    const tail = this.#tail + rest;
    this.#tail = tail.slice(-HALF - MARGIN_CHARACTERS);
    this.#dropped += tail.length - this.#tail.length;
  }

  /** Masked before it is cut: half a secret would not be known again. */
  toString(mask: (text: string) => string = (text) => text): string {
    if (this.#dropped === 0) {
      const whole = mask(this.#head + this.#tail);
      return storable(whole.length <= LOG_CHARACTERS_MAX ? whole : joined(whole.slice(0, HALF), whole, HALF));
    }
    return storable(joined(mask(this.#head), mask(this.#tail), MARGIN_CHARACTERS, this.#dropped));
  }
}

/** A beginning and, behind the gap, the last characters of a text, none of its first ones. */
function joined(head: string, text: string, without: number, dropped = -without): string {
  const tail = text.slice(Math.max(without, text.length - HALF));
  return `${head}\n… ${dropped + text.length - tail.length} characters …\n${tail}`;
}
