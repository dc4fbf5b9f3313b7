import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog, openDatabase, type Sql } from '../../src/platform/index.ts';
import { createServices, type Services } from '../../src/roles/index.ts';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { asCaller, type Millrace, startMillrace } from '../support/millrace.ts';
import { until } from '../support/until.ts';

/** More than a batch beside others takes, and less than one by itself. */
const MANY = 900;

let api: Millrace;
let sql: Sql;
let services: Services;
let batches = 0;

beforeAll(async () => {
  api = await startMillrace({ role: 'api' });
  await api.services.wake.connect(api.sql);
  sql = openDatabase(api.address, {
    onStatement: (text) => {
      if (/^\s*(insert into|copy) "?turns\b/.test(text)) batches++;
    },
  });
  services = createServices(api.services.config, createLog('error'), sql);
  await services.wake.connect(sql);
  services.worker.start();
});
afterAll(async () => {
  await services.worker.stop();
  services.wake.close();
  await sql.end();
  await api.stop();
});

const flow = contactFlow(inARow(setProperty('jobtitle', 'Engineer')));

/** How many batches it takes to take all contacts of an account through a flow. */
async function batchesOf({ post }: Pick<Millrace, 'post'>, contacts: readonly string[]): Promise<number> {
  const { id } = (await post('/automation/v4/flows', flow)).body;
  batches = 0;
  await post(`/millrace/v1/flows/${id}/enrollments`, { objectIds: contacts });
  const isOver = async () => {
    const [row] =
      await api.sql`select count(*)::int as over from enrollments where flow_id = ${id} and ended <> 0`;
    return row!['over'] === contacts.length;
  };
  await until(isOver);
  return batches;
}

test('an account has large batches by itself, and small ones while another has work, too', async () => {
  const made = await api.sql`
    insert into records (account_id, object_type_id, properties, created_at, updated_at)
    select ${api.accountId}, '0-1', '{}', now(), now() from generate_series(1, ${MANY}) returning id`;
  const many = made.map(({ id }) => id as string);
  expect(await batchesOf(api, many)).toBeLessThanOrEqual(2);
  const { body } = await api.post('/millrace/v1/accounts', { name: 'Small' });
  const small = asCaller(api.url, body.token);
  const one = (await small.post('/crm/v3/objects/contacts', { properties: {} })).body.id;
  expect(await batchesOf(small, [one])).toBe(1);
  expect(await batchesOf(api, many)).toBeGreaterThanOrEqual(5);
});
