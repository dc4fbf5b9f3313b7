import pg from 'pg';
import { type Read, readerOf } from './codecs.ts';
import { type Copying, CopyOut, type CopyWire, OtherEndFailed, sendCopy } from './copying.ts';
import type { Row } from './statement.ts';

/** The calls of the driver's connection; its own types know an older form. */
export interface Wire extends CopyWire {
  parse(statement: { readonly name: string; readonly text: string; readonly types: readonly number[] }): void;
  bind(portal: { readonly statement: string; readonly values: readonly (string | null)[] }): void;
  describe(what: { readonly type: 'S' | 'P'; readonly name: string }): void;
  execute(portal: Readonly<Record<string, never>>): void;
  sync(): void;
  query(text: string): void;
  on(event: 'parameterDescription', listener: (message: { dataTypeIDs: number[] }) => void): void;
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** The shape of a statement's rows: known once PostgreSQL has described it. */
export interface Shape {
  columns: readonly { readonly name: string; readonly read: Read | undefined }[];
}

/**
 * Something sent to PostgreSQL, and its answer. The driver keeps the order: several may be under way on a connection, and each is
 * answered, with an error if need be, before the next.
 */
export class Execution extends pg.Query {
  /** Resolves with the rows; rejects with the error of PostgreSQL or the connection. */
  readonly done: Promise<Row[]>;
  /** PostgreSQL's command tag: `COMMIT`, `INSERT 0 1`. */
  command = '';
  readonly #send: (wire: Wire) => void;
  readonly #shape: Shape;
  readonly #copying: Copying;
  #out: CopyOut | undefined;
  #rows: Row[] = [];
  #hasFailed = false;
  #unreadable: Error | undefined;
  #resolve!: (rows: Row[]) => void;
  #reject!: (error: unknown) => void;

  constructor(send: (wire: Wire) => void, shape: Shape = { columns: [] }, copying: Copying = {}) {
    super({ text: '' });
    this.#send = send;
    this.#shape = shape;
    this.#copying = copying;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  override submit = (connection: unknown): Error | null => {
    try {
      this.#send(connection as Wire);
      return null;
    } catch (error) {
      return error as Error;
    }
  };

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    this.#shape.columns = fields.map(({ name, dataTypeID }) => ({ name, read: readerOf(dataTypeID) }));
    // Of several statements in one text, the last one's rows are the answer.
    this.#rows = [];
  }

  /** Called by the socket: no caller would catch an error. */
  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    try {
      this.#rows.push(this.#read(fields));
    } catch (error) {
      this.#unreadable ??= error as Error;
    }
  }

  #read(fields: readonly (string | null)[]): Row {
    const row: Row = {};
    const { columns } = this.#shape;
    for (let index = 0; index < fields.length; index++) {
      const { name, read } = columns[index]!;
      const text = fields[index]!;
      row[name] = text === null || read === undefined ? text : read(text);
    }
    return row;
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.command = text;
  }

  handleEmptyQuery(): void {
    this.command = '';
  }

  handleCopyInResponse(wire: Wire): void {
    void sendCopy(wire, this.#copying.from ?? [], () => this.#hasFailed).catch((error: unknown) => {
      this.#unreadable ??= new OtherEndFailed(error as Error);
    });
  }

  /** COPY … TO STDOUT: a row for each line, unless somebody takes the lines as they come. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }, wire: Wire): void {
    const { into } = this.#copying;
    if (into === undefined) this.#rows.push({ line: chunk.toString() });
    else {
      this.#out ??= new CopyOut(wire.stream, into);
      this.#out.take(chunk);
    }
  }

  handleError(error: unknown): void {
    this.#hasFailed = true;
    this.#reject(this.#unreadable ?? error);
  }

  handleReadyForQuery(): void {
    if (this.#out?.failure) this.#unreadable ??= new OtherEndFailed(this.#out.failure);
    const failure = this.#unreadable;
    if (failure) this.#reject(failure);
    else this.#resolve(this.#rows);
  }
}
