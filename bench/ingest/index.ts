import type { Bench } from '../bench.ts';
import { numberOptions } from '../options.ts';
import { chosenParts } from '../parts.ts';
import { type Child, startChild } from '../place/child.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import type { ProductStarted } from './product.ts';
import { PARTS, type Part } from './requests.ts';
import { tell } from './tell.ts';
import { runWindow, type SideName, type Sides, type Window } from './window.ts';

const DEFAULTS = { windows: 5, ms: 2_000, connections: 16, contacts: 5_000 };
type Options = typeof DEFAULTS;

/** Single writes over HTTP, beside bare Fastify routes that insert one row in a transaction. */
export const ingest: Bench = {
  name: 'ingest',
  summary: `[${PARTS.join(' ')}] single writes, beside bare Fastify routes that insert the row (${Object.entries(
    DEFAULTS,
  )
    .map(([name, value]) => `--${name} ${value}`)
    .join(' ')})`,
  run: (args) => {
    const parts = chosenParts(args, PARTS);
    const options = numberOptions(parts.options, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const children = (['product', 'bare', 'load'] as const).map((name) =>
        startChild(new URL(`${name}.ts`, import.meta.url), name),
      );
      const [product, bare, load] = children as [Child, Child, Child];
      try {
        const { contacts } = options;
        const [ours, theirs] = [await server.create('ingest'), await server.create('bare')];
        const started = await product.ask<ProductStarted>({ kind: 'start', address: ours, contacts });
        const url = await bare.ask<string>({ kind: 'start', address: theirs });
        const urls = { product: started.url, bare: url };
        const sides: Sides = { urls, children: { product, bare }, postmaster: server.pid, load };
        await measure(parts.chosen, options, started, sides);
      } finally {
        await Promise.all(children.map((child) => child.stop()));
      }
    });
  },
};

async function measure(
  parts: readonly Part[],
  options: Options,
  { token, targets }: ProductStarted,
  sides: Sides,
) {
  const report = new Report('ingest');
  const { windows: count, ms, connections } = options;
  report.say(`${count} windows of ${ms} ms a side by turns, ${connections} connections`);
  for (const part of parts) {
    const windows: Record<SideName, Window[]> = { product: [], bare: [] };
    // One window each that does not count, so that both have compiled what is hot.
    for (let window = -1; window < count; window++) {
      const turn: readonly SideName[] = window % 2 === 0 ? ['product', 'bare'] : ['bare', 'product'];
      for (const side of turn) {
        const result = await runWindow(sides, side, { token, part, targets, connections, ms });
        if (window >= 0) windows[side].push(result);
      }
    }
    tell(report, windows, part, connections);
  }
}
