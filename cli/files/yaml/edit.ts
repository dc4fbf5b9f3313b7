import { isObject, type Raw, type RawObject, sameRaw } from '@millrace/core/raw';
import { isMap, isScalar, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { alike, isNothing } from '../alike.ts';
import { blockLines, collectionOf, type Layout, layoutOf, lineEnd, type Row } from './layout.ts';
import { printInline, printItems, printMembers, printValue, printYaml } from './print.ts';
import { readYaml } from './read.ts';
import { blockOf, quotedOf } from './text.ts';

/** A list or an object between brackets is kept in its line up to this length. */
const INLINE_CHARACTERS_MAX = 100;

/**
 * The text of a file such that it says `wanted`: what differs is changed where it stands, new members and items are put between their neighbours, and all else stays byte for
 * byte: comments, blank lines, quotes, the order of keys. Items of lists are known by their ids, else by what they say, else by their place, and
 * take their comments along. Throws a YamlError for what is no YAML.
 */
export function editYaml(text: string, wanted: RawObject): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const isDos = /\r\n/.test(text) && !/(?<!\r)\n/.test(text);
  const source = text.slice(mark.length).replaceAll('\r\n', isDos ? '\n' : '\r\n');
  const { raw, root } = readYaml(source);
  if (alike(raw, wanted)) return text;
  const edited = collectionOf(root) && isMap(root) ? new Editor(source).document(root, wanted) : '';
  const isSo = edited !== '' && saysSo(edited, wanted);
  const whole = isSo ? edited : printYaml(wanted);
  return mark + (isDos ? whole.replaceAll('\n', '\r\n') : whole);
}

function saysSo(text: string, wanted: RawObject): boolean {
  try {
    return alike(readYaml(text).raw, wanted);
  } catch {
    return false;
  }
}

/** A part of the text, and what stands there instead. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A member or item as it will stand: what is above it, and itself from its first character to its last line break. */
interface Piece {
  readonly lead: string;
  readonly body: string;
  readonly key?: string;
}

class Editor {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(root: YAMLMap, wanted: RawObject): string {
    const change = root.flow || !isFull(wanted) ? this.#replaced(root, wanted) : this.#block(root, wanted);
    return this.#with([change], 0, this.#text.length);
  }

  #with(changes: readonly Change[], from: number, to: number): string {
    let [made, at] = ['', from];
    for (const change of changes) {
      made += this.#text.slice(at, change.from) + change.text;
      at = change.to;
    }
    return made + this.#text.slice(at, to);
  }

  #block(node: YAMLMap | YAMLSeq, wanted: RawObject | readonly Raw[]): Change {
    const layout = layoutOf(node, this.#text);
    const pieces = Array.isArray(wanted)
      ? this.#items(layout, wanted)
      : this.#members(layout, wanted as RawObject);
    const text = pieces
      .map(({ lead, body }, at) =>
        at === 0 ? (layout.isInline ? body : lead + layout.indent + body) : lead + layout.indent + body,
      )
      .join('');
    return { from: layout.from, to: layout.to, text };
  }

  #members(layout: Layout, wanted: RawObject): readonly Piece[] {
    const pieces: Piece[] = [];
    let orphaned = '';
    for (const row of layout.rows) {
      const key = row.key!;
      const value = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
      if (value === undefined && !isNothing(row.raw)) {
        orphaned += commentsOf(row.lead);
        continue;
      }
      const body = value === undefined ? row.body : this.#body(row, value, layout);
      pieces.push({ key, lead: orphaned + row.lead, body });
      orphaned = '';
    }
    const there = new Set(layout.rows.map(({ key }) => key));
    let after: string | undefined;
    for (const name of Object.keys(wanted)) {
      if (!there.has(name) && !isNothing(wanted[name])) {
        const body = printMembers({ [name]: wanted[name]! }, layout.indent).slice(layout.indent.length);
        const at = after === undefined ? 0 : pieces.findIndex(({ key }) => key === after) + 1;
        pieces.splice(at, 0, { key: name, lead: '', body });
      }
      if (pieces.some(({ key }) => key === name)) after = name;
    }
    return pieces;
  }

  #items(layout: Layout, wanted: readonly Raw[]): readonly Piece[] {
    const matches = matched(layout.rows, wanted);
    return wanted.map((item, at) => {
      const row = matches[at];
      if (row) return { lead: row.lead, body: this.#body(row, item, layout) };
      return { lead: '', body: printItems([item], layout.indent).slice(layout.indent.length) };
    });
  }

  /** A row with another value. */
  #body(row: Row, wanted: Raw, { indent }: Layout): string {
    if (alike(row.raw, wanted)) return row.body;
    const change = this.#value(row, wanted, indent);
    const text = this.#with([change], row.from, Math.max(row.to, change.to));
    return text.endsWith('\n') ? text : `${text}\n`;
  }

  #value({ value, raw, behind }: Row, wanted: Raw, indent: string): Change {
    const collection = collectionOf(value);
    if (collection && areOfOneKind(raw, wanted)) {
      if (!collection.flow) return this.#block(collection, wanted as RawObject | readonly Raw[]);
      const [from, to] = collection.range!;
      const inner = this.#inBrackets(collection, raw, wanted);
      if (inner) return { from, to, text: this.#with(inner, from, to) };
      const text = printInline(wanted);
      const isShort = text.length <= INLINE_CHARACTERS_MAX && !this.#text.slice(from, to).includes('\n');
      if (isShort) return { from, to, text };
    }
    const scalar = isScalar(value) ? value : undefined;
    const isLine = scalar && !scalar.type?.startsWith('BLOCK') && isInLine(wanted);
    if (!isLine || (typeof wanted === 'string' && blockOf(wanted, indent) !== undefined))
      return this.#anew({ value, behind }, wanted, indent);
    const [from, to] = scalar.range!;
    const isEmpty = from === to;
    return isEmpty
      ? { from: behind, to: behind, text: printValue(wanted, '') }
      : { from, to, text: likeBefore(scalar, wanted) };
  }

  /** Changes within brackets, where the members or items are the same ones; undefined where others come or go. */
  #inBrackets(node: YAMLMap | YAMLSeq, raw: Raw, wanted: Raw): readonly Change[] | undefined {
    const before = Object.entries(raw as object) as readonly (readonly [string, Raw])[];
    const after = wanted as Readonly<Record<string, Raw>>;
    if (before.length !== Object.keys(after).length) return undefined;
    const changes: Change[] = [];
    for (const [at, [key, old]] of before.entries()) {
      if (!Object.hasOwn(after, key)) return undefined;
      if (alike(old, after[key])) continue;
      const item = node.items[at];
      const value = isMap(node) ? (item as Pair).value : item;
      const inner = collectionOf(value);
      const within = inner && areOfOneKind(old, after[key]!) && this.#inBrackets(inner, old, after[key]!);
      if (within) {
        changes.push(...within);
        continue;
      }
      const [from, to] = (value as { readonly range?: readonly number[] } | null)?.range ?? [0, 0];
      // Of what has no place, or lines of its own, all is written anew.
      if (from === to || this.#text.slice(from, to).includes('\n')) return undefined;
      changes.push({ from: from!, to: to!, text: printInline(after[key]!) });
    }
    return changes;
  }

  #replaced(root: YAMLMap, wanted: RawObject): Change {
    const [from, to] = root.range!;
    return { from, to, text: printYaml(wanted).trimEnd() };
  }

  /** A value of another form: all of it, with the comment of its first line. */
  #anew({ value, behind }: Pick<Row, 'value' | 'behind'>, wanted: Raw, indent: string): Change {
    const end = blockLines(value, behind);
    const to = lineEnd(this.#text, end);
    const [first = ''] = this.#text.slice(behind, to).split('\n');
    const ownLine = isScalar(value) && !value.type?.startsWith('BLOCK') ? this.#text.slice(end, to) : first;
    const comment = /(?:^|\s)(#.*)/.exec(ownLine)?.[1]?.trimEnd();
    const [head = '', ...rest] = printValue(wanted, indent).split('\n');
    const lines = [comment === undefined ? head : `${head} ${comment}`, ...rest];
    return { from: behind, to, text: `${lines.join('\n')}\n` };
  }
}

