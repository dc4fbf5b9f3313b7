import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, openDatabase, startEmbedded } from '../../src/platform/index.ts';
import { all, ask, call, TOKEN } from '../crash/calls.ts';
import { streamOfContacts } from '../crash/contacts-stream.ts';
import { chosenPostgres } from '../support/chosen-postgres.ts';
import { urlOf } from '../support/database.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

/** From PostgreSQL answering again to the first good answer; the aim is two seconds, the rest is for busy machines. */
const BACK_MS = 10_000;
/** A connection that was open until now may still hear why it ends. */
const AWAY = expect.stringMatching(/^The database (is not running|is being shut down)/);

let folder: string;
const started: { stop(): Promise<unknown> }[] = [];
beforeEach(async () => {
  folder = await makeScratchFolder('away');
});
afterEach(async () => {
  for (const each of started.splice(0).reverse()) await each.stop();
  await rm(folder, { recursive: true, force: true });
});

const ENVIRONMENT = {
  MILLRACE_TOKEN: TOKEN,
  MILLRACE_LOG_LEVEL: 'silent',
  MILLRACE_SECRET_KEY: 'ab'.repeat(32),
};

async function givenServer(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServerProcess(folder, { ...ENVIRONMENT, ...env });
  started.push(server);
  return server;
}

async function givenDatabase(): Promise<EmbeddedPostgres> {
  const database = await startEmbedded(folder, { ...chosenPostgres(), onTrouble: () => undefined });
  started.push(database);
  return database;
}

const isReady = (url: string) => async () => (await ask(url, 'GET', '/health/ready'))?.status === 200;

test('the embedded PostgreSQL, killed alone, is started again; meanwhile there are clear answers, and afterwards everything is there', async () => {
  const server = await givenServer();
  const stream = streamOfContacts(() => server.url);
  for (let kill = 1; kill <= 3; kill++) {
    await stream.reaches(kill * 10);
    await server.kill('database');
  }
  await until(isReady(server.url), BACK_MS);
  await stream.reaches(40);
  const emails = await stream.stop();
  expect([...stream.refused.keys()].filter((status) => status !== 503)).toEqual([]);
  const contacts = await all(server.url, '/crm/v3/objects/contacts?limit=100&properties=email');
  expect(contacts.map((each) => each.properties.email).sort()).toEqual([...emails].sort());
}, 120_000);

test.runIf(process.platform === 'linux')(
  'after a crash it does not go through its files one by one to have them on the disk',
  async () => {
    const { address } = await givenDatabase();
    const admin = openDatabase(address, { connections: 1 });
    const [row] = await admin`show recovery_init_sync_method`;
    await admin.end();
    expect(row).toEqual({ recovery_init_sync_method: 'syncfs' });
  },
);

test('a database that stands still or is away: 503 with when to ask again, in the shape of the API; alive, and with metrics', async () => {
  const database = await givenDatabase();
  const env = { MILLRACE_DATABASE_URL: urlOf(database.address), MILLRACE_LOG_LEVEL: 'warn' };
  const server = await givenServer(env);
  expect(await isReady(server.url)()).toBe(true);

  const admin = openDatabase(database.address, { connections: 1 });
  const [row] = await admin`select array_agg(pid) as pids from pg_stat_activity where datname = 'millrace'`;
  await admin.end();
  const frozen = [database.pid, ...(row!['pids'] as number[])];
  const freeze = (signal: NodeJS.Signals) => {
    for (const pid of frozen) {
      try {
        process.kill(pid, signal);
      } catch {
        // The connection that asked is gone by now.
      }
    }
  };
  freeze('SIGSTOP');
  try {
    const [live, ready, metrics] = await Promise.all([
      ask(server.url, 'GET', '/health/live'),
      ask(server.url, 'GET', '/health/ready'),
      ask(server.url, 'GET', '/metrics'),
    ]);
    expect([live?.status, ready?.status, ready?.body.category, metrics?.status]).toEqual([
      200,
      503,
      'NOT_READY',
      200,
    ]);
    expect(metrics?.body).toMatch(/^millrace_database_up 0$/m);
  } finally {
    freeze('SIGCONT');
  }
  await until(isReady(server.url), BACK_MS);

  await database.stop();
  const answer = await ask(server.url, 'GET', '/crm/v3/objects/contacts');
  expect([answer?.status, answer?.headers.get('retry-after'), answer?.body]).toEqual([
    503,
    '1',
    {
      status: 'error',
      category: 'SERVICE_UNAVAILABLE',
      correlationId: expect.any(String),
      message: AWAY,
    },
  ]);
  const ready = await ask(server.url, 'GET', '/health/ready');
  expect([ready?.status, ready?.body.message]).toEqual([503, AWAY]);
  expect(JSON.stringify([answer?.body, ready?.body])).not.toContain('/tmp');
  expect((await ask(server.url, 'GET', '/metrics'))?.status).toBe(200);
  expect(await server.stop()).toBe(0);
  const log = server.output.join('\n');
  expect(log).toContain('the database is away');
  expect(log, 'whoever asks whether it is ready is not logged').not.toContain('request failed');
}, 120_000);

test('connections that an administrator ends, again and again, under writers: nobody dies, nothing is lost', async () => {
  const database = await givenDatabase();
  const server = await givenServer({ MILLRACE_DATABASE_URL: urlOf(database.address) });
  const admin = openDatabase(database.address, { connections: 1 });
  const streams = [1, 2, 3].map(() => streamOfContacts(() => server.url));
  for (let round = 1; round <= 20; round++) {
    await streams[0]!.reaches(round * 2);
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'millrace' and pid <> pg_backend_pid()`;
  }
  await admin.end();
  const made = await Promise.all(streams.map((stream) => stream.stop()));
  const statuses = streams.flatMap((stream) => [...stream.refused.keys()]);
  expect(statuses.filter((status) => status !== 503)).toEqual([]);
  const contacts = await all(server.url, '/crm/v3/objects/contacts?limit=100&properties=email');
  expect(contacts.length).toBe(Math.max(...made.map((emails) => emails.length)));
}, 120_000);

test('API and worker that start before PostgreSQL wait for it, say so, and are alive meanwhile', async () => {
  const database = await startEmbedded(folder, chosenPostgres());
  const env = { ...ENVIRONMENT, MILLRACE_DATABASE_URL: urlOf(database.address) };
  await database.stop();
  const waits = /MILLRACE_DATABASE_URL \(.*\): The database is not running\. Waiting for it/;
  let waiting = 0;
  const startingAs = (role: string) => {
    let hasSaid = false;
    return startServerProcess(folder, env, ['--role', role], (output) => {
      if (hasSaid || !output.some((line) => waits.test(line))) return;
      hasSaid = true;
      waiting++;
    });
  };
  const starting = [startingAs('api'), startingAs('worker')];
  await until(async () => waiting === 2, 60_000, 20);
  await givenDatabase();
  const [api, worker] = await Promise.all(starting);
  started.push(api!, worker!);
  for (const { output } of [api!, worker!]) expect(output.join('\n')).toContain('The database is there');
  await call(api!.url, 'POST', '/crm/v3/objects/contacts', { properties: { email: 'a@example.test' } });
  expect(await isReady(worker!.url)()).toBe(true);
  expect((await ask(worker!.url, 'GET', '/metrics'))?.status).toBe(200);
  expect((await ask(worker!.url, 'GET', '/crm/v3/objects/contacts'))?.status).toBe(404);
}, 120_000);
