/**
 * Two APIs on a primary with a standby that answers what only reads: the second stands no lag, the first a long one. What replicas may answer at all is in
 * http/server/replicas.test.ts.
 */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { olderPostgres } from '../../../scripts/older-postgres.ts';
import { listen } from '../support/event-stream.ts';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Answer, asCaller } from '../support/millrace.ts';
import { makeScratchFolder } from '../support/scratch-folder.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { startTwoClusters, type TwoClusters } from '../support/two-clusters.ts';
import { until } from '../support/until.ts';
import { TOKEN } from './calls.ts';

type Client = ReturnType<typeof asCaller>;

let folder: string;
let clusters: TwoClusters;
const servers: ServerProcess[] = [];
let flowId: string;
/** What a start said that was given another database as a replica. */
let refusal: unknown;
/** The token of a third client. */
let ofPage: string;
/** The first API, and the second: as one client, and as another. */
let [mine, mineToo, theirs, theirsToo]: Client[] = [];

async function startApi(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const usual = {
    MILLRACE_DATABASE_URL: clusters.url,
    MILLRACE_READ_URL: clusters.standbyUrl(),
    MILLRACE_MODE: 'development',
    MILLRACE_TOKEN: TOKEN,
    MILLRACE_SECRET_KEY: 'ab'.repeat(32),
  };
  return startServerProcess(folder, { ...usual, ...env }, ['--role', 'api']);
}

beforeAll(async () => {
  folder = await makeScratchFolder('replica');
  clusters = await startTwoClusters(folder, { bin: olderPostgres(), follows: 'when it can' });
  const elsewhere = clusters.standbyUrl('postgres').replace('@', ':sesame@');
  const refused = startApi({ MILLRACE_READ_URL: elsewhere }).catch((error: Error) => error.message);
  servers.push(
    ...(await Promise.all(['3600000', '2000'].map((lag) => startApi({ MILLRACE_READ_LAG_MS: lag })))),
  );
  refusal = await refused;
  const [first, second] = servers.map(({ url }) => url) as [string, string];
  mine = asCaller(first, TOKEN);
  mineToo = asCaller(second, TOKEN);
  const scopes = ['automation', 'crm.objects.contacts.read'];
  const newToken = async (name: string): Promise<string> =>
    (await mine!.post('/millrace/v1/tokens', { name, scopes })).body.token;
  const another = await newToken('another');
  theirs = asCaller(first, another);
  theirsToo = asCaller(second, another);
  ofPage = await newToken('page');
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await clusters.stop();
  await rm(folder, { recursive: true, force: true });
});

async function good(answer: Promise<Answer>): Promise<Answer['body']> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

const search = async (client: Client, email: string): Promise<number> => {
  const filters = [{ propertyName: 'email', operator: 'EQ', value: email }];
  const body = await good(client.post('/crm/v3/objects/contacts/search', { filterGroups: [{ filters }] }));
  return body.total;
};

let contacts = 0;
async function givenContact(client: Client): Promise<{ readonly id: string; readonly email: string }> {
  const email = `contact${++contacts}@example.test`;
  const { id } = await good(client.post('/crm/v3/objects/contacts', { properties: { email } }));
  return { id, email };
}

/** A metric of a server, by the end of its line before the value. */
async function metric(client: Client, name: string): Promise<number> {
  const text = String((await client.get('/metrics')).body);
  const line = text.split('\n').find((each) => each.startsWith(name));
  return line === undefined ? 0 : Number(line.slice(line.lastIndexOf(' ')));
}
const byReplica = (client: Client) => metric(client, 'millrace_reads_total{by="replica"');
const byPrimary = (client: Client, why: string) =>
  metric(client, `millrace_reads_total{by="primary",why="${why}"}`);
const isReadFrom = async (client: Client) => (await metric(client, 'millrace_replica_up')) === 1;

const LEFT = 'a replica is not read from; the primary answers instead';
const BACK = 'a replica is read from again';

/** What a server has said of its replica: once that it went, then once that it is back. */
function changesOf(server: ServerProcess): number {
  const said = server.output.flatMap((line) => [LEFT, BACK].filter((text) => line.includes(`"${text}"`)));
  expect(said).toEqual(said.map((_, index) => (index % 2 === 0 ? LEFT : BACK)));
  return said.length;
}

test('what is not a copy of the database is refused at the start, before anything is served', () => {
  expect(refusal).toMatch(
    /MILLRACE_READ_URL \(127\.0\.0\.1:\d+\/postgres\): this database is no copy of the one/,
  );
  expect(refusal).not.toContain('sesame');
});

