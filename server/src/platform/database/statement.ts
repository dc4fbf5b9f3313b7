import type { Copying } from './copying.ts';

/** A row of an answer: bigint and numeric as strings, timestamptz as epoch milliseconds, json parsed. */
export type Row = Record<string, unknown>;

/** A question to PostgreSQL. */
export interface Question {
  readonly text: string;
  readonly values: readonly unknown[];
  /**
   * `prepared`: parsed once a connection, for constant texts; `once`: for generated texts;
   * `script`: any number of statements, without parameters.
   */
  readonly kind: 'prepared' | 'once' | 'script';
  /** The other end of a COPY. */
  readonly copying?: Copying;
}

export type Ask = (question: Question) => Promise<unknown>;

/** A name in a statement, such as a table's: written into its text. */
export class Identifier {
  readonly quoted: string;
  constructor(name: string) {
    this.quoted = `"${name.replaceAll('"', '""')}"`;
  }
}

/**
 * One statement. It is sent when awaited, or at once with `execute`; inside another statement's template it becomes a part
 * of that one.
 */
export class Statement<R = Row[]> implements Promise<R> {
  readonly [Symbol.toStringTag] = 'Statement';
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
  readonly #ask: Ask;
  readonly #kind: Question['kind'];
  #answer: Promise<R> | undefined;

  constructor(ask: Ask, kind: Question['kind'], strings: readonly string[], values: readonly unknown[]) {
    this.#ask = ask;
    this.#kind = kind;
    this.strings = strings;
    this.values = values;
  }

  /** Sends it now, before later questions. */
  execute(): this {
    this.#answer ??= this.#run();
    return this;
  }

  /** Runs COPY … FROM STDIN with this input. Rejects with the input's error, too; nothing has been taken then. */
  async copyIn(from: NonNullable<Copying['from']>): Promise<void> {
    await this.#ask({ text: this.strings[0]!, values: [], kind: 'script', copying: { from } });
  }

  /** Runs COPY … TO STDOUT: each line is handed on. Rejects with the error of whoever takes them, too. */
  async copyOut(into: NonNullable<Copying['into']>): Promise<void> {
    await this.#ask({ text: this.strings[0]!, values: [], kind: 'script', copying: { into } });
  }

  // biome-ignore lint/suspicious/noThenProperty: a statement is awaited
  then<T = R, E = never>(
    onFulfilled?: ((rows: R) => T | PromiseLike<T>) | null,
    onRejected?: ((reason: unknown) => E | PromiseLike<E>) | null,
  ): Promise<T | E> {
    this.#answer ??= this.#run();
    return this.#answer.then(onFulfilled, onRejected);
  }

  catch<E = never>(onRejected?: ((reason: unknown) => E | PromiseLike<E>) | null): Promise<R | E> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<R> {
    return this.then().finally(onFinally);
  }

  /** The author of the statement knows the type of the rows. */
  #run(): Promise<R> {
    return this.#ask(this.#question()) as Promise<R>;
  }

  #question(): Question {
    if (this.#kind !== 'prepared') return { text: this.strings[0]!, values: this.values, kind: this.#kind };
    const text: string[] = [];
    const values: unknown[] = [];
    flatten(this, text, values);
    return { text: text.join(''), values, kind: this.#kind };
  }
}

/** Writes a statement and the parts inside it as one text with numbered parameters. */
function flatten(statement: Statement<unknown>, text: string[], values: unknown[]): void {
  text.push(statement.strings[0]!);
  for (const [index, value] of statement.values.entries()) {
    if (value instanceof Statement) flatten(value, text, values);
    else if (value instanceof Identifier) text.push(value.quoted);
    else text.push(`$${values.push(value)}`);
    text.push(statement.strings[index + 1]!);
  }
}

/** Statements by tagged template: on a pool, on one connection, in a transaction. */
export interface Tag {
  <R = Row[]>(strings: TemplateStringsArray, ...values: readonly unknown[]): Statement<R>;
  (identifier: string): Identifier;
  /** A generated text, or a part of a statement. Without values it may hold several statements. */
  unsafe(text: string, values?: readonly unknown[]): Statement;
  /** Asks what another tag has made a question of. */
  readonly ask: Ask;
}

export function createTag(ask: Ask): Tag {
  function tag<R>(strings: TemplateStringsArray, ...values: unknown[]): Statement<R>;
  function tag(identifier: string): Identifier;
  function tag(first: TemplateStringsArray | string, ...values: unknown[]): Statement<unknown> | Identifier {
    if (typeof first === 'string') return new Identifier(first);
    return new Statement(ask, 'prepared', first, values);
  }
  return Object.assign(tag, {
    unsafe: (text: string, values: readonly unknown[] = []) =>
      new Statement(ask, values.length === 0 ? 'script' : 'once', [text], values),
    ask,
  });
}
