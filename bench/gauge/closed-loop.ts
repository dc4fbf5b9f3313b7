import { Client } from 'undici';
import { quantile } from './median.ts';

/** A request as it is sent; without a body when that is null. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body: string | null;
}

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the last answer's body. */
  readonly bytes: number;
}

/** So many connections for so many milliseconds, each of which sends the `next` request once it has its answer. Throws when one is refused. */
export async function closedLoop(
  { url, token, connections, ms }: { url: string; token: string; connections: number; ms: number },
  next: () => Sent,
): Promise<LoadResult> {
  const clients = Array.from({ length: connections }, () => new Client(url, { pipelining: 1 }));
  const latencies: number[] = [];
  let bytes = 0;
  // Connections open and buffers grow before the clock starts.
  await Promise.all(clients.map((client) => ask(client, token, next())));
  const began = performance.now();
  const until = began + ms;
  await Promise.all(
    clients.map(async (client) => {
      for (let now = performance.now(); now < until; ) {
        bytes = await ask(client, token, next());
        const then = performance.now();
        latencies.push(then - now);
        now = then;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  await Promise.all(clients.map((client) => client.destroy()));
  return {
    requests: latencies.length,
    requestsPerSecond: latencies.length / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    bytes,
  };
}

/** Bytes of the answer's body. */
function ask(client: Client, token: string, { method, path, body }: Sent): Promise<number> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === null ? {} : { 'content-type': 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    let status = 0;
    let length = 0;
    client.dispatch(
      { path, method, headers, body },
      {
        onRequestStart() {
          length = 0;
        },
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          length += chunk.length;
        },
        onResponseEnd() {
          if (status < 300) resolve(length);
          else reject(new Error(`${method} ${path} answered ${status}.`));
        },
        onResponseError(_controller, error) {
          reject(error);
        },
      },
    );
  });
}
