import { parseRaw, type Raw } from '@millrace/core/raw';
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLError,
} from 'yaml';

/** A place in a text: both begin with 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface YamlProblem extends Place {
  readonly message: string;
}

/** A text that is no YAML, or says what JSON cannot; `problems` are all that are found, in the order of the text. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
  readonly problems: readonly YamlProblem[];

  constructor(problems: readonly YamlProblem[]) {
    super(
      problems.map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`).join('\n'),
    );
    this.problems = problems;
  }
}

/** A text of YAML that has been read. */
export interface YamlText {
  /** What it says; numbers keep their digits. */
  readonly raw: Raw;
  /** Undefined for a text of nothing but comments. */
  readonly root: Node | undefined;
  placeOf(offset: number): Place;
}

/**
 * Reads one document of YAML 1.2 (core schema) that says what JSON can say. Throws a YamlError for anything else: anchors, aliases, merge keys and tags,
 * numbers that JSON writes otherwise, keys that are no text, and keys that come twice.
 */
export function readYaml(text: string): YamlText {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new YamlError([
      { line: 1, column: 1, message: 'it has objects in objects, deeper than can be read' },
    ]);
  }
}

function read(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    lineCounter: lines,
    keepSourceTokens: true,
    prettyErrors: false,
    // Told by the reader below, which compares keys as JSON has them.
    uniqueKeys: false,
    stringKeys: false,
  });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const reader = new Reader(placeOf);
  // Behind the first the rest is read as what it is not.
  const [first] = document.errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (first) reader.refuse(first.pos[0], messageOf(first, text));
  if (document.errors.length === 0) refuseDirectives(document, reader);
  const root = document.contents ?? undefined;
  const raw = document.errors.length > 0 || !root ? null : reader.read(root);
  reader.throwProblems();
  return { raw, root, placeOf };
}

/** What a node says that is known to say what JSON can. */
export function readNode(node: unknown): Raw {
  return node === null ? null : new Reader(() => ({ line: 1, column: 1 })).read(node);
}

const TOO_DEEP = 'it has objects in objects, deeper than can be read';

function messageOf({ code, message, pos }: YAMLError, text: string): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here: one is all that a file can have';
  if (code === 'TAB_AS_INDENT') return 'tabs do not count as indentation: use spaces';
  if (message.includes('call stack')) return TOO_DEEP;
  const said = message.charAt(0).toLowerCase() + message.slice(1);
  if (code !== 'UNEXPECTED_TOKEN') return said;
  const line = text.slice(text.lastIndexOf('\n', pos[0] - 1) + 1).split('\n', 1)[0]!;
  const what = line.includes('{{') ? `text with ${TOKEN}` : 'text with : , { } [ ] or # in it';
  return `this cannot stand here: a ${what} is put in quotes (${said})`;
}

const TOKEN = '{{ … }}';

function refuseDirectives({ directives }: Document, reader: Reader): void {
  const version = directives?.yaml.version;
  if (version !== undefined && version !== '1.2')
    reader.refuse(0, `it says that it is YAML ${version}: it is read as 1.2, so leave that out`);
}

/** What JSON writes as a number. */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

class Reader {
  readonly #placeOf: (offset: number) => Place;
  readonly #problems: YamlProblem[] = [];

  constructor(placeOf: (offset: number) => Place) {
    this.#placeOf = placeOf;
  }

  /** What follows at the same place is most likely of the same mistake. */
  refuse(offset: number, message: string): void {
    const place = this.#placeOf(offset);
    const last = this.#problems.at(-1);
    if (last?.line === place.line && last.column === place.column) return;
    this.#problems.push({ ...place, message });
  }

  throwProblems(): void {
    const problems = this.#problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
    if (problems.length > 0) throw new YamlError(problems);
  }

  read(node: unknown): Raw {
    if (isAlias(node)) {
      this.refuse(offsetOf(node), `the alias *${node.source} stands for something else: write it out`);
      return null;
    }
    this.#refuseProperties(node);
    if (isMap(node)) return this.#object(node.items);
    if (isSeq(node)) return node.items.map((item) => (isPair(item) ? this.#object([item]) : this.read(item)));
    return isScalar(node) ? this.#scalar(node as ScalarNode) : null;
  }

  #refuseProperties(node: unknown): void {
    const { anchor, tag } = node as { readonly anchor?: string; readonly tag?: string };
    if (anchor !== undefined)
      this.refuse(
        offsetOf(node),
        `the anchor &${anchor} is not known here: leave it out, and write out what refers to it`,
      );
    if (tag !== undefined) this.refuse(offsetOf(node), `the tag ${tag} says what JSON cannot: leave it out`);
  }

  #object(items: readonly Pair[]): Raw {
    const entries = new Map<string, Raw>();
    for (const { key, value } of items) {
      const name = this.#key(key);
      if (name !== undefined && entries.has(name))
        this.refuse(offsetOf(key), `${JSON.stringify(name)} is there twice`);
      const raw = value === null ? null : this.read(value);
      if (name !== undefined) entries.set(name, raw);
    }
    return Object.fromEntries(entries);
  }

  #key(key: unknown): string | undefined {
    if (isScalar(key)) {
      this.#refuseProperties(key);
      const name = typeof key.value === 'string' ? key.value : (key.source ?? '');
      if (name === '<<' && key.type === 'PLAIN')
        this.refuse(offsetOf(key), 'the merge key << is not known here: write out what it takes over');
      if (name !== '' || key.type !== 'PLAIN') return name;
    }
    const hint = isMap(key) ? `; a text that begins with ${TOKEN} is put in quotes` : '';
    this.refuse(offsetOf(key), `a key must be a text${hint}`);
    return undefined;
  }

  #scalar(node: ScalarNode): Raw {
    const { value, source = '' } = node;
    if (typeof value !== 'number' && typeof value !== 'bigint') return value as Raw;
    if (JSON_NUMBER.test(source)) return parseRaw(source);
    this.refuse(
      offsetOf(node),
      `${source} is a number that JSON cannot write: put it in quotes where a text is meant, or write it in plain digits`,
    );
    return null;
  }
}

interface ScalarNode {
  readonly value: unknown;
  readonly source?: string;
}

function offsetOf(node: unknown): number {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
}
