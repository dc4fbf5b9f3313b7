import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseAddress, openDatabase } from '../../server/src/platform/index.ts';
import type { Bench } from '../bench.ts';
import { openProbe, probeBeside } from '../crowd/probe.ts';
import { seed, seedContacts, seedEnrollments } from '../engine/seed.ts';
import { median } from '../gauge/median.ts';
import { cpuSecondsOfTree } from '../gauge/processes.ts';
import { numberOptions } from '../options.ts';
import { type Child, startChild } from '../place/child.ts';
import { openMillrace } from '../place/millrace.ts';
import { settleDatabase } from '../place/settle-database.ts';
import { type TemporaryServer, withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import type { NodeQuestion } from './node.ts';

const DEFAULTS = { enrollments: 20_000, large: 100_000, runs: 3 };

/** Worker processes on one PostgreSQL. */
const NODES = [1, 2, 4] as const;
/** Between two looks whether all is done. */
const LOOKS_EVERY_MS = 50;
/** How long a small account is looked at while it has the machine for itself. */
const ALONE_MS = 15_000;
/** Worker processes while a small account is beside a large one. */
const NODES_BESIDE = 2;

/** What further processes bring on one PostgreSQL, and what a large account leaves a small one. */
export const nodes: Bench = {
  name: 'nodes',
  summary: `${NODES.join(', ')} worker processes on one PostgreSQL, and a small account beside a large one (--enrollments ${DEFAULTS.enrollments} --large ${DEFAULTS.large} --runs ${DEFAULTS.runs})`,
  run: (args) => {
    const { enrollments, large, runs } = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const report = new Report('nodes');
      await compareNodes(server, report, enrollments, runs);
      await compareBeside(server, report, large);
    });
  },
};

interface Drained {
  readonly rate: number;
  readonly nodeMs: number;
  readonly databaseMs: number;
  /** By which the database has grown, and its log. */
  readonly diskBytes: number;
  readonly walBytes: number;
}

async function compareNodes(
  server: TemporaryServer,
  report: Report,
  enrollments: number,
  runs: number,
): Promise<void> {
  await seed(await server.create('seeded'), enrollments);
  const drained = new Map<number, Drained[]>(NODES.map((count) => [count, []]));
  for (let run = 0; run < runs; run++) {
    for (const count of run % 2 === 0 ? NODES : NODES.toReversed()) {
      const address = await server.create('drained', 'seeded');
      drained.get(count)!.push(await drain(server, address, { enrollments, count }));
      await server.drop('drained');
    }
  }
  const middle = (count: number, member: keyof Drained) =>
    median(drained.get(count)!.map((each) => each[member]));
  for (const member of ['diskBytes', 'walBytes'] as const)
    report.figure(member, middle(1, member), 'bytes an enrollment', { enrollments });
  report.say(
    `an enrollment of four steps: ${Math.round(middle(1, 'diskBytes'))} bytes in tables and indexes, ${Math.round(middle(1, 'walBytes'))} of log`,
  );
  for (const count of NODES) {
    const against = (member: keyof Drained) => middle(count, member) / middle(1, member);
    const members = {
      nodes: count,
      enrollments,
      runs: drained.get(count)!.map(({ rate }) => Math.round(rate)),
    };
    report.figure('rate', against('rate'), 'enrollments a second / those of one process', members);
    report.figure('node_cpu', against('nodeMs'), 'CPU an enrollment / that of one process', members);
    report.figure('database_cpu', against('databaseMs'), 'CPU an enrollment / that of one process', members);
    report.say(
      `${count} worker processes: ${against('rate').toFixed(2)} times the rate of one (${Math.round(middle(count, 'rate'))} enrollments/s), ` +
        `CPU an enrollment ${against('nodeMs').toFixed(2)} times Node's, ${against('databaseMs').toFixed(2)} times PostgreSQL's`,
    );
  }
}

async function drain(
  server: TemporaryServer,
  address: DatabaseAddress,
  { enrollments, count }: { readonly enrollments: number; readonly count: number },
): Promise<Drained> {
  const sql = openDatabase(address, { connections: 1 });
  const children = await startNodes(address, count);
  try {
    await settleDatabase(sql);
    const before = await Promise.all(
      children.map((child) => child.ask<number>('used' satisfies NodeQuestion)),
    );
    const database = await cpuSecondsOfTree(server.pid);
    const [bytesBefore] = (await sql.unsafe(BYTES)) as unknown as [Bytes];
    const began = performance.now();
    await Promise.all(children.map((child) => child.ask('begin' satisfies NodeQuestion)));
    for (let isLeft = true; isLeft; await sleep(LOOKS_EVERY_MS)) {
      const [row] = await sql`select exists (select from due_enrollments) as "isLeft"`;
      isLeft = row!['isLeft'] as boolean;
    }
    const seconds = (performance.now() - began) / 1_000;
    const after = await Promise.all(
      children.map((child) => child.ask<number>('used' satisfies NodeQuestion)),
    );
    const used = after.reduce((sum, each, index) => sum + each - before[index]!, 0);
    const [bytesAfter] = (await sql.unsafe(BYTES)) as unknown as [Bytes];
    const grown = (member: keyof Bytes) => (bytesAfter[member] - bytesBefore[member]) / enrollments;
    const databaseUsed = (await cpuSecondsOfTree(server.pid)) - database;
    return {
      rate: enrollments / seconds,
      nodeMs: (used * 1_000) / enrollments,
      databaseMs: (databaseUsed * 1_000) / enrollments,
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

async function startNodes(address: DatabaseAddress, count: number): Promise<Child[]> {
  const children = Array.from({ length: count }, (_, index) =>
    startChild(new URL('node.ts', import.meta.url), `node${index}`),
  );
  for (const child of children) await child.ask({ open: address } satisfies NodeQuestion);
  return children;
}

/** From a request of the small account to the commit of the step that it leads to, by itself and while a large account has very many due. */
async function compareBeside(server: TemporaryServer, report: Report, large: number): Promise<void> {
  const address = await server.create('beside');
  const millrace = await openMillrace(address);
  const { services, listen, close } = millrace;
  const { url } = await listen();
  const contacts = await seedContacts(millrace, large);
  const children = await startNodes(address, NODES_BESIDE);
  const { sql, wake } = services;
  await wake.connect(sql);
  try {
    const probe = await openProbe(sql, url, null);
    await settleDatabase(sql);
    for (const child of children) await child.ask('begin' satisfies NodeQuestion);
    const alone = (await probeBeside([probe], () => sleep(ALONE_MS))).took.get(probe.name)!;
    const beside = (
      await probeBeside([probe], async () => {
        await seedEnrollments(millrace, contacts);
        for (let isLeft = true; isLeft; await sleep(LOOKS_EVERY_MS)) {
          const [row] = await sql`select exists (select from due_enrollments) as "isLeft"`;
          isLeft = row!['isLeft'] as boolean;
        }
      })
    ).took.get(probe.name)!;
    for (const share of ['p50', 'p99'] as const) {
      const ratio = beside[share] / alone[share];
      report.figure(`small_${share}`, ratio, 'beside the large account / alone', { large });
      report.say(
        `a small account beside ${large} due enrollments of a large one: ${share} ${ratio.toFixed(1)} times that alone (${beside[share].toFixed(0)} and ${alone[share].toFixed(0)} ms)`,
      );
    }
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await close();
  }
}
