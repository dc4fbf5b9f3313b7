import type { Bench } from '../bench.ts';
import { numberOptions } from '../options.ts';
import { chosenParts } from '../parts.ts';
import { type Child, startChild } from '../place/child.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import type { BareRoute } from './bare.ts';
import type { ProductStarted } from './product.ts';
import { type BenchRequest, REQUESTS, requestsFor } from './requests.ts';
import { tell } from './tell.ts';
import { runWindow, type SideName, type Sides, type Window } from './window.ts';

const DEFAULTS = { windows: 7, ms: 1_500, connections: 32, actions: 50, flows: 100 };
type Options = typeof DEFAULTS;

/** Requests a second of the flows API, beside bare Fastify routes that answer the same texts from memory. */
export const api: Bench = {
  name: 'api',
  summary: `[${REQUESTS.join(' ')}] flows read and made, beside bare Fastify routes (${Object.entries(
    DEFAULTS,
  )
    .map(([name, value]) => `--${name} ${value}`)
    .join(' ')})`,
  run: (args) => {
    const parts = chosenParts(args, REQUESTS);
    const options = numberOptions(parts.options, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const children = (['product', 'bare', 'load'] as const).map((name) =>
        startChild(new URL(`${name}.ts`, import.meta.url), name),
      );
      const [product, bare, load] = children as [Child, Child, Child];
      try {
        const address = await server.create('api');
        const { url, token, flowIds } = await product.ask<ProductStarted>({ ...options, address });
        const requests = requestsFor(options, flowIds);
        const routes = await Promise.all(requests.filter(isFirst).map((each) => answered(url, token, each)));
        const sides: Sides = {
          urls: { product: url, bare: await bare.ask<string>(routes) },
          pids: { product: product.pid, bare: bare.pid },
          postmaster: server.pid,
          load,
        };
        const wanted = requests.filter(({ name }) => parts.chosen.includes(name));
        await measure(wanted, options, token, sides);
      } finally {
        await Promise.all(children.map((child) => child.stop()));
      }
    });
  },
};

async function measure(requests: readonly BenchRequest[], options: Options, token: string, sides: Sides) {
  const report = new Report('api');
  const { windows: count, ms, connections } = options;
  report.say(`${count} windows of ${ms} ms a side by turns, ${connections} connections`);
  for (const request of requests) {
    const windows: Record<SideName, Window[]> = { product: [], bare: [] };
    // One window each that does not count, so that both have compiled what is hot.
    for (let window = -1; window < count; window++) {
      const turn: readonly SideName[] = window % 2 === 0 ? ['product', 'bare'] : ['bare', 'product'];
      for (const side of turn) {
        const result = await runWindow(sides, side, { token, request, connections, ms });
        if (window >= 0) windows[side].push(result);
      }
    }
    tell(report, windows, { request: request.name, connections });
  }
}

/** Two requests may go to one route: bodies differ, the route and the size of its answer do not. */
function isFirst(request: BenchRequest, index: number, all: readonly BenchRequest[]): boolean {
  return all.findIndex((each) => each.method === request.method && each.path === request.path) === index;
}

/** What the product answers, as a route that answers the same. */
async function answered(
  url: string,
  token: string,
  { method, path, body }: BenchRequest,
): Promise<BareRoute> {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  const routed = path.split('?')[0]!.replace(/\/\d+$/, '/:flowId');
  return { method, path: routed, status: answer.status, text };
}
