import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** What is compressed at once: a row at a time would cost more than the compression. */
const BLOCK_BYTES = 256 * 1_024;
/** A third of the time of the usual level, for a tenth more bytes. */
const LEVEL = 3;

/** Writes a backup. Every call may wait until the output takes more, and fails when it takes nothing any more: a full disk. */
export class BackupWriter {
  readonly #gzip = createGzip({ level: LEVEL });
  readonly #written: Promise<void>;
  #failure: Error | undefined;
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #used = 0;

  constructor(out: Writable) {
    this.#written = pipeline(this.#gzip, out);
    this.#written.catch((error: Error) => {
      this.#failure = error;
    });
  }

  /** Takes a copy. Undefined where nothing has to be waited for. */
  add(bytes: Buffer): Promise<void> | undefined {
    let waiting: Promise<void> | undefined;
    for (let from = 0; from < bytes.length; ) {
      const copied = bytes.copy(this.#block, this.#used, from);
      from += copied;
      this.#used += copied;
      if (this.#used === BLOCK_BYTES) waiting = this.#flush();
    }
    return waiting;
  }

  async json(value: unknown): Promise<void> {
    await this.line(JSON.stringify(value));
  }

  async line(text: string): Promise<void> {
    await this.add(Buffer.from(`${text}\n`));
  }

  /** All has reached the output, which has been ended. */
  async end(): Promise<void> {
    await this.#flush();
    this.#gzip.end();
    await this.#written;
  }

  /** Nothing more comes, and what was written is of no use. */
  async abandon(): Promise<void> {
    this.#gzip.destroy();
    await this.#written.catch(() => undefined);
  }

  #flush(): Promise<void> | undefined {
    if (this.#failure) return Promise.reject(this.#failure);
    const block = this.#block.subarray(0, this.#used);
    this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
    this.#used = 0;
    if (block.length === 0 || this.#gzip.write(block)) return undefined;
    return Promise.race([once(this.#gzip, 'drain'), this.#written]).then(() => undefined);
  }
}
