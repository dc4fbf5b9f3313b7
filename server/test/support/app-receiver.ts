import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until.ts';

/** A request as a receiver of app actions got it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what was really sent
  readonly body: any;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** A receiver outside: keeps what it gets, and answers as the test says. */
export interface AppReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  answerWith(answer: Reply | ((request: Received) => Reply | Promise<Reply>)): void;
  /** Resolves when it has got so many requests. */
  got(count: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startAppReceiver(): Promise<AppReceiver> {
  const received: Received[] = [];
  let answer: (request: Received) => Reply | Promise<Reply> = () => ({});
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method = '', url: path = '', headers } = incoming;
    const request = {
      method,
      path,
      headers,
      text,
      body: text.startsWith('{') ? JSON.parse(text) : undefined,
    };
    received.push(request);
    const { status = 200, headers: more = {}, body = {} } = await answer(request);
    outgoing.writeHead(status, { 'content-type': 'application/json', ...more });
    outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answerWith(given) {
      answer = typeof given === 'function' ? given : () => given;
    },
    got: (count) => until(async () => received.length >= count),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
