import { afterAll, beforeAll, expect, test } from 'vitest';
import { somebodyWaits } from '../support/barriers.ts';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import type { Body } from '../support/story.ts';
import { heldBatch } from './held-batch.test-support.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const run = (lane: string) => millrace.services.worker.run(lane, millrace.accountId);
async function exhaust(...lanes: string[]): Promise<void> {
  for (const lane of lanes) while ((await run(lane)) > 0);
}

let contacts = 0;
async function contact(): Promise<string> {
  const properties = { email: `race${++contacts}@example.test` };
  return (await millrace.post('/crm/v3/objects/contacts', { properties })).body.id;
}

const branch = (eventTypeId: string, filters: Body[] = []) => ({
  filterBranchType: 'UNIFIED_EVENTS',
  filterBranchOperator: 'AND',
  operator: 'HAS_COMPLETED',
  eventTypeId,
  filterBranches: [],
  filters,
});
const untilVisit = action('0-29', { event_filter_branches: [branch('4-96000')] });
const untilCity = action('0-29', {
  event_filter_branches: [
    branch('4-655002', [
      {
        filterType: 'PROPERTY',
        property: 'hs_name',
        operation: { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'city' },
      },
    ]),
  ],
});
const flowOf = async (...actions: Body[]) =>
  (await millrace.post('/automation/v4/flows', contactFlow(inARow(...actions)))).body.id as string;
const enroll = (flowId: string, id: string) =>
  millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: [id] });
const visit = (id: string) =>
  millrace.post('/events/v3/send', {
    eventName: 'e_visited_page',
    objectId: id,
    properties: { hs_url: '/' },
  });
const passage = async (flowId: string) =>
  (await millrace.get(`/millrace/v1/flows/${flowId}/enrollments`)).body.results[0];

test('an event that comes while the park is not committed waits for it, and ends the wait', async () => {
  const id = await contact();
  const flowId = await flowOf(untilVisit, setProperty('jobtitle', 'Seen'));
  await enroll(flowId, id);
  const batch = await heldBatch(millrace);
  const sent = visit(id);
  await somebodyWaits(millrace.sql);
  // The lane looks in between: there is nothing yet, neither key nor event.
  await exhaust('changes');
  await batch.commit();
  expect((await sent).status).toBe(204);
  await exhaust('changes', 'enrollments');
  expect(await passage(flowId)).toMatchObject({ status: 'COMPLETED' });
});

test('an event of before the park is none, though the lane looks at it only afterwards', async () => {
  const id = await contact();
  const flowId = await flowOf(untilVisit, setProperty('jobtitle', 'Seen'));
  await enroll(flowId, id);
  expect((await visit(id)).status).toBe(204);
  await run('enrollments');
  expect(await passage(flowId)).toMatchObject({ position: { waitingFor: 'event' } });
  expect(await run('changes')).toBeGreaterThan(0);
  expect(await run('enrollments')).toBe(1);
  expect(await passage(flowId)).toMatchObject({ status: 'ACTIVE', position: { waitingFor: 'event' } });
  await visit(id);
  await exhaust('changes', 'enrollments');
  expect(await passage(flowId)).toMatchObject({ status: 'COMPLETED' });
});

test('in one batch: a change behind the park counts, one before it does not', async () => {
  const waits = () => flowOf(untilCity, setProperty('jobtitle', 'Moved'));
  const id = await contact();
  const [earlier, setter, later] = [await waits(), await flowOf(setProperty('city', 'Bern')), await waits()];
  for (const flowId of [earlier, setter, later]) await enroll(flowId, id);
  expect(await run('enrollments')).toBe(3);
  await exhaust('changes', 'enrollments');
  expect(await passage(earlier)).toMatchObject({ status: 'COMPLETED' });
  expect(await passage(later)).toMatchObject({ status: 'ACTIVE', position: { waitingFor: 'event' } });
  await millrace.patch(`/crm/v3/objects/contacts/${id}`, { properties: { city: 'Basel' } });
  await exhaust('changes', 'enrollments');
  expect(await passage(later)).toMatchObject({ status: 'COMPLETED' });
});

test('a task that is completed while the park is not committed is noticed', async () => {
  const id = await contact();
  const actions = [
    action('0-3', { subject: 'Call' }),
    action('0-29', { action_id: '1' }),
    setProperty('jobtitle', 'Called'),
  ];
  const flowId = await flowOf(...actions);
  await enroll(flowId, id);
  const batch = await heldBatch(millrace);
  await batch.commit();
  await exhaust('changes');
  // Parks once more, as after a save, with its task held.
  await millrace.sql`
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select account_id, flow_id, id, now() - interval '1 second' from enrollments where flow_id = ${flowId}`;
  const again = await heldBatch(millrace);
  const { body } = await millrace.get('/crm/v3/objects/tasks');
  const completed = millrace.patch(`/crm/v3/objects/tasks/${body.results.at(-1).id}`, {
    properties: { hs_task_status: 'COMPLETED' },
  });
  await somebodyWaits(millrace.sql);
  await exhaust('changes');
  await again.commit();
  expect((await completed).status).toBe(200);
  await exhaust('changes', 'enrollments');
  expect(await passage(flowId)).toMatchObject({ status: 'COMPLETED' });
});

test('many who wait for the same in one batch: a constant number of statements, each with an answer of its own', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 40; index++) ids.push(await contact());
  const flowId = await flowOf(untilVisit, setProperty('jobtitle', 'Seen'));
  await millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: ids });
  await exhaust('enrollments');
  const inputs = ids
    .filter((_, index) => index % 2 === 0)
    .map((objectId) => ({ eventName: 'e_visited_page', objectId, properties: { hs_url: '/' } }));
  expect((await millrace.post('/events/v3/send/batch', { inputs })).status).toBe(204);
  await exhaust('changes', 'enrollments');
  const { body } = await millrace.get(`/millrace/v1/flows/${flowId}/enrollments?limit=100`);
  const by = Map.groupBy(body.results, ({ status }: Body) => status);
  expect([by.get('COMPLETED')?.length, by.get('ACTIVE')?.length]).toEqual([20, 20]);
});
