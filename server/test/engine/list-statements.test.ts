import { afterAll, beforeAll, expect, test } from 'vitest';
import { processChanges } from '../../src/enrollments/index.ts';
import { type BatchLimits, runDue } from '../../src/execution/index.ts';
import { createServices } from '../../src/roles/index.ts';
import {
  action,
  allOf,
  anyOf,
  contactFlow,
  inARow,
  is,
  manual,
  property,
  throughCompany,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, inList, manualList } from '../support/list-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { sameForAnyNumber } from '../support/same-for-any-number.ts';

let millrace: Millrace;
const statements: string[] = [];
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, (text) => {
    // A sign of life, for a transaction that thinks for long: how often depends on the machine.
    if (text.trim() !== 'select 1') statements.push(sameForAnyNumber(text));
  });
});
afterAll(() => millrace.stop());

async function contacts(count: number, round: string): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < count; from += 100) {
    const inputs = Array.from({ length: Math.min(100, count - from) }, (_, index) => ({
      properties: { email: `${round}-${from + index}@example.test` },
    }));
    const answer = await millrace.post('/crm/v3/objects/contacts/batch/create', { inputs });
    ids.push(...answer.body.results.map((each: { id: string }) => each.id));
  }
  return ids;
}

async function drain(): Promise<void> {
  const { worker } = millrace.services;
  const { accountId } = millrace;
  for (;;) {
    let done = 0;
    for (const lane of ['changes', 'instants', 'sweeps', 'enrollments'])
      done += await worker.run(lane, accountId);
    if (done === 0) return;
  }
}

async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  statements.length = 0;
  await work();
  // Said now and then by a transaction that thinks for long, on a machine that is slow just now.
  return statements.filter((text) => text !== 'select 1');
}

/** Nothing is cut in two by its time, however slow the machine is just now. */
const LONG_MS = 600_000;
const UNHURRIED: BatchLimits = { advancingMs: LONG_MS, turnMs: LONG_MS, statementMs: LONG_MS };

/** A batch of changes, looked at in one go. */
function lookAtChanges(): Promise<number> {
  const { store, log } = millrace.services;
  return processChanges({ store, log, askingMs: LONG_MS }, millrace.accountId);
}

test('looking at 500 changes that lists, associations and time are read for takes the statements of looking at 10', async () => {
  const list = (await millrace.post('/crm/v3/lists', dynamicList('all', [is('lastname', 'Hopper')]))).body
    .list;
  const through = throughCompany([is('city', 'Paris')]);
  const rolling = property('createdate', 'ROLLING_DATE_RANGE', 'IS_MORE_THAN_X_DAYS_AGO', {
    numberOfDays: 30,
  });
  const byList = (
    await millrace.post(
      '/automation/v4/flows',
      contactFlow([], whenMet([is('lastname', 'Hopper'), inList(list.listId)])),
    )
  ).body.id;
  await millrace.post('/automation/v4/flows', contactFlow([], whenMet([is('lastname', 'Hopper'), rolling])));
  await millrace.post(
    '/automation/v4/flows',
    contactFlow([], {
      ...whenMet([]),
      listFilterBranch: anyOf(allOf([is('lastname', 'Hopper')], [through])),
    }),
  );
  const company = (await millrace.post('/crm/v3/objects/companies', { properties: { name: 'C' } })).body.id;
  const look = async (count: number, round: string) => {
    const ids = await contacts(count, round);
    for (let from = 0; from < count; from += 100) {
      const inputs = ids.slice(from, from + 100).map((id) => ({ from: { id }, to: { id: company } }));
      await millrace.post('/crm/v4/associations/contacts/companies/batch/associate/default', { inputs });
    }
    await drain();
    for (let from = 0; from < count; from += 100) {
      const inputs = ids.slice(from, from + 100).map((id) => ({ id, properties: { lastname: 'Hopper' } }));
      await millrace.post('/crm/v3/objects/contacts/batch/update', { inputs });
    }
    const before = await sizeOf(list.listId);
    const looked = await statementsOf(lookAtChanges);
    const joined = await statementsOf(lookAtChanges);
    await drain();
    expect((await sizeOf(list.listId)) - before).toBe(count);
    expect(await enrolledOf(byList, ids)).toBe(count);
    return { looked, joined };
  };
  await look(10, 'warm-up');
  const ten = await look(10, 'ten');
  const many = await look(500, 'many');
  expect(many).toEqual(ten);
  expect(ten.looked.length).toBeLessThan(30);
  // Those who have joined come into the flow that asks for the list, by the change that says so.
  expect(ten.joined.filter((text) => /insert into enrollments/.test(text))).toHaveLength(1);
  expect(ten.joined.length).toBeLessThan(30);
});

