import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseAddress, openDatabase, type Sql } from '../../server/src/platform/index.ts';
import type { Bench } from '../bench.ts';
import { seedContacts } from '../engine/seed.ts';
import { median, quantile } from '../gauge/median.ts';
import { cpuSecondsOfTree } from '../gauge/processes.ts';
import { numberOptions } from '../options.ts';
import { chosenParts } from '../parts.ts';
import { type Child, startChild } from '../place/child.ts';
import { openMillrace } from '../place/millrace.ts';
import { settleDatabase } from '../place/settle-database.ts';
import { withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { firstStepsAfter, waitUntilEnded } from './first-steps.ts';
import { LATENCY_FLOW } from './flow.ts';
import { changeContacts } from './load.ts';
import { comparePinned } from './pinned.ts';
import type { Listening, ServerQuestion } from './server-question.ts';

const PARTS = ['change', 'idle', 'pinned'] as const;
type Part = (typeof PARTS)[number];

const DEFAULTS = { rate: 200, seconds: 30, enrollments: 50_000 };

/** How long an idle server is watched. */
const IDLE_SECONDS = 10;

/** From a change to its first step, and what waiting costs. */
export const latency: Bench = {
  name: 'latency',
  summary: `[${PARTS.join(' ')}] change to first step, idle cost, a held snapshot (--rate ${DEFAULTS.rate} --seconds ${DEFAULTS.seconds} --enrollments ${DEFAULTS.enrollments})`,
  run: (args) => {
    const { chosen, options } = chosenParts(args, PARTS);
    const { rate, seconds, enrollments } = numberOptions(options, DEFAULTS);
    return withTemporaryServer(
      async (server) => {
        const report = new Report('latency');
        if (chosen.includes('change') || chosen.includes('idle')) {
          const address = await server.create('latency');
          await measureLatency(report, address, { rate, seconds, chosen }, server.pid);
        }
        if (chosen.includes('pinned')) await comparePinned(server, report, enrollments);
      },
      ['track_commit_timestamp=on'],
    );
  },
};

async function measureLatency(
  report: Report,
  address: DatabaseAddress,
  {
    rate,
    seconds,
    chosen,
  }: { readonly rate: number; readonly seconds: number; readonly chosen: readonly Part[] },
  postmaster: number,
) {
  const ids = await prepare(address, rate * seconds);
  const sql = openDatabase(address, { connections: 1 });
  const child = startChild(new URL('server.ts', import.meta.url), 'server');
  try {
    await settleDatabase(sql);
    const server = await child.ask<Listening>({ start: address } satisfies ServerQuestion);
    report.say(`${rate} changes a second for ${seconds} s`);
    const before = await used(child, postmaster);
    const { answeredAfter, notSent } = await changeContacts(server, ids, rate);
    if (notSent > 0) report.say(`  ${notSent} changes were not sent: the server did not keep up.`);
    await waitUntilEnded(sql, ids.length - notSent);
    tellCost(report, before, await used(child, postmaster), ids.length - notSent);
    const firstSteps = await firstStepsAfter(sql);
    tellQuantiles(report, 'change_to_first_step', firstSteps);
    tellQuantiles(report, 'change_answered', answeredAfter);
    report.figure('first_step_ratio', median(firstSteps) / median(answeredAfter), 'first step / answer, p50');
    report.figure('changes_not_sent', notSent, 'changes');
    if (chosen.includes('idle')) await tellIdleCost(report, child, sql);
  } finally {
    await child.stop();
    await sql.end();
  }
}

interface Used {
  readonly statements: number;
  readonly nodeSeconds: number;
  readonly databaseSeconds: number;
}

/** What the server has used so far: unlike times, hardly moved by others on the machine. */
async function used(child: Child, postmaster: number): Promise<Used> {
  return {
    statements: await child.ask<number>('statements'),
    nodeSeconds: await cpuSecondsOfTree(child.pid),
    databaseSeconds: await cpuSecondsOfTree(postmaster),
  };
}

function tellCost(report: Report, before: Used, after: Used, changes: number): void {
  const a = (member: keyof Used) => (after[member] - before[member]) / changes;
  report.figure('statements_per_change', a('statements'), 'statements');
  report.figure('node_cpu_per_change', a('nodeSeconds') * 1_000, 'ms');
  report.figure('database_cpu_per_change', a('databaseSeconds') * 1_000, 'ms');
  report.say(
    `  a change, the request and its first step: ${a('statements').toFixed(1)} statements, ` +
      `CPU ${(a('nodeSeconds') * 1_000).toFixed(1)} ms Node + ${(a('databaseSeconds') * 1_000).toFixed(1)} ms PostgreSQL`,
  );
}

/** Contacts that no flow holds yet, and the flow that will let them in. Returns their ids. */
async function prepare(address: DatabaseAddress, contacts: number): Promise<string[]> {
  const millrace = await openMillrace(address);
  try {
    const ids = await seedContacts(millrace, contacts);
    await millrace.call('POST', '/automation/v4/flows', LATENCY_FLOW);
    return ids;
  } finally {
    await millrace.close();
  }
}

function tellQuantiles(report: Report, name: string, values: readonly number[]): void {
  const [middle, high, highest] = [0.5, 0.99, 1].map((share) => quantile(values, share));
  report.figure(`${name}_p50`, middle!, 'ms', { count: values.length });
  report.figure(`${name}_p99`, high!, 'ms', { count: values.length });
  report.say(
    `  ${name}: p50 ${middle!.toFixed(1)} ms, p99 ${high!.toFixed(1)} ms, highest ${highest!.toFixed(1)} ms`,
  );
}

/** What an idle server asks of its database, and a claim that finds nothing in a queue that was busy until now. */
async function tellIdleCost(report: Report, child: Child, sql: Sql): Promise<void> {
  const claims = await child.ask<number[]>('claim');
  const buffers = await buffersOfEmptyClaim(sql);
  report.figure('empty_claim', median(claims), 'ms', { buffers });
  const before = await child.ask<number>('statements');
  await sleep(IDLE_SECONDS * 1_000);
  const perSecond = ((await child.ask<number>('statements')) - before) / IDLE_SECONDS;
  report.figure('idle_statements', perSecond, 'statements/s');
  report.say(
    `  idle: ${perSecond.toFixed(1)} statements a second; an empty claim right after: ${median(claims).toFixed(2)} ms, ${buffers} pages`,
  );
}

/** Pages that the claim's query touches to find that nothing is due. */
async function buffersOfEmptyClaim(sql: Sql): Promise<number> {
  const [row] = await sql.unsafe(`
    explain (analyze, buffers, format json)
    select from due_enrollments where account_id = 1 and due_at <= now() order by due_at limit 1000 for update skip locked`);
  const [{ Plan }] = row!['QUERY PLAN'] as [{ Plan: Record<string, number> }];
  return Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!;
}
