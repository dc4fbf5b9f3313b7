import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A request on a connection, and its answer. */
interface InHand {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * The connections of a server, of which it holds so many at most. A client that keeps it waiting, with half a request or between
 * two, gives way to a newcomer, the one that has done so longest first: clients that send half of something shut nobody out.
 */
export class Connections {
  readonly #most: number;
  /** In the order in which they began to be waited for. */
  readonly #held = new Map<Duplex, InHand | undefined>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether there is room for it. */
  take(socket: Duplex): boolean {
    if (this.#held.size >= this.#most && !this.#makeRoom()) return false;
    this.#held.set(socket, undefined);
    socket.once('close', () => this.#held.delete(socket));
    return true;
  }

  /** A request has begun to arrive; once it is answered, the next one is waited for. */
  use(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    if (!this.#held.has(socket)) return;
    this.#held.set(socket, { request, response });
    response.once('close', () => {
      if (this.#held.get(socket)?.response !== response) return;
      this.#held.delete(socket);
      if (!socket.destroyed) this.#held.set(socket, undefined);
    });
  }

  /** Whether a part of an answer has gone out already, so that no other can be given. */
  isAnswering(socket: Duplex): boolean {
    return this.#held.get(socket)?.response.headersSent ?? false;
  }

  #makeRoom(): boolean {
    for (const [socket, inHand] of this.#held) {
      if (inHand?.request.complete) continue;
      this.#held.delete(socket);
      socket.destroy();
      return true;
    }
    return false;
  }
}
