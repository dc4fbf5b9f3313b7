import { invalid } from './errors.ts';

/** Levels that a JSON body may nest: a recursive walk must not run out of stack. Deeper is 400. */
export const JSON_LEVELS_MAX = 200;

/** Values in a JSON body, each of which costs many times its length once it is parsed: a list takes 200,000 ids at once. */
export const JSON_VALUES_MAX = 300_000;

/** Refuses a body that nests too deep or has too many values, before it is parsed. Reads brackets and commas only, and jumps over texts. */
export function refuseHeavyJson(text: string): void {
  // Every level is opened and closed.
  if (text.length <= 2 * JSON_LEVELS_MAX) return;
  let level = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code < OPEN_BRACKET) {
      if (code === COMMA && ++values > JSON_VALUES_MAX) throw tooMany();
    } else if ((code | BRACE_BIT) === OPEN_BRACE) {
      if (++level > JSON_LEVELS_MAX) throw tooDeep();
      if (++values > JSON_VALUES_MAX) throw tooMany();
    } else if ((code | BRACE_BIT) === CLOSE_BRACE) level--;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** The bit that makes a brace of a bracket. */
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

function tooMany() {
  const message = `The body has more than ${JSON_VALUES_MAX} values: send it in parts.`;
  return invalid([{ path: '', code: 'TOO_MANY_VALUES', message }], `Invalid input JSON: ${message}`);
}

function tooDeep() {
  const message = `The body nests deeper than ${JSON_LEVELS_MAX} levels of objects and arrays: flatten it.`;
  return invalid([{ path: '', code: 'TOO_DEEP', message }], `Invalid input JSON: ${message}`);
}
