import { decodeHTML } from 'entities';
import { htmlPieces } from './html-pieces.ts';
import { TextLines } from './text-lines.ts';

/** Of documents that are longer, the beginning is read; mail programs cut at half of that. */
export const HTML_CHARACTERS_MAX = 200_000;

/** The content of such elements is not for reading. */
const HIDDEN: ReadonlySet<string> = new Set(['head', 'noscript', 'script', 'style', 'template', 'title']);

/** Elements that stand on lines of their own, and those that an empty line sets apart. */
const LINES: ReadonlySet<string> = new Set([
  ...[
    'address',
    'article',
    'aside',
    'center',
    'dd',
    'div',
    'dl',
    'dt',
    'figcaption',
    'figure',
    'footer',
    'form',
  ],
  ...['header', 'li', 'main', 'nav', 'section', 'table', 'tr'],
]);
const PARAGRAPHS: ReadonlySet<string> = new Set([
  ...['blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ol', 'p', 'pre', 'ul'],
]);

const CELLS: ReadonlySet<string> = new Set(['td', 'th']);

/** Elements that have no end, so that they cannot hide what follows. */
const VOID: ReadonlySet<string> = new Set([
  ...[
    'area',
    'base',
    'br',
    'col',
    'embed',
    'hr',
    'img',
    'input',
    'link',
    'meta',
    'param',
    'source',
    'track',
    'wbr',
  ],
]);

/**
 * The plain text of an HTML document: links keep their address, images nothing, hidden elements stay hidden. The
 * document is read once from beginning to end and no tree is made of it, so that none can be too deep.
 */
export function htmlToText(html: string): string {
  const cut = html.length > HTML_CHARACTERS_MAX;
  const lines = new TextLines();
  const hidden = new HiddenElements();
  let link: Link | null = null;
  for (const piece of htmlPieces(cut ? html.slice(0, HTML_CHARACTERS_MAX) : html)) {
    if (piece.type === 'text') {
      if (!hidden.inside) lines.write(decodeHTML(piece.text));
      continue;
    }
    const { type, name } = piece;
    if (hidden.look(piece)) continue;
    if (name === 'br') lines.lineBreak();
    else if (name === 'hr') lines.rule();
    else if (PARAGRAPHS.has(name)) lines.paragraph();
    else if (LINES.has(name)) lines.line();
    else if (CELLS.has(name)) lines.space();
    if (name === 'li' && type === 'start') lines.write('* ');
    if (name !== 'a') continue;
    if (link) endLink(link, lines);
    link =
      type === 'start' ? { address: decodeHTML(piece.attribute('href')).trim(), from: lines.length } : null;
  }
  if (link) endLink(link, lines);
  const text = lines.text();
  return cut ? `${text}…` : text;
}

interface Link {
  readonly address: string;
  /** The number of pieces written when the link began. */
  readonly from: number;
}

/** The address stands behind what the link says, unless that is the address already. */
function endLink({ address, from }: Link, lines: TextLines): void {
  if (address === '' || address.startsWith('#')) return;
  const said = lines.since(from).trim();
  if (said === address || `mailto:${said}` === address) return;
  lines.write(said === '' ? address : ` [${address}]`);
}

/** Whether what is read now is inside of something hidden: found by counting elements of the name that hides. */
class HiddenElements {
  #name = '';
  #open = 0;

  get inside(): boolean {
    return this.#open > 0;
  }

  /** Takes note of a tag, and says whether it belongs to what is hidden. */
  look(tag: {
    readonly type: 'start' | 'end';
    readonly name: string;
    attribute(name: string): string;
  }): boolean {
    if (this.#open === 0) {
      if (tag.type === 'end' || VOID.has(tag.name) || !isHidden(tag)) return false;
      this.#name = tag.name;
      this.#open = 1;
    } else if (tag.name === this.#name) this.#open += tag.type === 'start' ? 1 : -1;
    return true;
  }
}

function isHidden(tag: { readonly name: string; attribute(name: string): string }): boolean {
  return HIDDEN.has(tag.name) || /display\s*:\s*none/i.test(tag.attribute('style'));
}
