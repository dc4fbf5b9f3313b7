import { afterAll, beforeAll, expect, test } from 'vitest';
import { BATCH_LIMITS, type BatchLimits, runDue } from '../../src/execution/index.ts';
import { DatabaseUnavailable, REQUEST_LIMITS } from '../../src/platform/index.ts';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

/** What the database lets one enrollment take by itself. */
const ALONE = { ...REQUEST_LIMITS, statementMs: 2_000 };

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api', logLevel: 'silent' }, undefined, ALONE);
});
afterAll(() => millrace.stop());

const ticketNamedByLastName = action('0-14', {
  object_type_id: '0-5',
  properties: [
    { targetProperty: 'subject', value: { type: 'OBJECT_PROPERTY', propertyName: 'lastname' } },
    { targetProperty: 'hs_pipeline_stage', value: { type: 'STATIC_VALUE', staticValue: '1' } },
  ],
});

/** Contacts of these names, let into a flow of these actions. */
async function enrolled(actions: readonly object[], names: readonly string[]) {
  const flow = (await millrace.post('/automation/v4/flows', contactFlow(actions as never))).body.id;
  const objectIds: string[] = [];
  for (const lastname of names)
    objectIds.push((await millrace.post('/crm/v3/objects/contacts', { properties: { lastname } })).body.id);
  await millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds });
  return { flow, objectIds };
}

/** Runs a batch; says how many were advanced. */
async function run(limits: BatchLimits): Promise<number> {
  const { store, log } = millrace.services;
  return (await runDue({ store, log, limits }, millrace.accountId)).enrollments;
}

test('one over whom the database takes too long ends with that reason, and holds up no other', async () => {
  await millrace.sql.unsafe(`
    create function dawdle() returns trigger language plpgsql as $$ begin
      if new.properties ->> 'subject' = 'slow' then perform pg_sleep(600); end if;
      return new;
    end $$;
    create trigger dawdle before insert on records for each row execute function dawdle();`);
  const actions = inARow(setProperty('jobtitle', 'Seen'), ticketNamedByLastName);
  const { flow, objectIds } = await enrolled(actions, ['A', 'B', 'slow', 'D', 'E']);
  // Together they have less time than one has by itself.
  while ((await run({ ...BATCH_LIMITS, statementMs: 300 })) > 0);
  const { results } = (await millrace.get(`/millrace/v1/flows/${flow}/enrollments`)).body;
  const ended = Object.fromEntries(
    results.map((each: { objectId: string; status: string }) => [each.objectId, each.status]),
  );
  expect(objectIds.map((id) => ended[id])).toEqual([
    'COMPLETED',
    'COMPLETED',
    'FAILED',
    'COMPLETED',
    'COMPLETED',
  ]);
  const failed = results.find((each: { status: string }) => each.status === 'FAILED');
  const { steps } = (await millrace.get(`/millrace/v1/enrollments/${failed.id}`)).body;
  expect(steps.at(-1)).toMatchObject({
    reason: 'ENGINE_ERROR',
    detail: { message: expect.stringContaining('statement timeout') },
  });
}, 60_000);

test('a batch whose time is over leaves the others to the next, in their order, and does nothing twice', async () => {
  const actions = inARow(setProperty('jobtitle', 'A'), setProperty('jobtitle', 'B'), ticketNamedByLastName);
  const { flow, objectIds } = await enrolled(actions, ['A', 'B', 'C', 'D']);
  const begun: number[] = [];
  while (begun.at(-1) !== 0) begun.push(await run({ ...BATCH_LIMITS, advancingMs: 0 }));
  expect(begun).toEqual([1, 1, 1, 1, 0]);
  const rows =
    await millrace.sql`select record_id, action_id from steps where flow_id = ${flow} order by at, enrollment_id, number`;
  expect(rows.map((row) => `${row['record_id']}/${row['action_id']}`)).toEqual(
    objectIds.flatMap((id) => ['1', '2', '3'].map((each) => `${id}/${each}`)),
  );
});

test('an enrollment whose turn is over goes on behind the others', async () => {
  const actions = inARow(
    setProperty('jobtitle', 'A'),
    setProperty('jobtitle', 'B'),
    setProperty('jobtitle', 'C'),
  );
  const { flow, objectIds } = await enrolled(actions, ['A', 'B']);
  // Each has a step a batch, and one batch more to find its end.
  for (let batch = 0; batch < 4; batch++) expect(await run({ ...BATCH_LIMITS, turnMs: -1 })).toBe(2);
  expect(await run(BATCH_LIMITS)).toBe(0);
  const rows = await millrace.sql`
    select record_id, action_id from steps where flow_id = ${flow} order by at, number, enrollment_id`;
  expect(rows.map((row) => `${row['record_id']}/${row['action_id']}`)).toEqual(
    ['1', '2', '3'].flatMap((each) => objectIds.map((id) => `${id}/${each}`)),
  );
});

test('a node of a cluster that is lost ends no passage: the batch is done once it is back', async () => {
  await millrace.sql.unsafe(`
    create function lose() returns trigger language plpgsql as $$ begin
      raise exception 'failure on connection marked as essential: 127.0.0.1:5602' using errcode = 'XX000';
    end $$;
    create trigger lose before insert on turns for each row execute function lose();`);
  const { flow, objectIds } = await enrolled(inARow(setProperty('jobtitle', 'A')), ['A', 'B']);
  await expect(run(BATCH_LIMITS)).rejects.toThrow(DatabaseUnavailable);
  await millrace.sql`drop trigger lose on turns`;
  while ((await run(BATCH_LIMITS)) > 0);
  const { results } = (await millrace.get(`/millrace/v1/flows/${flow}/enrollments`)).body;
  expect(results.map((each: { status: string }) => each.status)).toEqual(objectIds.map(() => 'COMPLETED'));
});
