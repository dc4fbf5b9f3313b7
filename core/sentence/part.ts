/** What a part of a sentence names; a page makes a link or a colour of it. */
export type PartKind =
  | 'action'
  | 'association'
  | 'email'
  | 'event'
  | 'flow'
  | 'form'
  | 'list'
  | 'objectType'
  | 'owner'
  | 'property'
  | 'secret'
  | 'subscription'
  | 'team'
  | 'user'
  | 'value';

export interface TextPart {
  readonly text: string;
  /** The line of criteria that it is of: `filterBranches[0].filters[1]`. */
  readonly path?: string;
}

export interface ThingPart {
  readonly kind: PartKind;
  /** The id of the thing, the name of a property, a value as it is stored. */
  readonly id: string;
  /** For people; the id where the name is not known. */
  readonly label: string;
  /** Of a property, where its bearer is known. */
  readonly objectTypeId?: string;
  readonly path?: string;
}

/** A piece of a sentence: words, or something that is named. Joined they are one line. */
export type Part = TextPart | ThingPart;

export function text(words: string): TextPart {
  return { text: oneLine(words) };
}

export function thing(kind: PartKind, id: string, label: string | undefined = id): ThingPart {
  const said = oneLine(label).trim();
  return { kind, id, label: said === '' ? oneLine(id).trim() || 'empty' : said };
}

/** What stands where nothing has been chosen yet. */
export function missing(what: string): TextPart {
  return { text: `(${what})` };
}

/** Characters of a free text in a sentence; the whole is in the flow. */
const TEXT_CHARACTERS_MAX = 120;

/** A free text: cut when it is long, and between quotation marks when more than a word. */
export function quoted(words: string): string {
  const line = cut(oneLine(words).trim());
  if (line === '') return 'empty';
  return /^[\p{L}\p{N}@._+:/;,%-]+$/u.test(line) ? line : `“${line}”`;
}

/** As much of a text as a sentence has of it. */
export function cut(line: string): string {
  return line.length > TEXT_CHARACTERS_MAX ? `${[...line].slice(0, TEXT_CHARACTERS_MAX).join('')}…` : line;
}

function oneLine(words: string): string {
  return words.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** The sentence as one line of text. */
export function joined(parts: readonly Part[]): string {
  return parts.map(plain).join('');
}

export function plain(part: Part): string {
  return 'text' in part ? part.text : part.label;
}

/** Every part with the place of its line; those that have one keep it. */
export function withPath(parts: readonly Part[], path: string): Part[] {
  return parts.map((part) => (part.path === undefined ? { ...part, path } : part));
}

/** The sentence with a capital, where it begins with words. */
export function capital(parts: readonly Part[]): Part[] {
  const [first, ...rest] = parts;
  if (!first || !('text' in first) || first.text === '') return [...parts];
  return [{ ...first, text: first.text[0]!.toUpperCase() + first.text.slice(1) }, ...rest];
}

/** `a, b or c`. */
export function series(items: readonly (readonly Part[])[], word: string): Part[] {
  return items.flatMap((item, index) => {
    if (index === 0) return item;
    return [text(index === items.length - 1 ? ` ${word} ` : ', '), ...item];
  });
}

export const or = (items: readonly (readonly Part[])[]): Part[] => series(items, 'or');
export const and = (items: readonly (readonly Part[])[]): Part[] => series(items, 'and');

const SEPARATORS: ReadonlySet<string> = new Set([', ', ' or ', ' and ']);

/** The sentence with at most so many of each list of things; the rest is counted: `a, b and 12 more`. */
export function shortened(parts: readonly Part[], most: number): Part[] {
  const short: Part[] = [];
  for (let at = 0; at < parts.length; ) {
    const end = endOfList(parts, at);
    const things = (end - at + 1) / 2;
    if (things <= most + 1) short.push(...parts.slice(at, end));
    else
      short.push(...parts.slice(at, at + 2 * most - 1), {
        ...parts[at + 1]!,
        text: ` and ${things - most} more`,
      });
    at = end;
  }
  return short;
}

/** Behind the last thing of the list that begins here; behind this part, where none does. */
function endOfList(parts: readonly Part[], begin: number): number {
  let end = begin + 1;
  while (isItem(parts[end - 1]) && isSeparator(parts[end]) && sameKind(parts[begin], parts[end + 1]))
    end += 2;
  return end;
}

const isItem = (part: Part | undefined) => part !== undefined && 'kind' in part;
const isSeparator = (part: Part | undefined) =>
  part !== undefined && 'text' in part && SEPARATORS.has(part.text);
const sameKind = (one: Part | undefined, other: Part | undefined) =>
  one !== undefined && other !== undefined && 'kind' in one && 'kind' in other && one.kind === other.kind;
