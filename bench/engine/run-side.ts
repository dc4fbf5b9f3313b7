import { openDatabase } from '../../server/src/platform/index.ts';
import { cpuSecondsOfTree, watchMemory } from '../gauge/processes.ts';
import { startChild } from '../place/child.ts';
import { settleDatabase } from '../place/settle-database.ts';
import type { SideOptions, SideResult } from './sides.ts';

/** A run of one side, with what it took of the machine. */
export interface SideRun extends SideResult {
  readonly databaseCpuSeconds: number;
  readonly walBytes: number;
  /** Resident memory, sampled through the run. */
  readonly memory: readonly number[];
}

/** Runs a side in a process of its own on a database that has just come to rest. */
export async function runSide(options: SideOptions, postmaster: number): Promise<SideRun> {
  const child = startChild(new URL('side.ts', import.meta.url), options.side);
  const sql = openDatabase(options.address, { connections: 1 });
  try {
    await child.ask(options);
    await settleDatabase(sql);
    const wal = await walPosition();
    const cpu = await cpuSecondsOfTree(postmaster);
    const memory = watchMemory(child.pid);
    const result = await child.ask<SideResult>('drain');
    const samples = await memory.stop();
    const databaseCpuSeconds = (await cpuSecondsOfTree(postmaster)) - cpu;
    const walBytes = (await walPosition()) - wal;
    return { ...result, databaseCpuSeconds, walBytes, memory: samples };
  } finally {
    await child.stop();
    await sql.end();
  }

  async function walPosition(): Promise<number> {
    const [row] = await sql`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float as bytes`;
    return row!['bytes'] as number;
  }
}
