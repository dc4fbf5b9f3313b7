/** The load generator, in a process of its own: so many connections, each of which asks again once it has its answer. */
import { Client } from 'undici';
import { quantile } from '../gauge/median.ts';
import { answerParent } from '../place/child.ts';
import type { BenchRequest } from './requests.ts';

/** What the generator is asked to do. */
export interface LoadOrder {
  readonly url: string;
  readonly token: string;
  readonly request: BenchRequest;
  readonly connections: number;
  readonly ms: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of an answer's body. */
  readonly bytes: number;
}

answerParent(run);

async function run({ url, token, request, connections, ms }: LoadOrder): Promise<LoadResult> {
  const clients = Array.from({ length: connections }, () => new Client(url, { pipelining: 1 }));
  const headers = {
    authorization: `Bearer ${token}`,
    ...(request.body === null ? {} : { 'content-type': 'application/json' }),
  };
  const latencies: number[] = [];
  let bytes = 0;
  // Connections open and buffers grow before the clock starts.
  await Promise.all(clients.map((client) => ask(client)));
  const began = performance.now();
  const until = began + ms;
  await Promise.all(
    clients.map(async (client) => {
      for (let now = performance.now(); now < until; ) {
        bytes = await ask(client);
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

  function ask(client: Client): Promise<number> {
    return new Promise((resolve, reject) => {
      let status = 0;
      let length = 0;
      client.dispatch(
        { path: request.path, method: request.method, headers, body: request.body },
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
            else reject(new Error(`${request.method} ${request.path} answered ${status}.`));
          },
          onResponseError(_controller, error) {
            reject(error);
          },
        },
      );
    });
  }
}
