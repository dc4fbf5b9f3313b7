import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases, firstSeed } from '../support/cases.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { randomness, TOKEN } from './calls.ts';
import { streamOfContacts } from './contacts-stream.ts';
import { type MailSink, openMailSink } from './mail-sink.ts';
import { examine, prepareStory } from './story-of-contacts.ts';

/** How often the server is killed; every fourth time its PostgreSQL goes with it. `MILLRACE_KILLS=50` for a longer look. */
const KILLS = Number(process.env['MILLRACE_KILLS'] ?? cases(6));
/** At which instants. */
const SEED = firstSeed('MILLRACE_KILLS_SEED', 20_260_101);
/** Contacts that come in, at least, before the next kill. */
const CONTACTS_A_LIFE = 3;
/** Mails that a process has on their way at once. */
const SENT_AT_ONCE = 20;

let folder: string;
let sink: MailSink;

beforeAll(async () => {
  folder = await makeScratchFolder('crash');
  sink = await openMailSink();
});
afterAll(async () => {
  await sink.close();
  await rm(folder, { recursive: true, force: true });
});

test(`killed ${KILLS} times (MILLRACE_KILLS_SEED=${SEED}) while enrollments stream in, it does everything internal once and sends every mail as one`, async () => {
  const start = () =>
    startServerProcess(folder, {
      MILLRACE_TOKEN: TOKEN,
      MILLRACE_SMTP_URL: sink.url,
      MILLRACE_LOG_LEVEL: 'silent',
    });
  let server: ServerProcess = await start();
  const flowId = await prepareStory(server.url);

  const stream = streamOfContacts(() => server.url);
  const random = randomness(SEED);
  for (let kill = 1; kill <= KILLS; kill++) {
    // Every life of the server takes some contacts in, however slow the machine is.
    await stream.reaches(kill * CONTACTS_A_LIFE);
    // Real time is the subject: at whichever instant of the work it comes.
    await sleep(random() * 300);
    await server.kill(kill % 4 === 0 ? 'everything' : 'server');
    server = await start();
  }
  await stream.reaches((KILLS + 1) * CONTACTS_A_LIFE);
  const emails = await stream.stop();
  expect(emails.length).toBeGreaterThan(KILLS);
  const { lost, doubled, mailsRepeated } = await examine(server.url, flowId, emails, sink);
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
  // Sent again are at most those that were on their way: four for each connection to the mail server.
  expect(mailsRepeated).toBeLessThanOrEqual(KILLS * SENT_AT_ONCE);
  expect(await server.stop()).toBe(0);
}, 600_000);