const sizeOf = async (listId: string): Promise<number> =>
  (await millrace.get(`/crm/v3/lists/${listId}`)).body.list.size;

/** How many of these contacts have come into a flow. */
async function enrolledOf(flowId: string, ids: readonly string[]): Promise<number> {
  const [row] = await millrace.sql`
    select count(*)::int as count from enrollments where flow_id = ${flowId} and record_id = any(${ids}::bigint[])`;
  return row!['count'] as number;
}

test('a batch of 500 that goes into a list takes the statements of a batch of 10', async () => {
  const list = (await millrace.post('/crm/v3/lists', manualList('target'))).body.list.listId;
  const actions = inARow(action('0-63809083', { listId: list, targetObject: '{{ enrolled_object }}' }));
  const flow = (await millrace.post('/automation/v4/flows', contactFlow(actions, manual))).body.id;
  const run = async (count: number, round: string) => {
    const objectIds = await contacts(count, round);
    await drain();
    await millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds });
    const { store, log } = millrace.services;
    const taken = await statementsOf(() => runDue({ store, log, limits: UNHURRIED }, millrace.accountId));
    await drain();
    return taken;
  };
  await run(10, 'l-warm-up');
  const ten = await run(10, 'l-ten');
  expect(await run(500, 'l-many')).toEqual(ten);
  expect((await millrace.get(`/crm/v3/lists/${list}`)).body.list.size).toBe(520);
});

test('a sweep goes on in another process where it was, until it is canceled', async () => {
  await millrace.sql`
    insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
    select id, '0-1', nextval('record_ids'), '{"city": "Swept"}', now(), now() from accounts, generate_series(1, 2500)`;
  const flow = (await millrace.post('/automation/v4/flows', contactFlow([], whenMet([is('city', 'Swept')]))))
    .body.id;
  await drain();
  const url = `/millrace/v1/flows/${flow}`;
  const job = (await millrace.post(`${url}/enrollments`, { matching: true })).body;
  const progress = async () => (await millrace.get(`${url}/enrollment-jobs/${job.id}`)).body;
  await millrace.services.worker.run('sweeps', millrace.accountId);
  // How far one comes in its time depends on the machine.
  const first: number = (await progress()).looked;
  expect(first).toBeGreaterThan(0);
  expect(await progress()).toMatchObject({ status: 'RUNNING', looked: first });
  const { config, log, sql } = millrace.services;
  const other = createServices(config, log, sql);
  await other.worker.run('sweeps', millrace.accountId);
  other.wake.close();
  const second: number = (await progress()).looked;
  expect(second).toBeGreaterThan(first);
  expect(await progress()).toMatchObject({ status: 'RUNNING', looked: second });
  expect((await millrace.delete(`${url}/enrollment-jobs/${job.id}`)).body.status).toBe('CANCELED');
  await drain();
  expect(await progress()).toMatchObject({ status: 'CANCELED', looked: second });
});

test('changes that lead to very many records are looked at a part at a time, in their order, and none is lost', async () => {
  const company = (
    await millrace.post('/crm/v3/objects/companies', { properties: { name: 'Hub', city: '0' } })
  ).body.id;
  await millrace.sql`
    with made as (
      insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
      select id, '0-1', nextval('record_ids'), '{}', now(), now() from accounts, generate_series(1, 1000) returning account_id, id
    )
    insert into associations (account_id, from_object_type_id, from_id, to_object_type_id, to_id, category, type_id, created_at)
    select account_id, '0-1', id, '0-2', ${company}::bigint, 'HUBSPOT_DEFINED'::association_category, 279, now() from made
    union all
    select account_id, '0-2', ${company}::bigint, '0-1', id, 'HUBSPOT_DEFINED'::association_category, 280, now() from made`;
  const through = throughCompany([is('city', '7')]);
  const criteria = { ...whenMet([]), listFilterBranch: anyOf(allOf([], [through])) };
  const flow = (await millrace.post('/automation/v4/flows', contactFlow([], criteria))).body.id;
  await drain();
  // The criteria are met in the middle only; the last change that is looked at would not show it.
  for (let count = 1; count <= 60; count++)
    await millrace.patch(`/crm/v3/objects/companies/${company}`, { properties: { city: String(count) } });
  const looked: number[] = [];
  for (let count = 1; count > 0; ) {
    count = await millrace.services.worker.run('changes', millrace.accountId);
    looked.push(count);
  }
  expect(looked.length).toBeGreaterThan(2);
  expect(looked.reduce((sum, count) => sum + count, 0)).toBe(60);
  const [row] = await millrace.sql`select count(*)::int as enrolled from enrollments where flow_id = ${flow}`;
  expect(row?.['enrolled']).toBe(1000);
});
