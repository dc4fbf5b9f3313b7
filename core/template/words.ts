import { TemplateError } from './template-error.ts';

/** A word of an expression. */
export type Word =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'name'; readonly value: string }
  | { readonly type: 'sign'; readonly value: string };

/** Each alternative is one run of characters, so that no text makes it look at any of them twice. */
const WORD = /\s+|[A-Za-z_]\w*|\d+(?:\.\d+)?|==|!=|<=|>=|\*\*|\/\/|[-+~|.,()[\]{}<>=*/%:!]|["']/y;

/** The words of what stands inside a tag. Throws a TemplateError at a character that no expression has. */
export function wordsOf(inside: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < inside.length; ) {
    WORD.lastIndex = at;
    const found = WORD.exec(inside)?.[0];
    if (found === undefined)
      throw new TemplateError(`${JSON.stringify(inside[at])} has no meaning in ${shown(inside)}`);
    if (found === '"' || found === "'") {
      const { value, end } = quotedText(inside, at);
      words.push({ type: 'text', value });
      at = end;
      continue;
    }
    at += found.length;
    if (/^\s/.test(found)) continue;
    words.push(wordOf(found));
  }
  return words;
}

function wordOf(found: string): Word {
  if (/^\d/.test(found)) return { type: 'number', value: Number(found) };
  return { type: /^\w/.test(found) ? 'name' : 'sign', value: found };
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The text in quotes that begins there, and where it ends. A backslash takes the next character as it is. */
function quotedText(inside: string, from: number): { readonly value: string; readonly end: number } {
  const parts: string[] = [];
  for (let at = from + 1; at < inside.length; at++) {
    const character = inside[at]!;
    if (character === inside[from]) return { value: parts.join(''), end: at + 1 };
    if (character === '\\') {
      at++;
      const next = inside[at] ?? '';
      parts.push(ESCAPED[next] ?? next);
    } else parts.push(character);
  }
  throw new TemplateError(`the quotes in ${shown(inside)} are not closed`);
}

/** Enough of an expression to find it again. */
export function shown(inside: string): string {
  const text = inside.trim();
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