test('reads go to the standby, and find what their client has written through any process', async () => {
  const before = (await byReplica(mine!)) + (await byReplica(mineToo!));
  for (let round = 0; round < 10; round++) {
    expect(await search(mineToo!, (await givenContact(mine!)).email)).toBe(1);
    expect(await search(mine!, (await givenContact(mineToo!)).email)).toBe(1);
  }
  expect((await byReplica(mine!)) + (await byReplica(mineToo!))).toBeGreaterThan(before);
  // What a moved clock has run, and what a job has done.
  const flow = contactFlow(inARow(setProperty('city', 'Ulm')));
  flowId = (await good(mine!.post('/automation/v4/flows', flow))).id;
  const steps = async () => (await good(mineToo!.get(`/millrace/v1/flows/${flowId}/steps`))).results.length;
  for (let ran = 1; ran <= 3; ran++) {
    const { id } = await givenContact(mine!);
    await good(mine!.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: [id] }));
    await good(mine!.post('/millrace/v1/clock/settle'));
    expect(await steps()).toBe(ran);
  }
  const { id } = await givenContact(mine!);
  await good(mine!.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: [id] }));
  const job = await good(mine!.post('/millrace/v1/clock/advance', { by: 'PT1M', wait: false }));
  await until(async () => (await good(mineToo!.get(`/millrace/v1/jobs/${job.id}`))).state === 'DONE');
  expect(await steps()).toBe(4);
  expect(await Promise.all([mine!, mineToo!].map((client) => byPrimary(client, 'failed')))).toEqual([0, 0]);
});

test('a standby that stands still: a client finds what it has written, others read what was, as long as it is near enough', async () => {
  const standby = clusters.standby();
  const page = await listen(servers[0]!.url, `flow:${flowId}`, {
    authorization: `Bearer ${ofPage}`,
  });
  await until(() => isReadFrom(theirsToo!));
  // Until then everybody counts as writing, since it is not known whether somebody was.
  const primary = clusters.primary();
  await until(async () => {
    await search(theirs!, 'nobody');
    const [everybody] = await primary`select position from client_writes where account_id = 0`;
    return everybody!['position'] !== null;
  });
  await primary.end();
  await standby`select pg_wal_replay_pause()`;
  await until(async () => {
    const [row] = await standby`select pg_get_wal_replay_pause_state() as state`;
    return row!['state'] === 'paused';
  });
  const [written, replica] = [await byPrimary(mine!, 'written'), await byReplica(mine!)];
  const { id, email } = await givenContact(mineToo!);
  expect(await search(mine!, email)).toBe(1);
  expect(await byPrimary(mine!, 'written')).toBe(written + 1);
  expect(await search(theirs!, email)).toBe(0);
  expect(await byReplica(mine!)).toBe(replica + 1);
  // By its id it is there for everybody, and nobody is told that it is not.
  expect((await theirs!.get(`/crm/v3/objects/contacts/${id}`)).status).toBe(200);
  expect((await theirs!.get(`/millrace/v1/records/contacts/${id}/timeline`)).status).toBe(200);
  // What a page is told of, it finds.
  await good(mineToo!.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: [id] }));
  await good(mineToo!.post('/millrace/v1/clock/settle'));
  await page.when(({ event }) => event === 'counts');
  const itself = asCaller(servers[1]!.url, ofPage);
  const counts = await good(itself.get(`/millrace/v1/flows/${flowId}/counts`));
  expect(counts.actions['1'].succeeded).toBe(5);
  page.leave();
  // For the second API it is too far behind.
  await until(async () => (await search(theirsToo!, email)) === 1);
  expect(await byPrimary(theirsToo!, 'unfit')).toBeGreaterThan(0);
  expect(await metric(theirsToo!, 'millrace_replica_lag_seconds')).toBeGreaterThan(1);
  await standby`select pg_wal_replay_resume()`;
  await until(async () => (await search(theirs!, email)) === 1);
  await until(() => isReadFrom(theirsToo!));
  await until(() => changesOf(servers[1]!) >= 2);
  await standby.end();
});

test('a standby that freezes, and one that is killed, is missed by nobody, and is read from when it is back', async () => {
  let isOver = false;
  const { email } = await givenContact(mine!);
  const asked = [mine!, mineToo!, theirs!, theirsToo!].map(async (client, index) => {
    const found: number[] = [];
    while (!isOver) found.push(await search(client, email));
    // Who has not written it may not find it at first.
    return index < 2 ? found : found.slice(found.indexOf(1));
  });
  const all = Promise.all(asked);
  all.catch(() => undefined);
  try {
    await until(async () => (await search(theirs!, email)) === 1);
    const isLeft = async () => !(await isReadFrom(mine!)) && !(await isReadFrom(mineToo!));
    await clusters.signalStandby('SIGSTOP');
    await until(isLeft);
    // A read may have been given up before anybody has found that nothing is heard.
    await until(() => [0, 1].every((index) => changesOf(servers[index]!) % 2 === 1));
    expect(await search(theirs!, (await givenContact(mine!)).email)).toBe(1);
    await clusters.signalStandby('SIGCONT');
    await until(async () => (await isReadFrom(mine!)) && (await isReadFrom(mineToo!)));
    await clusters.killStandby();
    await until(isLeft);
    expect(await metric(mine!, 'millrace_replica_lag_seconds')).toBe(0);
    for (const client of [mine!, mineToo!]) {
      expect((await client.get('/health/ready')).status).toBe(200);
      expect(await search(client, (await givenContact(client)).email)).toBe(1);
    }
    const before = await byReplica(mine!);
    await clusters.startStandby();
    await until(async () => (await byReplica(mine!)) > before);
    await until(() => isReadFrom(mineToo!));
  } finally {
    isOver = true;
  }
  for (const found of await all) expect(new Set(found)).toEqual(new Set([1]));
  // What is said comes by another way than what is answered.
  await until(() => changesOf(servers[0]!) >= 4 && changesOf(servers[1]!) >= 6);
});
