import type { LoadResult } from '../gauge/closed-loop.ts';
import { cpuSecondsOfTree } from '../gauge/processes.ts';
import type { Child } from '../place/child.ts';
import type { LoadOrder } from './load.ts';

export type SideName = 'product' | 'bare';

/** Where the sides are, and which processes work for them. */
export interface Sides {
  readonly urls: Readonly<Record<SideName, string>>;
  readonly pids: Readonly<Record<SideName, number>>;
  readonly postmaster: number;
  readonly load: Child;
}

/** One short time of load on one side, and the CPU time that it took a request: hardly moved by others on the machine. */
export interface Window extends LoadResult {
  readonly nodeCpuUs: number;
  readonly databaseCpuUs: number;
}

export async function runWindow(
  { urls, pids, postmaster, load }: Sides,
  side: SideName,
  order: Omit<LoadOrder, 'url'>,
): Promise<Window> {
  const used = () => Promise.all([cpuSecondsOfTree(pids[side]), cpuSecondsOfTree(postmaster)]);
  const [nodeBefore, databaseBefore] = await used();
  const result = await load.ask<LoadResult>({ ...order, url: urls[side] });
  const [node, database] = await used();
  const perRequest = (seconds: number) => (seconds * 1e6) / result.requests;
  return {
    ...result,
    nodeCpuUs: perRequest(node - nodeBefore),
    databaseCpuUs: perRequest(database - databaseBefore),
  };
}
