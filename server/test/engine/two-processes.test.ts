import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog, openDatabase, type Sql } from '../../src/platform/index.ts';
import { createServices, type Services } from '../../src/roles/index.ts';
import { contactFlow, inARow, isKnown, setProperty, whenMet } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let api: Millrace;
let workers: { readonly sql: Sql; readonly services: Services }[];
beforeAll(async () => {
  api = await startMillrace({ role: 'api' });
  await api.services.wake.connect(api.sql);
  workers = [worker(), worker()];
  for (const { sql, services } of workers) {
    await services.wake.connect(sql);
    services.worker.start();
  }
});
afterAll(async () => {
  for (const { sql, services } of workers) {
    await services.worker.stop();
    services.wake.close();
    await sql.end();
  }
  await api.stop();
});

/** A process that works and serves nobody, on connections of its own. */
function worker() {
  const sql = openDatabase(api.address);
  return { sql, services: createServices(api.services.config, createLog('error'), sql) };
}

test('two workers share the work of an API process, and nothing is done twice', async () => {
  await api.post('/crm/v3/properties/contacts', {
    name: 'visits',
    label: 'Visits',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
  });
  const visit = setProperty('visits', { type: 'INCREMENT', incrementAmount: 1 });
  const flow = await api.post(
    '/automation/v4/flows',
    contactFlow(inARow(visit, visit, visit), whenMet([isKnown('email')])),
  );
  expect(flow.status).toBe(201);
  for (let round = 0; round < 10; round++) {
    const inputs = Array.from({ length: 50 }, (_, index) => ({
      properties: { email: `c${round}-${index}@example.test` },
    }));
    expect((await api.post('/crm/v3/objects/contacts/batch/create', { inputs })).status).toBe(201);
  }
  await api.post('/millrace/v1/clock/settle');
  const [{ contacts, once }] = (await api.sql`
    select count(*)::int as contacts, count(*) filter (where properties ->> 'visits' = '3')::int as once
    from records where object_type_id = '0-1'`) as unknown as [{ contacts: number; once: number }];
  expect({ contacts, once }).toEqual({ contacts: 500, once: 500 });
  const [{ enrollments, steps }] = (await api.sql`
    select (select count(*)::int from enrollments where status = 'COMPLETED') as enrollments, (select count(*)::int from steps) as steps`) as unknown as [
    { enrollments: number; steps: number },
  ];
  expect({ enrollments, steps }).toEqual({ enrollments: 500, steps: 1_500 });
});

test('at most one active enrollment of a flow and a record, whoever tries, however often at once', async () => {
  const flow = await api.post(
    '/automation/v4/flows',
    contactFlow(
      inARow({
        ...setProperty('visits', '1'),
        actionTypeId: '0-1',
        fields: { delta: '60', time_unit: 'MINUTES' },
      }),
    ),
  );
  const contact = await api.post('/crm/v3/objects/contacts', { properties: { email: 'one@example.test' } });
  const tries = await Promise.all(
    Array.from({ length: 20 }, () =>
      api.post(`/millrace/v1/flows/${flow.body.id}/enrollments`, { objectIds: [contact.body.id] }),
    ),
  );
  expect(tries.map(({ status }) => status)).toEqual(tries.map(() => 200));
  expect(tries.filter(({ body }) => body.results[0].outcome === 'ENROLLED')).toHaveLength(1);
  const { body } = await api.get(`/millrace/v1/flows/${flow.body.id}/enrollments`);
  expect(body.results).toHaveLength(1);
});
