import type { Duplex } from 'node:stream';

/** The calls of the driver's connection that a COPY makes. */
export interface CopyWire {
  readonly stream: Duplex;
  sendCopyFromChunk(chunk: Buffer): void;
  sendCopyFail(message: string): void;
  endCopyFrom(): void;
}

/** What a COPY reads, or who takes what it writes. */
export interface Copying {
  /** The input of COPY … FROM STDIN, in chunks of any length. */
  readonly from?: AsyncIterable<Buffer> | Iterable<Buffer>;
  /**
   * Takes the output of COPY … TO STDOUT, a line at a time. The line is the caller's only during the call. While a promise is
   * pending, PostgreSQL is not read from.
   */
  readonly into?: (line: Buffer) => Promise<void> | undefined;
}

/** The other end of a COPY has failed, not the database; `cause` is how. */
export class OtherEndFailed extends Error {
  override readonly name = 'OtherEndFailed';
  declare readonly cause: Error;

  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

/** Sends the input as fast as PostgreSQL takes it. Rejects with the error of the input, of which PostgreSQL is told: it takes nothing then. */
export async function sendCopy(
  wire: CopyWire,
  input: NonNullable<Copying['from']>,
  isRefused: () => boolean,
): Promise<void> {
  try {
    for await (const chunk of input) {
      if (isRefused() || wire.stream.destroyed) return;
      wire.sendCopyFromChunk(chunk);
      if (wire.stream.writableNeedDrain) await drained(wire.stream);
    }
  } catch (error) {
    if (!isRefused()) wire.sendCopyFail((error as Error).message);
    throw error;
  }
  if (!isRefused()) wire.endCopyFrom();
}

/** Until more can be written, or nothing ever will be. */
function drained(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
  });
}

/** Hands on the output of a COPY, and holds the stream while it is not taken. */
export class CopyOut {
  /** Why it could not be taken; the rest is dropped. */
  failure: Error | undefined;
  readonly #stream: Duplex;
  readonly #into: NonNullable<Copying['into']>;
  #pending = 0;

  constructor(stream: Duplex, into: NonNullable<Copying['into']>) {
    this.#stream = stream;
    this.#into = into;
  }

  take(line: Buffer): void {
    if (this.failure) return;
    const taken = this.#into(line);
    if (!taken) return;
    if (this.#pending++ === 0) this.#stream.pause();
    taken
      .catch((error: Error) => {
        this.failure ??= error;
      })
      .finally(() => {
        if (--this.#pending === 0) this.#stream.resume();
      });
  }
}
