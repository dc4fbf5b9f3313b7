import { Transform, type TransformCallback } from 'node:stream';

/** Bytes that are gathered at most before they go on. */
const PIECE_BYTES_MAX = 256 * 1_024;

/**
 * Gathers a message that comes in many small pieces, lines of headers and of encoded text, and passes it on in one: each piece would be
 * a write to the network of its own.
 */
export class InOnePiece extends Transform {
  #pieces: Buffer[] = [];
  #bytes = 0;

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= PIECE_BYTES_MAX) this.#passOn();
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#passOn();
    done();
  }

  #passOn(): void {
    if (this.#bytes === 0) return;
    this.push(Buffer.concat(this.#pieces, this.#bytes));
    this.#pieces = [];
    this.#bytes = 0;
  }
}
