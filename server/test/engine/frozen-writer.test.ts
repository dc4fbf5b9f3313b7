import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAccount } from '../../src/accounts/index.ts';
import { waitForLanes } from '../../src/history/index.ts';
import { openDatabase, type Sql } from '../../src/platform/index.ts';
import { contactFlow, inARow, is, setProperty, whenMet } from '../support/flow-bodies.ts';
import { dynamicList } from '../support/list-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
let frozen: Sql;
beforeAll(async () => {
  millrace = await startMillrace();
  frozen = openDatabase(millrace.address, { connections: 1 });
});
afterAll(async () => {
  await frozen.end({ timeout: 0 });
  await millrace.stop();
});

test('a worker that is frozen in a transaction holds up a save for a while, and nobody who reads or writes', async () => {
  const flow = contactFlow(inARow(setProperty('jobtitle', 'A')), whenMet([is('city', 'Paris')]));
  const { id, revisionId } = (await millrace.post('/automation/v4/flows', flow)).body;
  const contact = (
    await millrace.post('/crm/v3/objects/contacts', { properties: { email: 'a@example.test' } })
  ).body.id;
  await millrace.post('/millrace/v1/clock/settle');
  const holds = Promise.withResolvers<unknown>();
  void asAccount(frozen, millrace.accountId, async (tx, account) => {
    await waitForLanes({ tx, account } as never);
    const [row] = await tx`select pg_backend_pid() as pid`;
    holds.resolve(row!['pid']);
    await new Promise(() => undefined);
  }).catch(() => undefined);
  const pid = await holds.promise;
  let saved = false;
  const save = millrace
    .put(`/automation/v4/flows/${id}`, { ...flow, name: 'Renamed', revisionId })
    .finally(() => (saved = true));
  const made = millrace.post('/crm/v3/lists', dynamicList('Parisians', [is('city', 'Paris')]));
  const asked: (() => Promise<{ readonly status: number }>)[] = [
    () => millrace.get('/health/ready'),
    () => millrace.get(`/automation/v4/flows/${id}`),
    () => millrace.get(`/millrace/v1/flows/${id}/explain?objectId=${contact}`),
    () => millrace.get(`/millrace/v1/flows/${id}/preview`),
    () => millrace.patch(`/crm/v3/objects/contacts/${contact}`, { properties: { city: 'Paris' } }),
    () => millrace.get('/metrics'),
  ];
  for (const ask of asked) {
    expect((await ask()).status).toBeLessThan(500);
    // The next one is asked while the save still stands in line.
    expect(saved).toBe(false);
  }
  // What PostgreSQL does by itself once a transaction has been silent for too long.
  await millrace.sql`select pg_terminate_backend(${pid}::int)`;
  expect((await save).status).toBe(200);
  expect((await made).status).toBe(200);
  await millrace.post('/millrace/v1/clock/settle');
  const { body } = await millrace.get(`/millrace/v1/flows/${id}/enrollments`);
  expect(body.results).toHaveLength(1);
  expect(body.results[0].status).toBe('COMPLETED');
}, 30_000);

test('when more wait to write than there are connections, there are some left to read', async () => {
  const contact = (
    await millrace.post('/crm/v3/objects/contacts', { properties: { email: 'b@example.test' } })
  ).body.id;
  const other = openDatabase(millrace.address, { connections: 1 });
  let writes: Promise<{ readonly status: number }>[] = [];
  await other.begin(async (tx) => {
    await tx`select from records where id = ${contact} for update`;
    writes = Array.from({ length: 30 }, (_, index) =>
      millrace.patch(`/crm/v3/objects/contacts/${contact}`, { properties: { city: `${index}` } }),
    );
    expect((await millrace.get('/health/ready')).status).toBe(200);
    expect((await millrace.get('/automation/v4/flows')).status).toBe(200);
    expect((await millrace.get(`/crm/v3/objects/contacts/${contact}`)).status).toBe(200);
  });
  await other.end();
  expect(new Set((await Promise.all(writes)).map(({ status }) => status))).toEqual(new Set([200]));
});
