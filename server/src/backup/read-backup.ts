import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import {
  END_OF_ROWS,
  endShape,
  FORMAT,
  type Header,
  headerShape,
  rowsShape,
  tableShape,
} from './backup-file.ts';
import { countingLines } from './lines.ts';

export type BackupHeader = Header;

/** What was given is no backup, or not a whole one; the message says which. */
export class NoBackup extends Error {
  override readonly name = 'NoBackup';
}

const NEWLINE = 10;
const END = Buffer.from(`${END_OF_ROWS}\n`);
const END_BEHIND_A_LINE = Buffer.from(`\n${END_OF_ROWS}\n`);
/** A line in which a backup tells of itself; a longer one is none. */
const JSON_BYTES_MAX = 64 * 1_024 * 1_024;

/** A table of a backup, while it is being read. */
export interface TableOfBackup {
  readonly name: string;
  readonly columns: readonly string[];
  /** Whole lines, in chunks. To be read to their end. */
  readonly lines: AsyncIterable<Buffer>;
}

/** A backup that is read once, from its beginning to its end. */
export interface BackupReader {
  readonly header: Header;
  /** The tables in their order, each with its rows; after the last, the numbers that the sequences stood at are there. */
  tables(): AsyncGenerator<TableOfBackup>;
  readonly sequences: Readonly<Record<string, string>>;
}

/** Reads the header of a backup. Throws NoBackup, also later, when the rest turns out to be none. */
export async function readBackup(input: Readable): Promise<BackupReader> {
  const text = new Text(input);
  const header = await text.json(headerShape);
  if (header.format !== FORMAT)
    throw new NoBackup(
      `It is a backup of a format (${header.format}) that this release cannot read: it was made by Millrace ${header.release}.`,
    );
  const reader = {
    header,
    sequences: {} as Readonly<Record<string, string>>,
    async *tables(): AsyncGenerator<TableOfBackup> {
      for (;;) {
        const next = await text.json(tableShape.or(endShape));
        if ('end' in next) {
          await text.end();
          reader.sequences = next.sequences;
          return;
        }
        let counted = 0;
        yield {
          name: next.table,
          columns: next.columns,
          lines: countingLines(text.lines(), (count) => (counted += count)),
        };
        const { rows } = await text.json(rowsShape);
        if (rows !== counted)
          throw new NoBackup(`It is damaged: ${next.table} has ${counted} rows, and ${rows} were written.`);
      }
    },
  };
  return reader;
}

/** The text of a backup, taken piece by piece. */
class Text {
  readonly #chunks: AsyncIterator<Buffer>;
  #failure: Error | undefined;
  #rest: Buffer = Buffer.alloc(0);

  constructor(input: Readable) {
    const gunzip = createGunzip();
    pipeline(input, gunzip).catch((error: Error) => {
      this.#failure = error;
    });
    this.#chunks = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** The next line, which is JSON of this shape. */
  async json<T>(shape: z.ZodType<T>): Promise<T> {
    let end = this.#rest.indexOf(NEWLINE);
    while (end < 0) {
      if (this.#rest.length > JSON_BYTES_MAX) throw new NoBackup('It is no backup of Millrace.');
      await this.#more();
      end = this.#rest.indexOf(NEWLINE);
    }
    const line = this.#rest.toString('utf8', 0, end);
    this.#rest = this.#rest.subarray(end + 1);
    const read = shape.safeParse(parsed(line));
    if (!read.success) throw new NoBackup('It is no backup of Millrace, or a damaged one.');
    return read.data;
  }

  /** Whole lines, up to the end of the rows, which is taken as well. */
  async *lines(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.#rest.subarray(0, END.length).equals(END)) {
        this.#rest = this.#rest.subarray(END.length);
        return;
      }
      const end = this.#rest.indexOf(END_BEHIND_A_LINE);
      const whole = end >= 0 ? end + 1 : this.#rest.lastIndexOf(NEWLINE) + 1;
      if (whole > 0) {
        const lines = this.#rest.subarray(0, whole);
        this.#rest = this.#rest.subarray(whole);
        yield lines;
      } else await this.#more();
    }
  }

  /** That nothing follows. */
  async end(): Promise<void> {
    const next = await this.#next();
    if (this.#rest.length > 0 || !next.done)
      throw new NoBackup('It is damaged: more follows behind its end.');
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#next();
    if (done) throw new NoBackup('It is not whole: it ends in the middle.');
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
  }

  async #next(): Promise<IteratorResult<Buffer>> {
    try {
      return await this.#chunks.next();
    } catch (error) {
      throw asNoBackup((this.#failure ?? error) as NodeJS.ErrnoException);
    }
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What the compression says of a file that is not one of ours, or only a part of one. */
function asNoBackup(error: NodeJS.ErrnoException): Error {
  if (error.code === 'Z_BUF_ERROR') return new NoBackup('It is not whole: it ends in the middle.');
  if (error.code?.startsWith('Z_'))
    return new NoBackup(`It is no backup of Millrace, or a damaged one (${error.message}).`);
  return error;
}
