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
      pieces.push({ type: tag.startsWith('{{') ? 'print' : 'statement', inside: insideOf(tag), tag });
    }
    trimStart = dashes.after;
    at = from + tag.length;
  }
}

/** Whether a tag trims what stands before and after it. */
function dashesOf(tag: string): { readonly before: boolean; readonly after: boolean } {
  return { before: tag.charAt(2) === '-', after: tag.length > 5 && tag.charAt(tag.length - 3) === '-' };
}

export function trimmed(text: string, atStart: boolean, atEnd: boolean): string {
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

/** Where the closing of a tag stands outside of quotes, up to `most` characters on and before `never`; -1 when it does not. */
function endOf(text: string, from: number, closing: string, most = text.length, never = ''): number {
  let quoted = '';
  const last = Math.min(text.length, from + most);
  for (let at = from + OPENING_CHARACTERS; at < last; at++) {
    const character = text[at]!;
    if (quoted !== '') {
      if (character === '\\') at++;
      else if (character === quoted) quoted = '';
    } else if (character === '"' || character === "'") quoted = character;
    else if (character === closing[0] && text[at + 1] === closing[1]) return at;
    else if (character === never[0] && text[at + 1] === never[1]) return -1;
  }
  return -1;
}

/** Characters of a token in a text where braces may mean nothing: what is longer is none. */
export const TOKEN_CHARACTERS_MAX = 1_000;

/** A token that begins there, and where it ends; what is not closed is none. No token holds the beginning of another. */
export function tokenAt(text: string, from: number) {
  const end = endOf(text, from, CLOSING['{{']!, TOKEN_CHARACTERS_MAX, '{{');
  if (end < 0) return undefined;
  const tag = text.slice(from, end + OPENING_CHARACTERS);
  const trims = dashesOf(tag);
  return { inside: insideOf(tag), end: from + tag.length, trims };
}

function insideOf(tag: string): string {
  const { before, after } = dashesOf(tag);
  return tag.slice(OPENING_CHARACTERS + Number(before), -OPENING_CHARACTERS - Number(after));
}

/** Enough of a tag to find it again. */
function beginning(text: string, from: number): string {
  return JSON.stringify(text.slice(from, from + 60));
}
