import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.ts';
import { contactFlow, meeting, waitMinutes } from '../bodies/contact-flow.ts';
import { allOf, anyOf, textIs } from '../bodies/filters.ts';
import { openProbe, type Probed, probeBeside } from '../crowd/probe.ts';
import { seed, seedContacts, seedEnrollments } from '../engine/seed.ts';
import { numberOptions } from '../options.ts';
import { openMillrace } from '../place/millrace.ts';
import { settleDatabase } from '../place/settle-database.ts';
import { type TemporaryServer, withTemporaryServer } from '../place/temporary-server.ts';
import { Report } from '../report.ts';
import { drainByTurns, LOOKS_EVERY_MS, medianOf, NODES, startNodes, tellNodes } from './drain.ts';
import type { NodeQuestion } from './node.ts';

const DEFAULTS = { enrollments: 20_000, changes: 40_000, large: 100_000, runs: 3 };

/** Records that one request writes. */
const RECORDS_PER_UPDATE = 100;
const A_YEAR = 525_600;
/** How long a small account is looked at while it has the machine for itself. */
const ALONE_MS = 15_000;
/** Worker processes while a small account is beside a large one. */
const NODES_BESIDE = 2;

/** What further processes bring on one PostgreSQL, and what a large account leaves a small one. */
export const nodes: Bench = {
  name: 'nodes',
  summary: `${NODES.join(', ')} worker processes on one PostgreSQL, and a small account beside a large one (--enrollments ${DEFAULTS.enrollments} --changes ${DEFAULTS.changes} --large ${DEFAULTS.large} --runs ${DEFAULTS.runs})`,
  run: (args) => {
    const { enrollments, changes, large, runs } = numberOptions(args, DEFAULTS);
    return withTemporaryServer(async (server) => {
      const report = new Report('nodes');
      await comparePassages(server, report, enrollments, runs);
      await compareChanges(server, report, changes, runs);
      await compareBeside(server, report, large);
    });
  },
};

/** Passages of one flow, which any number of processes may advance. */
async function comparePassages(
  server: TemporaryServer,
  report: Report,
  enrollments: number,
  runs: number,
): Promise<void> {
  await seed(await server.create('seeded'), enrollments);
  const work = { name: 'enrollment', table: 'due_enrollments', count: enrollments } as const;
  const drained = await drainByTurns(server, work, runs);
  await server.drop('seeded');
  const [diskBytes, walBytes] = [
    medianOf(drained.get(1)!, 'diskBytes'),
    medianOf(drained.get(1)!, 'walBytes'),
  ];
  report.figure('diskBytes', diskBytes, 'bytes an enrollment', { enrollments });
  report.figure('walBytes', walBytes, 'bytes an enrollment', { enrollments });
  report.say(
    `an enrollment of four steps: ${Math.round(diskBytes)} bytes in tables and indexes, ${Math.round(walBytes)} of log`,
  );
  tellNodes(report, work, drained);
}

/** Changes of one account's records, which a flow asks about: those of a record are one process's at a time. One in ten lets its record in. */
async function compareChanges(
  server: TemporaryServer,
  report: Report,
  changes: number,
  runs: number,
): Promise<void> {
  const millrace = await openMillrace(await server.create('seeded'));
  const contacts = await seedContacts(millrace, changes);
  const flow = contactFlow('Reader', [waitMinutes(A_YEAR)], meeting(anyOf(allOf(textIs('city', 'Utrecht')))));
  // What this process keeps in mind of accounts is told apart by the number of saves: it has seen another database with one.
  await millrace.call('POST', '/automation/v4/flows', contactFlow('Nobody', [waitMinutes(A_YEAR)]));
  await millrace.call('POST', '/automation/v4/flows', flow);
  for (let from = 0; from < changes; from += RECORDS_PER_UPDATE) {
    const inputs = contacts.slice(from, from + RECORDS_PER_UPDATE).map((id, index) => ({
      id,
      properties: { city: index % 10 === 0 ? 'Utrecht' : 'Delft' },
    }));
    await millrace.call('POST', '/crm/v3/objects/contacts/batch/update', { inputs });
  }
  await millrace.close();
  const work = { name: 'change', table: 'pending_changes', count: changes } as const;
  tellNodes(report, work, await drainByTurns(server, work, runs));
  await server.drop('seeded');
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
    const beside = async (work: () => Promise<unknown>) =>
      (await probeBeside([probe], work)).took.get(probe.name)!;
    const alone = await beside(() => sleep(ALONE_MS));
    const tell = (figure: string, what: string, took: Probed) => {
      for (const share of ['p50', 'p99'] as const) {
        const ratio = took[share] / alone[share];
        report.figure(`${figure}_${share}`, ratio, 'beside the large account / alone', { large });
        report.say(
          `a small account ${what}: ${share} ${ratio.toFixed(1)} times that alone (${took[share].toFixed(0)} and ${alone[share].toFixed(0)} ms)`,
        );
      }
    };
    // Its requests, of ten thousand records each, are answered by the process that answers the small account.
    const enrolling = await beside(() => seedEnrollments(millrace, contacts));
    tell('small_enrolling', `while a large one enrolls ${large}`, enrolling);
    const due = await beside(async () => {
      for (let isLeft = true; isLeft; await sleep(LOOKS_EVERY_MS)) {
        const [row] = await sql`select exists (select from due_enrollments) as "isLeft"`;
        isLeft = row!['isLeft'] as boolean;
      }
    });
    tell('small', `beside what the large one has due`, due);
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await close();
  }
}
