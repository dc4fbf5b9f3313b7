import { Duplex } from 'node:stream';
import { z } from 'zod';
import { type Frame, FrameReader, frame, KINDS } from './frames.ts';

/** Connections that one process has open at once. */
const CONNECTIONS_MAX = 256;

/** Bytes of one process that have come and are not read yet. */
const HELD_BYTES_MAX = 20_000_000;

/** Where a connection of the code is meant to lead. */
export interface Destination {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}

const destinationSchema = z.object({
  scheme: z.enum(['http', 'https']),
  host: z.string().min(1).max(300),
  port: z.number().int().min(1).max(65_535),
});

/** The connections of one process, multiplexed over one pipe. What comes over it is the code's word, and as such not trusted. */
export class NetworkChannel {
  readonly #pipe: Duplex;
  readonly #reader = new FrameReader();
  readonly #connections = new Map<number, CodeConnection>();
  readonly #onConnection: (connection: CodeConnection) => void;

  constructor(pipe: Duplex, onConnection: (connection: CodeConnection) => void) {
    this.#pipe = pipe;
    this.#onConnection = onConnection;
    pipe.on('data', (bytes: Buffer) => this.#take(bytes));
    pipe.on('error', () => undefined);
    pipe.on('close', () => {
      for (const connection of this.#connections.values()) connection.destroy();
    });
  }

  send(kind: keyof typeof KINDS, id: number, payload: Buffer, done?: () => void): void {
    if (this.#pipe.destroyed || !this.#pipe.writable) done?.();
    else this.#pipe.write(frame(kind, id, payload), () => done?.());
  }

  forget(id: number): void {
    this.#connections.delete(id);
  }

  #take(bytes: Buffer): void {
    const frames = this.#reader.read(bytes);
    if (frames === null) this.#pipe.destroy();
    else for (const each of frames) this.#receive(each);
  }

  #receive({ kind, id, payload }: Frame): void {
    if (kind === KINDS.open) this.#open(id, payload);
    const connection = this.#connections.get(id);
    if (kind === KINDS.data) this.#push(connection, payload);
    else if (kind === KINDS.end) connection?.push(null);
    else if (kind === KINDS.close) connection?.destroy();
  }

  #push(connection: CodeConnection | undefined, payload: Buffer): void {
    if (this.#held() + payload.length <= HELD_BYTES_MAX) connection?.push(payload);
    else connection?.refuse('ERR_TOO_LARGE', 'The requests under way have too many bytes together.');
  }

  #held(): number {
    let bytes = 0;
    for (const { readableLength } of this.#connections.values()) bytes += readableLength;
    return bytes;
  }

  #open(id: number, payload: Buffer): void {
    const destination = destinationIn(payload);
    if (!destination || this.#connections.has(id) || this.#connections.size >= CONNECTIONS_MAX) {
      const message = destination
        ? `Custom code can have ${CONNECTIONS_MAX} connections at once.`
        : 'The connection leads nowhere.';
      this.send('close', id, Buffer.from(JSON.stringify({ code: 'ERR_CONNECTION', message })));
      return;
    }
    const connection = new CodeConnection(this, id, destination);
    this.#connections.set(id, connection);
    this.#onConnection(connection);
  }
}

function destinationIn(payload: Buffer): Destination | undefined {
  try {
    return destinationSchema.safeParse(JSON.parse(payload.toString())).data;
  } catch {
    return undefined;
  }
}

/** One connection: to the server's side of HTTP it is a socket like any other. */
export class CodeConnection extends Duplex {
  readonly destination: Destination;
  readonly channel: NetworkChannel;
  readonly #id: number;

  constructor(channel: NetworkChannel, id: number, destination: Destination) {
    super({ allowHalfOpen: true });
    this.channel = channel;
    this.#id = id;
    this.destination = destination;
    this.on('error', () => undefined);
  }

  override _read(): void {
    // What comes is pushed at once.
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.channel.send('data', this.#id, bytes, done);
  }

  override _final(done: () => void): void {
    this.channel.send('end', this.#id, Buffer.alloc(0), done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.channel.forget(this.#id);
    this.channel.send('close', this.#id, Buffer.alloc(0));
    done(error);
  }

  /** Ends it with an error that the code sees. */
  refuse(code: string, message: string): void {
    this.channel.send('close', this.#id, Buffer.from(JSON.stringify({ code, message })));
    this.destroy();
  }
}
