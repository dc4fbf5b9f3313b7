import { median } from '../gauge/median.ts';
import type { Bench } from '../list.ts';
import { numberOptions } from '../options.ts';
import { type Child, startChild } from '../place/child.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report, rounded } from '../report.ts';
import type { BareRoute } from './bare.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import type { ProductStarted } from './product.ts';
import { type BenchRequest, requestsFor } from './requests.ts';

const DEFAULTS = { windows: 7, ms: 1_500, connections: 32, actions: 50, flows: 100 };
type Options = typeof DEFAULTS;

/** Requests a second of the flows API, beside bare Fastify routes that answer the same texts from memory. */
export const api: Bench = {
  name: 'api',
  summary: `reading and making flows, beside bare Fastify routes (${Object.entries(DEFAULTS)
    .map(([name, value]) => `--${name} ${value}`)
    .join(' ')})`,
  run: (args) => {
    const options = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const children = (['product', 'bare', 'load'] as const).map((name) =>
        startChild(new URL(`${name}.ts`, import.meta.url), name),
      );
      const [product, bare, load] = children as [Child, Child, Child];
      try {
        const address = await server.create('api');
        const started = await product.ask<ProductStarted>({ ...options, address });
        await measure(options, started, bare, load);
      } finally {
        await Promise.all(children.map((child) => child.stop()));
      }
    });
  },
};

async function measure(options: Options, { url, token, flowIds }: ProductStarted, bare: Child, load: Child) {
  const report = new Report('api');
  report.say(
    `${options.windows} windows of ${options.ms} ms a side by turns, ${options.connections} connections`,
  );
  const requests = requestsFor(options, flowIds);
  const routes = await Promise.all(requests.filter(isFirst).map((each) => answered(url, token, each)));
  const bareUrl = await bare.ask<string>(routes);
  for (const request of requests) {
    const windows: Record<'product' | 'bare', LoadResult[]> = { product: [], bare: [] };
    // One window each that does not count, so that both have compiled what is hot.
    for (let window = -1; window < options.windows; window++) {
      for (const side of window % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const)) {
        const order: LoadOrder = { ...options, url: side === 'product' ? url : bareUrl, token, request };
        const result = await load.ask<LoadResult>(order);
        if (window >= 0) windows[side].push(result);
      }
    }
    tell(report, request.name, windows, options);
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

function tell(
  report: Report,
  request: string,
  windows: Record<'product' | 'bare', LoadResult[]>,
  { connections }: Options,
): void {
  const middle = (side: 'product' | 'bare', of: (result: LoadResult) => number) => {
    const values = windows[side].map(of);
    return { value: median(values), runs: values.map(rounded) };
  };
  const members = { request, connections };
  for (const side of ['product', 'bare'] as const) {
    const rate = middle(side, (result) => result.requestsPerSecond);
    report.figure('requests', rate.value, '/s', { ...members, side, runs: rate.runs });
    report.figure('p50', middle(side, (result) => result.p50Ms).value, 'ms', { ...members, side });
    report.figure('p99', middle(side, (result) => result.p99Ms).value, 'ms', { ...members, side });
  }
  // Windows beside each other have seen the same of whatever else ran on the machine.
  const ratios = windows.product.map(
    (each, index) => each.requestsPerSecond / windows.bare[index]!.requestsPerSecond,
  );
  report.figure('ratio', median(ratios), 'product / bare', { ...members, runs: ratios.map(rounded) });
  const text = (side: 'product' | 'bare') =>
    `${Math.round(middle(side, (result) => result.requestsPerSecond).value)}/s (p50 ${middle(side, (result) => result.p50Ms).value.toFixed(1)} ms, p99 ${middle(side, (result) => result.p99Ms).value.toFixed(1)} ms)`;
  report.say(
    `${request.padEnd(8)} ${median(ratios).toFixed(2)} of bare: ${text('product')} beside ${text('bare')}, ${Math.round(windows.product[0]!.bytes / 1024)} KB`,
  );
}
