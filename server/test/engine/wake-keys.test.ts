import { afterAll, beforeAll, expect, test } from 'vitest';
import { failEnrollment } from '../../src/passages/index.ts';
import { action, contactFlow, delayMinutes, inARow } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

const run = (lane: string) => millrace.services.worker.run(lane, millrace.accountId);

/** Runs a lane until it finds nothing. */
async function exhaust(lane: string): Promise<void> {
  while ((await run(lane)) > 0);
}

async function contact(properties: Record<string, string>): Promise<string> {
  return (await millrace.post('/crm/v3/objects/contacts', { properties })).body.id;
}

/** Flows in which the contacts are, and have come to wait. */
async function waitingIn(flow: object, ...contacts: string[]): Promise<string> {
  const { id } = (await millrace.post('/automation/v4/flows', flow)).body;
  await millrace.post(`/millrace/v1/flows/${id}/enrollments`, { objectIds: contacts });
  await exhaust('enrollments');
  return id;
}

const untilCloseDate = contactFlow(
  inARow(action('0-35', { date: { type: 'OBJECT_PROPERTY', propertyName: 'closedate' } })),
);

/** Which contacts are due now, and in which flow. */
async function dueNow(): Promise<string[]> {
  const rows = await millrace.sql`
    select enrollment.flow_id || '/' || enrollment.record_id as place
    from due_enrollments due join enrollments enrollment on enrollment.id = due.enrollment_id
    where due.due_at <= now() order by 1`;
  return rows.map((row) => row['place'] as string);
}

async function keys(): Promise<string[]> {
  const rows = await millrace.sql`select key from wake_keys order by key`;
  return rows.map((row) => row['key'] as string);
}

test('a change wakes the enrollment that waits for it, and no other; its keys go with the wait', async () => {
  const closedate = '2099-05-01T00:00:00Z';
  const [ada, bob] = [
    await contact({ email: 'ada@example.test', closedate }),
    await contact({ email: 'bob@example.test', closedate }),
  ];
  const dated = await waitingIn(untilCloseDate, ada, bob);
  await waitingIn(contactFlow(inARow(delayMinutes(1_000))), ada, bob);
  await exhaust('changes');
  expect(await keys()).toEqual([`property 0-1/${ada} closedate`, `property 0-1/${bob} closedate`].sort());
  expect(await dueNow()).toEqual([]);

  await millrace.patch(`/crm/v3/objects/contacts/${ada}`, { properties: { city: 'Ulm' } });
  await exhaust('changes');
  expect(await dueNow()).toEqual([]);

  await millrace.patch(`/crm/v3/objects/contacts/${ada}`, {
    properties: { closedate: '2098-05-01T00:00:00Z' },
  });
  await exhaust('changes');
  expect(await dueNow()).toEqual([`${dated}/${ada}`]);

  // It waits on, until the new date, under the same key.
  await exhaust('enrollments');
  expect((await keys()).length).toBe(2);

  await millrace.patch(`/crm/v3/objects/contacts/${ada}`, {
    properties: { closedate: '2020-05-01T00:00:00Z' },
  });
  await exhaust('changes');
  await exhaust('enrollments');
  expect(await keys()).toEqual([`property 0-1/${bob} closedate`]);

  await millrace.post(`/millrace/v1/flows/${dated}/unenrollments`, { objectIds: [bob] });
  expect(await keys()).toEqual([]);
});

test('an enrollment that is ended as a fault leaves no key behind', async () => {
  const eve = await contact({ email: 'eve@example.test', closedate: '2099-05-01T00:00:00Z' });
  const flowId = await waitingIn(untilCloseDate, eve);
  await exhaust('changes');
  expect(await keys()).toEqual([`property 0-1/${eve} closedate`]);
  await millrace.patch(`/crm/v3/objects/contacts/${eve}`, {
    properties: { closedate: '2098-05-01T00:00:00Z' },
  });
  await exhaust('changes');
  const { results } = (await millrace.get(`/millrace/v1/flows/${flowId}/enrollments`)).body;
  const hasFailed = await millrace.services.store.write(millrace.accountId, (unit) =>
    failEnrollment(
      unit,
      results[0].id,
      unit.tx`select id from flows where account_id = ${millrace.accountId}`,
      'A fault.',
    ),
  );
  expect([hasFailed, await keys()]).toEqual([true, []]);
});
