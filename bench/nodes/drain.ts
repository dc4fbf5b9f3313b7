import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseAddress, openDatabase } from '../../server/src/platform/index.ts';
import { median } from '../gauge/median.ts';
import { cpuSecondsOfTree } from '../gauge/processes.ts';
import { type Child, startChild } from '../place/child.ts';
import { settleDatabase } from '../place/settle-database.ts';
import type { TemporaryServer } from '../place/temporary-server.ts';
import type { Report } from '../report.ts';
import type { NodeQuestion } from './node.ts';

/** Worker processes on one PostgreSQL. */
export const NODES = [1, 2, 4] as const;
/** Between two looks whether all is done. */
export const LOOKS_EVERY_MS = 50;

/** What workers have to do: rows of a table that is empty once it is done. */
export interface Work {
  /** One of it, for people: `enrollment`. */
  readonly name: string;
  readonly table: 'due_enrollments' | 'pending_changes';
  readonly count: number;
}

/** Per piece of work, but for the rate. */
export interface Drained {
  readonly rate: number;
  readonly nodeMs: number;
  readonly databaseMs: number;
  /** By which the database has grown, and its log. */
  readonly diskBytes: number;
  readonly walBytes: number;
}

/** Has copies of the database `seeded` drained by so many processes each, by turns. */
export async function drainByTurns(
  server: TemporaryServer,
  work: Work,
  runs: number,
): Promise<ReadonlyMap<number, readonly Drained[]>> {
  const drained = new Map<number, Drained[]>(NODES.map((count) => [count, []]));
  for (let run = 0; run < runs; run++) {
    for (const count of run % 2 === 0 ? NODES : NODES.toReversed()) {
      const address = await server.create('drained', 'seeded');
      drained.get(count)!.push(await drain(server, address, work, count));
      await server.drop('drained');
    }
  }
  return drained;
}

export function medianOf(drained: readonly Drained[], member: keyof Drained): number {
  return median(drained.map((each) => each[member]));
}

/** What further processes bring, against one. */
export function tellNodes(
  report: Report,
  { name, count: pieces }: Work,
  drained: ReadonlyMap<number, readonly Drained[]>,
): void {
  for (const count of NODES) {
    const of = drained.get(count)!;
    const against = (member: keyof Drained) => medianOf(of, member) / medianOf(drained.get(1)!, member);
    const members = { work: name, nodes: count, pieces, runs: of.map(({ rate }) => Math.round(rate)) };
    report.figure('rate', against('rate'), `${name}s a second / those of one process`, members);
    report.figure('node_cpu', against('nodeMs'), `CPU of a ${name} / that of one process`, members);
    report.figure('database_cpu', against('databaseMs'), `CPU of a ${name} / that of one process`, members);
    report.say(
      `${count} worker processes: ${against('rate').toFixed(2)} times the rate of one (${Math.round(medianOf(of, 'rate'))} ${name}s/s), ` +
        `CPU a ${name} ${against('nodeMs').toFixed(2)} times Node's, ${against('databaseMs').toFixed(2)} times PostgreSQL's`,
    );
  }
}

async function drain(
  server: TemporaryServer,
  address: DatabaseAddress,
  work: Work,
  count: number,
): Promise<Drained> {
  const sql = openDatabase(address, { connections: 1 });
  const children = await startNodes(address, count);
  try {
    await settleDatabase(sql);
    const [rows] = await sql`select count(*)::int as count from ${sql(work.table)}`;
    if (rows!['count'] !== work.count)
      throw new Error(`There are ${rows!['count']} rows in ${work.table}, not ${work.count}.`);
    const before = await Promise.all(
      children.map((child) => child.ask<number>('used' satisfies NodeQuestion)),
    );
    const database = await cpuSecondsOfTree(server.pid);
    const [bytesBefore] = (await sql.unsafe(BYTES)) as unknown as [Bytes];
    const began = performance.now();
    await Promise.all(children.map((child) => child.ask('begin' satisfies NodeQuestion)));
    for (let isLeft = true; isLeft; await sleep(LOOKS_EVERY_MS)) {
      const [row] = await sql`select exists (select from ${sql(work.table)}) as "isLeft"`;
      isLeft = row!['isLeft'] as boolean;
    }
    const seconds = (performance.now() - began) / 1_000;
    const after = await Promise.all(
      children.map((child) => child.ask<number>('used' satisfies NodeQuestion)),
    );
    const used = after.reduce((sum, each, index) => sum + each - before[index]!, 0);
    const [bytesAfter] = (await sql.unsafe(BYTES)) as unknown as [Bytes];
    const grown = (member: keyof Bytes) => (bytesAfter[member] - bytesBefore[member]) / work.count;
    const databaseUsed = (await cpuSecondsOfTree(server.pid)) - database;
    return {
      rate: work.count / seconds,
      nodeMs: (used * 1_000) / work.count,
      databaseMs: (databaseUsed * 1_000) / work.count,
      diskBytes: grown('disk'),
      walBytes: grown('wal'),
    };
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await sql.end();
  }
}

interface Bytes {
  readonly disk: number;
  readonly wal: number;
}

const BYTES = `select pg_database_size(current_database())::float8 as disk, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal`;

export async function startNodes(address: DatabaseAddress, count: number): Promise<Child[]> {
  const children = Array.from({ length: count }, (_, index) =>
    startChild(new URL('node.ts', import.meta.url), `node${index}`),
  );
  for (const child of children) await child.ask({ open: address } satisfies NodeQuestion);
  return children;
}
