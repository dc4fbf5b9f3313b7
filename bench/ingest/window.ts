import type { LoadResult } from '../gauge/closed-loop.ts';
import { cpuSecondsOfTree } from '../gauge/processes.ts';
import type { Child } from '../place/child.ts';
import type { Asked } from './counting.ts';
import type { LoadOrder } from './load.ts';

export type SideName = 'product' | 'bare';

/** Where the sides are, and which processes work for them. */
export interface Sides {
  readonly urls: Readonly<Record<SideName, string>>;
  readonly children: Readonly<Record<SideName, Child>>;
  readonly postmaster: number;
  readonly load: Child;
}

/** One short time of load on one side, and what it took a request. */
export interface Window extends LoadResult {
  readonly nodeCpuUs: number;
  readonly databaseCpuUs: number;
  readonly statements: number;
  readonly trips: number;
  readonly walBytes: number;
}

export async function runWindow(
  { urls, children, postmaster, load }: Sides,
  side: SideName,
  order: Omit<LoadOrder, 'url'>,
): Promise<Window> {
  const used = () =>
    Promise.all([
      cpuSecondsOfTree(children[side].pid),
      cpuSecondsOfTree(postmaster),
      children[side].ask<Asked>({ kind: 'asked' }),
    ]);
  const [nodeBefore, databaseBefore, askedBefore] = await used();
  const result = await load.ask<LoadResult>({ ...order, url: urls[side] });
  const [node, database, asked] = await used();
  // The first of each connection comes before the clock starts.
  const answered = result.requests + order.connections;
  return {
    ...result,
    nodeCpuUs: ((node - nodeBefore) * 1e6) / answered,
    databaseCpuUs: ((database - databaseBefore) * 1e6) / answered,
    statements: (asked.statements - askedBefore.statements) / answered,
    trips: (asked.trips - askedBefore.trips) / answered,
    walBytes: (asked.wal - askedBefore.wal) / answered,
  };
}
