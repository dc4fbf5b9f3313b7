import { invalid } from './errors.ts';

/** Levels that a JSON body may nest: whoever walks it with recursion must not run out of stack. Deeper is 400. */
export const JSON_LEVELS_MAX = 200;

/** Refuses a body that nests too deep, before it is parsed. Looks at brackets only, and jumps over texts. */
export function refuseDeepJson(text: string): void {
  // Every level is opened and closed.
  if (text.length <= 2 * JSON_LEVELS_MAX) return;
  let level = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfText(text, at);
        break;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        if (++level > JSON_LEVELS_MAX) throw tooDeep();
        break;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        level--;
    }
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Where the text that begins at `start` ends: at the first quote behind an even number of backslashes. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function tooDeep() {
  const message = `The body nests deeper than ${JSON_LEVELS_MAX} levels of objects and arrays: flatten it.`;
  return invalid([{ path: '', code: 'TOO_DEEP', message }], `Invalid input JSON: ${message}`);
}
