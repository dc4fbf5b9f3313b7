import { cpuSecondsOfTree } from '../gauge/processes.ts';
import { startChild } from '../place/child.ts';
import type { TemporaryServer } from '../place/temporary-server.ts';
import { type PeerResult, STEPS } from './peer.ts';

/** Who takes part, and with how many items: as many as take a few seconds. */
export const PEERS = { millrace: 20_000, 'graphile-worker': 4_000, 'pg-boss': 10_000, dbos: 1_000 } as const;
export type PeerName = keyof typeof PEERS;

/** Beyond this a run is given up. */
const RUN_SECONDS_MAX = 60;

/** What a run of a peer took. */
export interface PeerRun {
  readonly stepsPerSecond: number;
  /** CPU time of a step: of the engine, which is the process of Node.js, and of PostgreSQL. */
  readonly nodeCpuUs: number;
  readonly databaseCpuUs: number;
}

/** Lets a peer do its work once, in a process and on a database of its own. */
export async function runPeer(server: TemporaryServer, name: PeerName, items: number): Promise<PeerRun> {
  const address = await server.create('peer');
  const child = startChild(new URL(`${name}.ts`, import.meta.url), name);
  try {
    await child.ask({ address, items });
    const tooLong = new Promise<never>((_, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${name} was not done after ${RUN_SECONDS_MAX} s.`)),
        RUN_SECONDS_MAX * 1_000,
      );
      timer.unref();
    });
    const before = await cpuSecondsOfTree(server.pid);
    const { seconds, cpuSeconds } = await Promise.race([child.ask<PeerResult>('run'), tooLong]);
    const databaseCpuSeconds = (await cpuSecondsOfTree(server.pid)) - before;
    const steps = items * STEPS;
    return {
      stepsPerSecond: steps / seconds,
      nodeCpuUs: (cpuSeconds * 1e6) / steps,
      databaseCpuUs: (databaseCpuSeconds * 1e6) / steps,
    };
  } finally {
    await child.stop();
    await server.drop('peer');
  }
}
