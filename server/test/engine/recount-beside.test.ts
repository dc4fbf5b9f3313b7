import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

/** Far more than a recount makes due at once. */
const CROWD = 9_000;
/** Those that are due at the most, when another chunk of a recount is done: what was due by then, and the chunk. */
const DUE_MAX = 4_000;

let millrace: Millrace;
beforeAll(async () => {
  // No lane runs by itself.
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const run = (lane: string) => millrace.services.worker.run(lane, millrace.accountId);
const due = async () => {
  const [row] = await millrace.sql`
    select count(*)::int as count from due_enrollments, accounts
    where accounts.id = 1 and due_at > '-infinity' and due_at <= account_now(accounts)`;
  return row!['count'] as number;
};

test('a recount of very many waits makes so many due at a time that somebody else’s turn comes soon', async () => {
  const { sql } = millrace;
  const noon = action('0-1', { days_of_week: ['SUNDAY'], time_of_day: { hour: 12, minute: 0 } });
  const { id: flow, revisionId } = (await millrace.post('/automation/v4/flows', contactFlow(inARow(noon))))
    .body;
  await sql`
    with made as (
      insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
      select 1, '0-1', nextval('record_ids'), '{}', now(), now() from generate_series(1, ${CROWD}::integer) returning id
    ), inside as (
      insert into enrollments (account_id, flow_id, object_type_id, record_id, enrolled_at, trigger, revision_id, action_id, wait)
      select 1, ${flow}::bigint, '0-1', made.id, account_now(accounts), '{"kind": "MANUAL"}', ${revisionId}::bigint, '1',
             jsonb_build_object('kind', 'delay', 'since', (extract(epoch from account_now(accounts)) * 1000)::bigint)
      from made, accounts where accounts.id = 1 returning enrollments.id, flow_id
    )
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select 1, flow_id, inside.id, account_now(accounts) + interval '10 days' from inside, accounts where accounts.id = 1`;
  await millrace.patch('/millrace/v1/settings', { timeZone: 'Asia/Tokyo' });
  let most = 0;
  while ((await run('recounts')) > 0) most = Math.max(most, await due());
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(DUE_MAX);

  // Somebody else comes in the middle of it.
  const other = (
    await millrace.post('/automation/v4/flows', contactFlow(inARow(setProperty('jobtitle', 'Seen'))))
  ).body.id;
  const contact = (await millrace.post('/crm/v3/objects/contacts', { properties: {} })).body.id;
  await millrace.post(`/millrace/v1/flows/${other}/enrollments`, { objectIds: [contact] });
  const isThrough = async () =>
    (await millrace.get(`/millrace/v1/flows/${other}/enrollments?status=COMPLETED`)).body.results.length ===
    1;
  let batches = 0;
  while (!(await isThrough())) {
    await run('recounts');
    await run('enrollments');
    batches++;
  }
  expect(batches).toBeLessThan(CROWD / 1_000);
  expect(await sql`select from wait_recounts`).toHaveLength(1);

  await millrace.post('/millrace/v1/clock/settle');
  expect(await sql`select from wait_recounts`).toEqual([]);
  const [row] = await sql`
    select count(*)::int as count from due_enrollments
    where flow_id = ${flow} and extract(hour from due_at at time zone 'Asia/Tokyo') = 12`;
  expect(row!['count']).toBe(CROWD);
});
