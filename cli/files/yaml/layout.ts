import type { Raw } from '@millrace/core/raw';
import { isMap, isScalar, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { readNode } from './read.ts';

/** A member or an item of a block, with the lines that are its own. */
export interface Row {
  /** Of a member. */
  readonly key?: string;
  readonly value: unknown;
  readonly raw: Raw;
  /** Lines above it that are not its own: blank ones, and comments that are set apart. */
  readonly lead: string;
  /** From its own comments, or its first character, to its last line break. */
  readonly from: number;
  readonly to: number;
  readonly body: string;
  /** Just behind its colon or dash. */
  readonly behind: number;
}

/** Where the rows of a block stand. */
export interface Layout {
  readonly rows: readonly Row[];
  readonly indent: string;
  /** The first row begins behind a dash. */
  readonly isInline: boolean;
  readonly from: number;
  readonly to: number;
}

export function collectionOf(node: unknown): YAMLMap | YAMLSeq | undefined {
  return isMap(node) || isSeq(node) ? node : undefined;
}

/** The rows of a block that is not between brackets. */
export function layoutOf(node: YAMLMap | YAMLSeq, text: string): Layout {
  const starts = node.items.map((item, at) => startOf(node, item, at));
  const first = starts[0]!;
  const column = first - lineStart(text, first);
  const isInline = text.slice(first - column, first).trim() !== '';
  const rows: Row[] = [];
  let end = isInline ? first : withComments(text, first, column, 0);
  const from = end;
  for (const [at, item] of node.items.entries()) {
    const start = starts[at]!;
    const behind = behindOf(node, item, at);
    const value = isMap(node) ? (item as Pair).value : item;
    const to = lineEnd(text, blockLines(value, behind));
    const own = at === 0 ? end : withComments(text, start, column, end);
    // The spaces before its first character are not part of it: it may come to stand behind a dash.
    const begins = at === 0 && isInline ? own : Math.min(own + column, start);
    const body = text.slice(begins, to);
    rows.push({
      ...(isMap(node) ? { key: nameOf(item as Pair) } : {}),
      value,
      raw: readNode(value),
      lead: at === 0 ? '' : text.slice(end, own),
      from: begins,
      to,
      body: body.endsWith('\n') ? body : `${body}\n`,
      behind,
    });
    end = to;
  }
  return { rows, indent: ' '.repeat(column), isInline, from, to: end };
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? (typeof key.value === 'string' ? key.value : (key.source ?? '')) : '';
}

/** Where a value ends, without the comment behind it. */
export function blockLines(value: unknown, behind: number): number {
  const collection = collectionOf(value);
  if (collection && !collection.flow && collection.items.length > 0) {
    const last = collection.items.at(-1);
    const inner = isMap(collection) ? (last as Pair).value : last;
    return blockLines(inner, behindOf(collection, last, collection.items.length - 1));
  }
  const range = (value as { readonly range?: readonly number[] | null } | null)?.range;
  // Where nothing stands, the place of it is behind the comment.
  return !range || range[0] === range[1] ? behind : range[1]!;
}

/** Tokens of the text that a node was made from. */
interface Tokens {
  readonly items: readonly {
    readonly start: readonly Token[];
    readonly sep?: readonly Token[];
  }[];
}
interface Token {
  readonly type: string;
  readonly offset: number;
}

function tokensOf(node: YAMLMap | YAMLSeq, at: number) {
  return (node as { srcToken?: unknown } as { srcToken?: Tokens }).srcToken?.items[at];
}

function behindOf(node: YAMLMap | YAMLSeq, item: unknown, at: number): number {
  const tokens = tokensOf(node, at);
  const mark = isMap(node)
    ? tokens?.sep?.find(({ type }) => type === 'map-value-ind')
    : tokens?.start.find(({ type }) => type === 'seq-item-ind');
  if (mark) return mark.offset + 1;
  const { key } = item as Pair<{ readonly range: readonly number[] }>;
  return key.range[1]!;
}

function startOf(node: YAMLMap | YAMLSeq, item: unknown, at: number): number {
  const mark = tokensOf(node, at)?.start.find(({ type }) =>
    isMap(node) ? type === 'explicit-key-ind' : type === 'seq-item-ind',
  );
  return mark?.offset ?? (item as Pair<{ readonly range: readonly number[] }>).key.range[0]!;
}

/** Up to the comments in the same column right above. */
function withComments(text: string, start: number, column: number, bound: number): number {
  let at = lineStart(text, start);
  while (at > bound) {
    const above = lineStart(text, at - 1);
    if (above < bound || text.slice(above, at).search(/\S/) !== column || text[above + column] !== '#') break;
    at = above;
  }
  return Math.max(at, bound);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the line break of the line that ends there. */
export function lineEnd(text: string, at: number): number {
  if (text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}
