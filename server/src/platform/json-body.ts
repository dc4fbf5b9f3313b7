import { invalid } from './errors.ts';

/** Levels that a JSON body may nest: whoever walks it with recursion must not run out of stack. Deeper is 400. */
export const JSON_LEVELS_MAX = 200;

/** Refuses a body that nests too deep, before it is parsed. Looks at brackets only, and jumps over texts. */
export function refuseDeepJson(text: string): void {
  // Every level is opened and closed.
  if (text.length <= 2 * JSON_LEVELS_MAX) return;
  let level = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code < OPEN_BRACKET) continue;
    else if ((code | BRACE_BIT) === OPEN_BRACE) {
      if (++level > JSON_LEVELS_MAX) throw tooDeep();
    } else if ((code | BRACE_BIT) === CLOSE_BRACE) level--;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** What makes a brace of a bracket. */
const BRACE_BIT = 0x20;

/** Where the text that begins at `start` ends: at the first quote that no backslash stands for. */
function endOfText(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return at;
}

function tooDeep() {
  const message = `The body nests deeper than ${JSON_LEVELS_MAX} levels of objects and arrays: flatten it.`;
  return invalid([{ path: '', code: 'TOO_DEEP', message }], `Invalid input JSON: ${message}`);
}
