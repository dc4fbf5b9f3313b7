/** Text between tags with its entities as they stand, or a tag. */
export type HtmlPiece =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'start' | 'end';
      /** In lower case. */
      readonly name: string;
      /** The value of an attribute with its entities as they stand; empty when there is none. */
      attribute(name: string): string;
      /** Where that value stands in the document; null when there is none. */
      attributePlace(name: string): { readonly from: number; readonly to: number } | null;
    };

/** The content of such elements is not HTML: it ends at their closing tag only. */
const RAW: ReadonlySet<string> = new Set(['script', 'style', 'title', 'textarea']);

/** An attribute of a start tag: its name, and its value in quotes or without. Each alternative begins with another character. */
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** Characters of a tag that are looked at for attributes. */
const ATTRIBUTES_CHARACTERS_MAX = 10_000;

/** The text and the tags of a document in their order, forgiving like a browser. Every character is looked at a few times at most. */
export function* htmlPieces(html: string): Generator<HtmlPiece> {
  let at = 0;
  while (at < html.length) {
    const from = nextTag(html, at);
    if (from > at) yield { type: 'text', text: html.slice(at, from) };
    if (from === html.length) return;
    const end = endOfTag(html, from);
    if (html[from + 1] === '!' || html[from + 1] === '?') {
      at = end;
      continue;
    }
    const tag = tagOf(html.slice(from, end), from);
    yield tag;
    at = end;
    if (tag.type === 'start' && RAW.has(tag.name)) {
      at = endOfRaw(html, end, tag.name);
      if (tag.name === 'textarea' && at > end) yield { type: 'text', text: html.slice(end, at) };
    }
  }
}

/** Where the next tag or comment begins: a `<` that a letter, `/`, `!` or `?` follows. */
function nextTag(html: string, at: number): number {
  for (let from = html.indexOf('<', at); from >= 0; from = html.indexOf('<', from + 1)) {
    if (beginsTag(html.charCodeAt(from + 1))) return from;
  }
  return html.length;
}

function beginsTag(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || code === 33 || code === 47 || code === 63;
}

/** Behind its `>`; one in quotes does not end it. What is not closed reaches to the end. */
function endOfTag(html: string, from: number): number {
  if (html.startsWith('<!--', from)) return behind(html, '-->', from + 4);
  for (let at = from + 1, quoted = ''; at < html.length; at++) {
    const character = html[at]!;
    if (quoted !== '') {
      if (character === quoted) quoted = '';
    } else if (character === '>') return at + 1;
    else if ((character === '"' || character === "'") && /[=\s]/.test(html[at - 1]!)) quoted = character;
  }
  return html.length;
}

function behind(html: string, closing: string, from: number): number {
  const found = html.indexOf(closing, from);
  return found < 0 ? html.length : found + closing.length;
}

/** Where the closing tag of a raw element begins. */
function endOfRaw(html: string, from: number, name: string): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
  }
  return html.length;
}

/** A tag by its text, which begins at a place of the document. */
function tagOf(text: string, at: number): Extract<HtmlPiece, { type: 'start' | 'end' }> {
  const end = text.startsWith('</');
  const name = /^[a-z][^\s/>]*/i.exec(text.slice(end ? 2 : 1, 60))?.[0] ?? '';
  const begin = (end ? 2 : 1) + name.length;
  const rest = text.slice(begin, ATTRIBUTES_CHARACTERS_MAX);
  const attributePlace = (wanted: string) => {
    for (const { 0: whole, 1: found, 2: double, 3: single, 4: bare, index } of rest.matchAll(ATTRIBUTE)) {
      if (found!.toLowerCase() !== wanted) continue;
      const value = double ?? single ?? bare;
      if (value === undefined) return null;
      const to = at + begin + index + whole.length - (bare === undefined ? 1 : 0);
      return { from: to - value.length, to };
    }
    return null;
  };
  return {
    type: end ? 'end' : 'start',
    name: name.toLowerCase(),
    attributePlace,
    attribute(wanted) {
      const place = attributePlace(wanted);
      return place === null ? '' : text.slice(place.from - at, place.to - at);
    },
  };
}
