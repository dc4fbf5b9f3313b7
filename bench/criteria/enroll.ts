import type { DatabaseAddress } from '../../server/src/platform/index.ts';
import { contactFlow, meeting, waitMinutes } from '../bodies/contact-flow.ts';
import { allOf, anyOf, isKnown, numberIsAtLeast, textContains } from '../bodies/filters.ts';
import { cpuSecondsOfTree, watchMemory } from '../gauge/processes.ts';
import { startChild } from '../place/child.ts';
import type { Millrace } from '../place/millrace.ts';
import { settleDatabase } from '../place/settle-database.ts';
import type { TemporaryServer } from '../place/temporary-server.ts';
import { type Report, rounded } from '../report.ts';
import type { EnrollOrder, EnrollResult } from './enroll-side.ts';

const MEGABYTE = 1_048_576;

/** Enrolls every contact that there is into a flow whose three filters they all meet. */
export async function enrollExisting(
  server: TemporaryServer,
  address: DatabaseAddress,
  millrace: Millrace,
  report: Report,
): Promise<void> {
  const group = allOf(
    textContains('email', '@example'),
    isKnown('lastname'),
    numberIsAtLeast('hs_email_open', 0),
  );
  const body = contactFlow('Everybody', [waitMinutes(1_440)], meeting(anyOf(group)));
  const flow = await millrace.call('POST', '/automation/v4/flows', body);
  await settleDatabase(millrace.services.sql);
  const child = startChild(new URL('enroll-side.ts', import.meta.url), 'enroll');
  try {
    const memory = watchMemory(child.pid);
    const database = await cpuSecondsOfTree(server.pid);
    const result = await child.ask<EnrollResult>({ address, flowId: flow.id } satisfies EnrollOrder);
    const databaseCpu = (await cpuSecondsOfTree(server.pid)) - database;
    tell(report, result, databaseCpu, await memory.stop());
  } finally {
    await child.stop();
  }
}

function tell(report: Report, result: EnrollResult, databaseCpu: number, memory: readonly number[]): void {
  const { seconds, cpuSeconds, statements, transactions, job, progress } = result;
  if (job.status !== 'COMPLETE' || job.enrolled !== job.total)
    throw new Error(`The job ended as ${JSON.stringify(job)}, but all were to be enrolled.`);
  const rate = job.enrolled / seconds;
  const members = { contacts: job.total };
  report.figure('enrolled', rate, '/s', members);
  report.figure('seconds', seconds, 's', members);
  report.figure('progress', progress.length, 'moments', { ...members, shares: progress.map(rounded) });
  report.figure('statements_per_transaction', statements / transactions, 'statements', members);
  report.figure('node_cpu', (cpuSeconds / job.enrolled) * 1e6, 'µs/record', members);
  report.figure('database_cpu', (databaseCpu / job.enrolled) * 1e6, 'µs/record', members);
  const quarters = peaksOfQuarters(memory).map((bytes) => bytes / MEGABYTE);
  report.figure('memory_peak', Math.max(...quarters), 'MB', { ...members, quarters: quarters.map(rounded) });
  report.figure('memory_growth_when_warm', quarters[3]! - quarters[1]!, 'MB', members);
  report.say(
    `${Math.round(rate)} enrolled/s, ${job.total} in ${seconds.toFixed(1)} s, ${(statements / transactions).toFixed(1)} statements a transaction; ` +
      `CPU a record ${((cpuSeconds / job.enrolled) * 1e6).toFixed(0)} µs Node + ${((databaseCpu / job.enrolled) * 1e6).toFixed(0)} µs PostgreSQL; ` +
      `memory at most ${quarters.map((each) => Math.round(each)).join(', ')} MB in the quarters of the run`,
  );
}

/** Memory is flat when the last quarter of the run needed no more than the second, which is warm. */
function peaksOfQuarters(memory: readonly number[]): number[] {
  const quarter = Math.ceil(memory.length / 4);
  return [0, 1, 2, 3].map((index) => Math.max(...memory.slice(index * quarter, (index + 1) * quarter)));
}