/** Which row each wanted item was: by its id, else by what it says, in its place first where no item comes or goes, else by its place. */
function matched(rows: readonly Row[], wanted: readonly Raw[]): readonly (Row | undefined)[] {
  const free = new Set(rows);
  const take = (row: Row | undefined) => (row && free.delete(row) ? row : undefined);
  const byId = wanted.map((item) => {
    const id = idOf(item);
    return id === undefined ? undefined : take(rows.find((row) => free.has(row) && idOf(row.raw) === id));
  });
  const isSame = (row: Row | undefined, item: Raw) =>
    row !== undefined && free.has(row) && sameRaw(row.raw, item);
  const inPlace = wanted.map((item, at) => {
    const stays = rows.length === wanted.length && isSame(rows[at], item);
    return byId[at] ?? (stays ? take(rows[at]) : undefined);
  });
  const bySaying = wanted.map((item, at) => inPlace[at] ?? take(rows.find((row) => isSame(row, item))));
  return wanted.map((item, at) => {
    if (bySaying[at]) return bySaying[at];
    const row = rows[at];
    return row && idOf(row.raw) === undefined && idOf(item) === undefined ? take(row) : undefined;
  });
}

const IDS = ['actionId', 'id', 'branchName'] as const;

function idOf(raw: Raw): string | undefined {
  if (!isObject(raw)) return undefined;
  const name = IDS.find((member) => Object.hasOwn(raw, member));
  return name === undefined ? undefined : `${name} ${JSON.stringify(raw[name])}`;
}

function areOfOneKind(a: Raw, b: Raw): boolean {
  return isFull(a) && isFull(b) && Array.isArray(a) === Array.isArray(b);
}

/** A list with anything in it, or an object with a member that says anything. */
function isFull(raw: Raw): boolean {
  if (isObject(raw)) return !Object.values(raw).every(isNothing);
  return Array.isArray(raw) && raw.length > 0;
}

/** What is printed without further lines, texts aside. */
function isInLine(raw: Raw): boolean {
  return Array.isArray(raw) ? raw.length === 0 : !isObject(raw) || Object.keys(raw).length === 0;
}

/** In the quotes that were there. */
function likeBefore({ type }: Scalar, wanted: Raw): string {
  return (
    (typeof wanted === 'string' ? quotedOf(wanted, type) : undefined) ?? printValue(wanted, '').trimStart()
  );
}

/** Of what stands above something that goes: comments that are set apart from it stay. */
function commentsOf(lead: string): string {
  return lead.includes('#') ? lead : '';
}
