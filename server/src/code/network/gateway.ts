import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Duplex, finished } from 'node:stream';
import type { AccountId } from '../../accounts/index.ts';
import { CONNECTION_HEADERS, METHODS, type Outgoing, USUAL_LIMITS } from '../../outgoing/index.ts';
import type { CodeOrigin } from '../job.ts';
import { CodeConnection, NetworkChannel } from './channel.ts';
import { Line } from './line.ts';

/** Bytes of the body of a request that code sends. */
const REQUEST_BYTES_MAX = 5_000_000;

/** Bytes of the body of an answer that code gets. */
const ANSWER_BYTES_MAX = 5_000_000;

/** Requests of one process under way at once; further ones wait, unread. */
const REQUESTS_AT_ONCE = 6;

/** Requests of one process that wait; with more, it is sending what nobody could answer. */
const REQUESTS_WAITING_MAX = 200;

/** On whose behalf a process sends at the moment. */
export interface Sender {
  readonly accountId: AccountId;
  readonly origin: CodeOrigin;
  readonly signal: AbortSignal;
  /** Whether nothing that it sends is to leave the server. */
  readonly isCutOff: boolean;
}

/**
 * Where the HTTP of code arrives: requests come over pipes from its processes, are read whole, and are performed here, so that the guard
 * of web hooks holds for them.
 */
export class Gateway {
  readonly #outgoing: Pick<Outgoing, 'request'>;
  readonly #server: Server;
  readonly #served = new WeakMap<NetworkChannel, Served>();

  constructor(outgoing: Pick<Outgoing, 'request'>) {
    this.#outgoing = outgoing;
    this.#server = createServer((request, response) => void this.#take(request, response));
    this.#server.on('clientError', (_error, socket) => socket.destroy());
  }

  /** Serves a process; `sender` says on whose behalf, null between runs. */
  serve(pipe: Duplex, sender: () => Sender | null): void {
    const channel = new NetworkChannel(pipe, (connection) => this.#server.emit('connection', connection));
    this.#served.set(channel, { sender, line: new Line(REQUESTS_AT_ONCE, REQUESTS_WAITING_MAX) });
  }

  close(): void {
    this.#server.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection: unknown = request.socket;
    if (!(connection instanceof CodeConnection)) return;
    const served = this.#served.get(connection.channel);
    const isTaken = await served?.line.in(async () => {
      const sender = served.sender();
      if (!sender) connection.refuse('ERR_NO_RUN', 'The run that this request belongs to is over.');
      else if (sender.isCutOff) connection.refuse('ERR_NO_NETWORK', 'This run is not to reach the network.');
      else await this.#answer(request, response, connection, sender);
    });
    if (!isTaken)
      connection.refuse('ERR_TOO_MANY', `More than ${REQUESTS_WAITING_MAX} requests are waiting.`);
  }

  /** Resolves when the process has taken the answer: until then it is held here. */
  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    connection: CodeConnection,
    { accountId, origin, signal }: Sender,
  ): Promise<void> {
    const body = await readWhole(request);
    if (body === null)
      return connection.refuse('ERR_TOO_LARGE', `The request has more than ${REQUEST_BYTES_MAX} bytes.`);
    const method = METHODS.find((each) => each === request.method);
    if (!method) return connection.refuse('ERR_METHOD', `Custom code cannot send ${request.method}.`);
    const answer = await this.#outgoing
      .request({
        accountId,
        method,
        signal,
        origin: { kind: 'code', ...origin },
        url: urlOf(request, connection),
        headers: headersOf(request),
        ...(body.length > 0 ? { body } : {}),
        limits: { ...USUAL_LIMITS, bodyBytes: ANSWER_BYTES_MAX },
      })
      .catch((error: Error) => ({ kind: 'failed', failure: 'ERR_FAILED', message: error.message }) as const);
    if (answer.kind === 'failed') return connection.refuse(answer.failure, answer.message);
    if (answer.isCut)
      return connection.refuse('ERR_TOO_LARGE', `The answer has more than ${ANSWER_BYTES_MAX} bytes.`);
    // A connection costs nothing here, and one that ends does not keep awake whoever leaves its answer unread.
    response.shouldKeepAlive = false;
    response.writeHead(answer.status, passedOn(answer.headers));
    response.end(answer.body);
    await new Promise<void>((resolve) => finished(response, () => resolve()));
  }
}

/** A process, on whose behalf it sends, and its requests that wait. */
interface Served {
  readonly sender: () => Sender | null;
  readonly line: Line;
}

async function readWhole(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > REQUEST_BYTES_MAX) return null;
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}

/** The connection says where it leads: what the code writes into the request does not move it elsewhere. */
function urlOf({ url = '/' }: IncomingMessage, { destination }: CodeConnection): string {
  const { scheme, host, port } = destination;
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const isUsual = port === (scheme === 'https' ? 443 : 80);
  const path = url.startsWith('/') ? url : `/${url}`;
  return `${scheme}://${name}${isUsual ? '' : `:${port}`}${path}`;
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || CONNECTION_HEADERS.has(name)
        ? []
        : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function passedOn(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CONNECTION_HEADERS.has(name)));
}
