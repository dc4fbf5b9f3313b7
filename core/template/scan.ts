import { TemplateError } from './template-error.ts';

/** A template's text between tags, or what stands inside a tag. */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print' | 'statement'; readonly inside: string; readonly tag: string };

const CLOSING: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

/** `{{`, `{%` and `{#` alike; a hyphen may follow. */
const OPENING_CHARACTERS = 2;

/**
 * A template in pieces: text, which is taken as it is, and tags. `{%-` and `-%}` trim the text beside them; comments are
 * dropped. Every character is looked at once.
 */
export function scan(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimStart = false;
  for (;;) {
    const from = nextTag(text, at);
    const tag = from < text.length ? tagAt(text, from) : '';
    const dashes = dashesOf(tag);
    const kept = trimmed(text.slice(at, from), trimStart, dashes.before);
    if (kept !== '') pieces.push({ type: 'text', text: kept });
    if (tag === '') return pieces;
    if (!tag.startsWith('{#')) {
      const inside = tag.slice(OPENING_CHARACTERS + Number(dashes.before), -2 - Number(dashes.after));
      pieces.push({ type: tag.startsWith('{{') ? 'print' : 'statement', inside, tag });
    }
    trimStart = dashes.after;
    at = from + tag.length;
  }
}

/** Whether a tag trims what stands before and after it. */
function dashesOf(tag: string): { readonly before: boolean; readonly after: boolean } {
  return { before: tag.charAt(2) === '-', after: tag.length > 5 && tag.charAt(tag.length - 3) === '-' };
}

function trimmed(text: string, atStart: boolean, atEnd: boolean): string {
  const rest = atStart ? text.trimStart() : text;
  return atEnd ? rest.trimEnd() : rest;
}

/** Where the next tag begins; the end of the text when there is none. */
function nextTag(text: string, at: number): number {
  for (let from = text.indexOf('{', at); from >= 0; from = text.indexOf('{', from + 1)) {
    if (text.slice(from, from + OPENING_CHARACTERS) in CLOSING) return from;
  }
  return text.length;
}

/** The tag that begins there, to its end; what stands in quotes does not end it. */
function tagAt(text: string, from: number): string {
  const closing = CLOSING[text.slice(from, from + OPENING_CHARACTERS)]!;
  const end =
    closing === '#}' ? text.indexOf(closing, from + OPENING_CHARACTERS) : endOf(text, from, closing);
  if (end < 0) throw new TemplateError(`the tag ${beginning(text, from)} is not closed by ${closing}`);
  return text.slice(from, end + closing.length);
}

/** Where the closing of a tag stands outside of quotes; -1 when it does not. */
function endOf(text: string, from: number, closing: string): number {
  let quoted = '';
  for (let at = from + OPENING_CHARACTERS; at < text.length; at++) {
    const character = text[at]!;
    if (quoted !== '') {
      if (character === '\\') at++;
      else if (character === quoted) quoted = '';
    } else if (character === '"' || character === "'") quoted = character;
    else if (character === closing[0] && text[at + 1] === closing[1]) return at;
  }
  return -1;
}

/** Enough of a tag to find it again. */
function beginning(text: string, from: number): string {
  return JSON.stringify(text.slice(from, from + 60));
}
