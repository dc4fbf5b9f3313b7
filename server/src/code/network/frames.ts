/** A frame of a process's network channel: its length without these, its kind, the connection's number, and what it carries. */
const HEAD_BYTES = 9;

/** Bytes of one frame that a process may send; its own side cuts at 64 KiB. */
const FRAME_BYTES_MAX = 1_000_000;

export const KINDS = { open: 1, data: 2, end: 3, close: 4 } as const;

export interface Frame {
  readonly kind: number;
  readonly id: number;
  readonly payload: Buffer;
}

export function frame(kind: keyof typeof KINDS, id: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(payload.length, 0);
  head.writeUInt8(KINDS[kind], 4);
  head.writeUInt32BE(id, 5);
  return Buffer.concat([head, payload]);
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  #unread: Buffer = Buffer.alloc(0);

  /** The frames that have become whole; null for what is none. */
  read(bytes: Buffer): Frame[] | null {
    this.#unread = this.#unread.length === 0 ? bytes : Buffer.concat([this.#unread, bytes]);
    const frames: Frame[] = [];
    while (this.#unread.length >= HEAD_BYTES) {
      const length = this.#unread.readUInt32BE(0);
      if (length > FRAME_BYTES_MAX) return null;
      if (this.#unread.length < HEAD_BYTES + length) break;
      frames.push({
        kind: this.#unread.readUInt8(4),
        id: this.#unread.readUInt32BE(5),
        payload: this.#unread.subarray(HEAD_BYTES, HEAD_BYTES + length),
      });
      this.#unread = this.#unread.subarray(HEAD_BYTES + length);
    }
    return frames;
  }
}
