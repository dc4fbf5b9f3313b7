import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it came. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A receiver of HTTP on the loopback interface. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  /** What came, in order. */
  readonly received: Received[];
  /** How it answers from now on. */
  answers: Answer;
  /** Resolves when so many have come. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

export type Answer = (response: ServerResponse, request: Received) => void;

/** Answers with a status, and JSON unless it is a text. */
export function answering(
  status: number,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** Answers each request by the next of these; the last stays. */
export function inTurn(...answers: readonly [Answer, ...Answer[]]): Answer {
  let next = 0;
  return (response, request) => answers[Math.min(next++, answers.length - 1)]!(response, request);
}

export async function startReceiver(answers: Answer = answering(200)): Promise<Receiver> {
  const changed = new Set<() => void>();
  const server = createServer((request, response) => {
    void read(request).then((received) => {
      receiver.received.push(received);
      for (const each of changed) each();
      receiver.answers(response, received);
    });
  });
  const port = await listen(server);
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}`,
    port,
    received: [],
    answers,
    async until(count) {
      while (receiver.received.length < count) await new Promise<void>((resolve) => changed.add(resolve));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

async function read(request: IncomingMessage): Promise<Received> {
  const body = await text(request);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return { method: request.method!, url: request.url!, headers, body };
}

/** Whatever speaks TCP, and not always HTTP. */
export interface Wire {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Hands every connection over, once something has been sent on it. */
export async function startWire(onRequest: (socket: Socket) => void): Promise<Wire> {
  const sockets = new Set<Socket>();
  const server = createTcp((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.once('data', () => onRequest(socket));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server | HttpServer): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
