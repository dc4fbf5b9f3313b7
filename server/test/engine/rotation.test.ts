import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDue } from '../../src/execution/index.ts';
import { createLog, openDatabase, type Sql } from '../../src/platform/index.ts';
import { createServices, type Services } from '../../src/roles/index.ts';
import { action, contactFlow, inARow, manual } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

const CONTACTS = 400;
const WORKERS = 4;
/** Small, so that many of them are under way at once. */
const BATCH_ENROLLMENTS = 9;

let api: Millrace;
let workers: { readonly sql: Sql; readonly services: Services }[];
beforeAll(async () => {
  api = await startMillrace({ role: 'api' });
  workers = Array.from({ length: WORKERS }, () => {
    const sql = openDatabase(api.address);
    return { sql, services: createServices(api.services.config, createLog('error'), sql) };
  });
});
afterAll(async () => {
  for (const { sql } of workers) await sql.end();
  await api.stop();
});

/** Runs until nothing is due, every worker beside the others. */
async function runAll(): Promise<number[]> {
  return Promise.all(
    workers.map(async ({ services: { store } }) => {
      let done = 0;
      for (;;) {
        const { enrollments } = await runDue(
          { store, log: createLog('error'), batchSize: BATCH_ENROLLMENTS },
          api.accountId,
        );
        if (enrollments === 0) return done;
        done += enrollments;
      }
    }),
  );
}

async function givenUsers(...names: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const { body } = await api.post('/settings/v3/users', { email: `${name}@example.test` });
    ids.push(body.id);
  }
  return ids;
}

test('turns are fair over many workers, flows and actions at once', async () => {
  await api.post('/crm/v3/properties/contacts', {
    name: 'second_owner',
    label: 'Second owner',
    type: 'string',
    fieldType: 'text',
    groupName: 'contactinformation',
  });
  const users = await givenUsers('ada', 'grace', 'edsger', 'barbara', 'alan', 'donald', 'tony');
  const overwrite_current_owner = 'true';
  const first = action('0-11', { user_ids: users, overwrite_current_owner });
  const second = action('0-11', {
    user_ids: users.slice(0, 3),
    target_property: 'second_owner',
    overwrite_current_owner,
  });
  const flowIds: string[] = [];
  for (const actions of [inARow(first, second), inARow(second, first)]) {
    const { body } = await api.post('/automation/v4/flows', contactFlow(actions, manual));
    flowIds.push(body.id);
  }
  const contacts: string[] = [];
  for (let from = 0; from < CONTACTS; from += 100) {
    const inputs = Array.from({ length: 100 }, (_, index) => ({
      properties: { email: `c${from + index}@example.test` },
    }));
    const { body } = await api.post('/crm/v3/objects/contacts/batch/create', { inputs });
    contacts.push(...body.results.map(({ id }: { id: string }) => id));
  }
  for (const flowId of flowIds)
    for (let from = 0; from < CONTACTS; from += 100)
      await api.post(`/millrace/v1/flows/${flowId}/enrollments`, {
        objectIds: contacts.slice(from, from + 100),
      });

  const done = await runAll();

  expect(done.filter((each) => each > 0).length).toBeGreaterThan(1);
  const rows = await api.sql<{ rotation: string; owner: string; turns: number }[]>`
    select flow_id || '/' || action_id as rotation, detail ->> 'value' as owner, count(*)::int as turns
    from steps where action_type = '0-11' and outcome = 'SUCCEEDED' group by 1, 2 order by 1, 2`;
  const rotations = Map.groupBy(rows, ({ rotation }) => rotation);
  expect([...rotations.values()].map((owners) => owners.length).toSorted()).toEqual([3, 3, 7, 7]);
  for (const owners of rotations.values()) {
    const counts = owners.map(({ turns }) => turns);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(CONTACTS);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  }
});
