import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '../support/cases.ts';
import { contactFlow, delayMinutes, inARow, sendEmail, setProperty } from '../support/flow-bodies.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { all, ask, type Body, call, randomness, TOKEN } from './calls.ts';

/** How often the server is killed while it moves the clock. */
const KILLS = cases(2);
const CONTACTS = 60;
const STRETCHES = 8;
const DAY_MS = 86_400_000;

let folder: string;
beforeAll(async () => {
  folder = await makeScratchFolder('crash');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test(`killed ${KILLS} times on the way, a moved clock arrives, and every step was at its instant`, async () => {
  const start = () =>
    startServerProcess(folder, {
      MILLRACE_TOKEN: TOKEN,
      MILLRACE_MODE: 'development',
      MILLRACE_LOG_LEVEL: 'silent',
    });
  let server: ServerProcess = await start();
  const flowId = await prepared(server.url);
  const days = STRETCHES + 1;
  const { id } = await call(server.url, 'POST', '/millrace/v1/clock/advance', {
    by: `P${days}D`,
    wait: false,
  });
  let goneOnWith = 0;
  const random = randomness(20_260_301);
  for (let kill = 1; kill <= KILLS; kill++) {
    // Real time is the subject: at whichever instant of the move it comes, the first time at its begin.
    await sleep((kill - 1) * random() * 200);
    await server.kill(kill % 2 === 0 ? 'everything' : 'server');
    server = await start();
    const { state } = await call(server.url, 'GET', `/millrace/v1/jobs/${id}`);
    if (state !== 'DONE') goneOnWith++;
  }
  expect(goneOnWith).toBeGreaterThan(0);
  const job = await arrived(server.url, id);
  expect(job).toMatchObject({ state: 'DONE', error: null });
  expect(job.progress.done).toBe(job.progress.total);
  expect(Date.parse(job.result.now) - Date.parse(job.result.from)).toBe(days * DAY_MS);
  const passages = await all(server.url, `/millrace/v1/flows/${flowId}/enrollments?limit=100`);
  expect(passages.map(({ status }) => status)).toEqual(Array(CONTACTS).fill('COMPLETED'));
  for (const passage of passages) {
    const { steps } = await call(server.url, 'GET', `/millrace/v1/enrollments/${passage.id}`);
    const since = Date.parse(steps[0].startedAt);
    const reached = steps.map(({ at }: Body) => (Date.parse(at) - since) / DAY_MS);
    expect(reached).toEqual(steps.map((_: Body, index: number) => Math.floor(index / 3) + 1));
  }
  const mails = await all(server.url, '/millrace/v1/mailbox?limit=100');
  expect(mails).toHaveLength(CONTACTS * STRETCHES);
  expect(await server.stop()).toBe(0);
}, 300_000);

async function prepared(url: string): Promise<string> {
  const email = await call(url, 'POST', '/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    from: { replyTo: 'a@example.test' },
    content: { plainTextVersion: 'Hello' },
  });
  await ask(url, 'POST', `/marketing/v3/emails/${email.id}/publish`);
  const actions = Array.from({ length: STRETCHES }, (_, index) => [
    delayMinutes(1_440),
    sendEmail(email.id),
    setProperty('jobtitle', `Stage ${index + 1}`),
  ]).flat();
  const flow = await call(url, 'POST', '/automation/v4/flows', contactFlow(inARow(...actions)));
  for (let number = 1; number <= CONTACTS; number++) {
    const properties = { email: `c${number}@example.test` };
    const contact = await call(url, 'POST', '/crm/v3/objects/contacts', { properties });
    await call(url, 'POST', `/millrace/v1/flows/${flow.id}/enrollments`, { objectIds: [contact.id] });
  }
  return flow.id;
}

async function arrived(url: string, jobId: string): Promise<Body> {
  for (;;) {
    const job = await call(url, 'GET', `/millrace/v1/jobs/${jobId}`);
    if (!['QUEUED', 'RUNNING'].includes(job.state)) return job;
    await sleep(100);
  }
}
