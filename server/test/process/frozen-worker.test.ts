import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/platform/index.ts';
import { ask, call } from '../crash/calls.ts';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { openSplitRoles, type SplitRoles } from '../support/split-roles.ts';
import { until } from '../support/until.ts';

/** After this PostgreSQL takes from a frozen process what it holds; the rest is for busy machines. */
const THAWED_MS = 100_000;

let roles: SplitRoles;
beforeAll(async () => {
  roles = await openSplitRoles();
});
afterAll(() => roles.end());

test('a worker process that is stopped inside a transaction: others go on, its work is done by another, and nothing twice', async () => {
  const { url } = await roles.start('api');
  await call(url, 'POST', '/crm/v3/properties/contacts', {
    name: 'visits',
    label: 'Visits',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
  });
  const increment = setProperty('visits', { type: 'INCREMENT', incrementAmount: 1 });
  const flow = await call(url, 'POST', '/automation/v4/flows', contactFlow(inARow(increment)));
  const contacts = ['a', 'b'].map((name) =>
    call(url, 'POST', '/crm/v3/objects/contacts', { properties: { email: `${name}@example.test` } }),
  );
  const [enrolled, other] = await Promise.all(contacts);
  await call(url, 'POST', `/millrace/v1/flows/${flow.id}/enrollments`, { objectIds: [enrolled.id] });

  const admin = openDatabase(roles.database.address, { connections: 2 });
  const isWaiting = async () => {
    const rows = await admin`
      select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%records%' and pid <> pg_backend_pid()`;
    return rows.length > 0;
  };
  const worker = await admin.begin(async (tx) => {
    await tx`select from records where id = ${enrolled.id} for update`;
    const first = await roles.start('worker');
    await until(isWaiting, THAWED_MS);
    first.signal('SIGSTOP');
    return first;
  });
  try {
    // What it waited for is its own now: it stands in the middle of a transaction, with the locks of its batch. Others of its loops may
    // have been stopped in the middle of theirs.
    const isInside = async () =>
      (
        await admin`select 1 from pg_stat_activity where state = 'idle in transaction' and query like '%records%'`
      ).length > 0;
    await until(isInside, THAWED_MS);
    await roles.start('worker');
    const asked = [
      ask(url, 'GET', '/health/ready'),
      ask(url, 'GET', `/automation/v4/flows/${flow.id}`),
      ask(url, 'PATCH', `/crm/v3/objects/contacts/${other.id}`, { properties: { city: 'Ulm' } }),
      ask(url, 'PUT', `/automation/v4/flows/${flow.id}`, { ...flow, name: 'Renamed' }),
    ];
    expect((await Promise.all(asked)).map((answer) => answer?.status)).toEqual([200, 200, 200, 200]);
    const isCompleted = async () => {
      const { results } = await call(url, 'GET', `/millrace/v1/flows/${flow.id}/enrollments`);
      return results[0].status === 'COMPLETED';
    };
    await until(isCompleted, THAWED_MS);
  } finally {
    worker.signal('SIGCONT');
    await admin.end();
  }
  // It finds that its transaction is gone, and goes on with others.
  await until(async () => (await ask(worker.url, 'GET', '/health/ready'))?.status === 200, THAWED_MS);
  await call(url, 'POST', `/millrace/v1/flows/${flow.id}/enrollments`, { objectIds: [other.id] });
  const visits = async (id: string) =>
    (await call(url, 'GET', `/crm/v3/objects/contacts/${id}?properties=visits`)).properties.visits;
  await until(async () => (await visits(other.id)) === '1', THAWED_MS);
  expect(await visits(enrolled.id)).toBe('1');
  const { results } = await call(url, 'GET', `/millrace/v1/flows/${flow.id}/enrollments`);
  expect(results.map((each: { stepCount: number }) => each.stepCount)).toEqual([1, 1]);
}, 180_000);
