import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A request on a connection, and its answer. */
interface InHand {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * The connections of a server, a limited number. A connection that keeps it waiting, with half a request or between two,
 * gives way to a new one, the longest wait first: half-sent requests shut no other client out. When the server stops, it waits for
 * answers, and for no connection without one in hand, such as those that browsers open ahead of their requests.
 */
export class Connections {
  readonly #most: number;
  /** By the begin of their waits. */
  readonly #held = new Map<Duplex, InHand | undefined>();
  #isDraining = false;

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether it has room. */
  take(socket: Duplex): boolean {
    if (this.#held.size >= this.#most && !this.#makeRoom()) return false;
    this.#held.set(socket, undefined);
    socket.once('close', () => this.#held.delete(socket));
    return true;
  }

  /** A request has begun to arrive; once it is answered, the wait for the next begins. */
  use(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    if (!this.#held.has(socket)) return;
    this.#held.set(socket, { request, response });
    response.once('close', () => {
      if (this.#held.get(socket)?.response !== response) return;
      this.#held.delete(socket);
      if (socket.destroyed) return;
      this.#held.set(socket, undefined);
      if (this.#isDraining) socket.destroySoon();
    });
  }

  /** Ends all that have no request in hand, and the others once they are answered; what is not answered by then is cut off. */
  drain(withinMs: number): void {
    for (const [socket, inHand] of this.#held) if (!inHand) socket.destroy();
    if (this.#isDraining) return;
    this.#isDraining = true;
    setTimeout(() => {
      for (const socket of this.#held.keys()) socket.destroy();
    }, withinMs).unref();
  }

  /** Whether a part of an answer is out already, which rules out another. */
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
