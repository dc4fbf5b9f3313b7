import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../server/src/platform/index.ts';
import { cpuSecondsOfTree, watchMemory } from '../gauge/processes.ts';
import { settleDatabase } from '../place/settle-database.ts';
import type { SideOptions, SideResult } from './sides.ts';

/** A run of one side, with what it took of the machine. */
export interface SideRun extends SideResult {
  readonly databaseCpuSeconds: number;
  readonly walBytes: number;
  /** Resident memory, sampled through the run. */
  readonly memory: readonly number[];
}

const SIDE = fileURLToPath(new URL('side.ts', import.meta.url));

/** Runs a side in a process of its own on a database that has just come to rest. `MILLRACE_BENCH_PROFILE` profiles it. */
export async function runSide(options: SideOptions, postmaster: number): Promise<SideRun> {
  const profile = process.env['MILLRACE_BENCH_PROFILE'];
  const child = fork(SIDE, [JSON.stringify(options)], {
    execArgv: [
      '--expose-gc',
      ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}/${options.side}`] : []),
    ],
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`The ${options.side} side ended too early (${code}).`);
  });
  const told = () => Promise.race([once(child, 'message').then(([message]) => message as unknown), died]);
  const sql = openDatabase(options.address, undefined, 1);
  try {
    await told();
    await settleDatabase(sql);
    const wal = await walPosition();
    const cpu = await cpuSecondsOfTree(postmaster);
    const memory = watchMemory(child.pid!);
    child.send('go');
    const result = (await told()) as SideResult;
    const samples = await memory.stop();
    const databaseCpuSeconds = (await cpuSecondsOfTree(postmaster)) - cpu;
    const walBytes = (await walPosition()) - wal;
    child.send('leave');
    await died.catch(() => undefined);
    return { ...result, databaseCpuSeconds, walBytes, memory: samples };
  } finally {
    child.kill();
    await sql.end();
  }

  async function walPosition(): Promise<number> {
    const [row] = await sql`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float as bytes`;
    return row!['bytes'] as number;
  }
}
