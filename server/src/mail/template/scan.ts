import { tokenize } from '@huggingface/jinja';
import { quote } from '@millrace/core/problem';

type Token = ReturnType<typeof tokenize>[number];

/** Longer tags are refused: the library's lexer takes quadratic time on runs of spaces. */
export const TAG_CHARACTERS_MAX = 10_000;

const CLOSING: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

/**
 * The tokens of a template. Text between tags is taken as it is; only tags go through the library's lexer, so that the
 * time for a long text with few tags is next to nothing. `{%-` and `-%}` trim the text beside them; comments are dropped.
 */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let trimStart = false;
  while (at <= text.length) {
    const from = nextTag(text, at);
    const between = text.slice(at, from);
    const tag = from < text.length ? tagAt(text, from) : '';
    const kept = trimmed(between, trimStart, tag.charAt(2) === '-');
    if (kept !== '') tokens.push({ type: 'Text', value: kept });
    if (tag === '') break;
    if (!tag.startsWith('{#')) tokens.push(...tokenize(tag));
    trimStart = tag.charAt(tag.length - 3) === '-' && tag.length > 5;
    at = from + tag.length;
  }
  return tokens;
}

function trimmed(text: string, atStart: boolean, atEnd: boolean): string {
  const rest = atStart ? text.trimStart() : text;
  return atEnd ? rest.trimEnd() : rest;
}

/** Where the next tag begins; the end of the text when there is none. */
function nextTag(text: string, at: number): number {
  for (let from = text.indexOf('{', at); from >= 0; from = text.indexOf('{', from + 1)) {
    if (text.slice(from, from + 2) in CLOSING) return from;
  }
  return text.length;
}

/** The tag that begins there, to its end; what stands in quotes does not end it. */
function tagAt(text: string, from: number): string {
  const closing = CLOSING[text.slice(from, from + 2)]!;
  const comment = closing === '#}';
  let quoted = '';
  for (let at = from + 2; at < text.length; at++) {
    const character = text[at]!;
    if (!comment && at - from > TAG_CHARACTERS_MAX)
      throw new Error(`the tag ${beginning(text, from)} has more than ${TAG_CHARACTERS_MAX} characters`);
    if (quoted !== '') {
      if (character === '\\') at++;
      else if (character === quoted) quoted = '';
    } else if (!comment && (character === '"' || character === "'")) quoted = character;
    else if (text.startsWith(closing, at)) return text.slice(from, at + 2);
  }
  throw new Error(`the tag ${beginning(text, from)} is not closed by ${closing}`);
}

/** Enough of a tag to find it again. */
function beginning(text: string, from: number): string {
  return quote(text.slice(from, from + 60));
}
