import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { asAccount } from '../../src/accounts/index.ts';
import { pendingChanges, waitForLanes } from '../../src/history/index.ts';
import { openDatabase } from '../../src/platform/index.ts';
import { contactFlow, delayMinutes, inARow, is, setProperty, whenMet } from '../support/flow-bodies.ts';
import { dynamicList } from '../support/list-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { until } from '../support/until.ts';

let millrace: Millrace;
let tries = 0;
let claims = 0;
beforeAll(async () => {
  millrace = await startMillrace({}, (text) => {
    if (text.includes('pg_try_advisory_xact_lock')) tries++;
    if (/due_enrollments.*skip locked/s.test(text)) claims++;
  });
});
afterAll(() => millrace.stop());

const enrolledIn = async (flow: string, status = '') =>
  (await millrace.get(`/millrace/v1/flows/${flow}/enrollments?${status}`)).body.results.length;

test('whoever is refused the lane of an account comes back, and the change is not forgotten', async () => {
  const flow = (await millrace.post('/automation/v4/flows', contactFlow([], whenMet([is('city', 'Ulm')]))))
    .body.id;
  await millrace.post('/millrace/v1/clock/settle');
  const other = openDatabase(millrace.address, { connections: 1 });
  await asAccount(other, millrace.accountId, async (tx, account) => {
    await waitForLanes({ tx, account } as never);
    tries = 0;
    await millrace.post('/crm/v3/objects/contacts', { properties: { city: 'Ulm' } });
    await until(() => tries > 1);
    expect(await enrolledIn(flow)).toBe(0);
  });
  await other.end();
  await until(async () => (await enrolledIn(flow)) === 1);
});

test('what another has in hand and leaves undone is taken up, though nobody says so', async () => {
  const actions = inARow(delayMinutes(60), setProperty('jobtitle', 'Done'));
  const flow = (await millrace.post('/automation/v4/flows', contactFlow(actions))).body.id;
  const contact = (await millrace.post('/crm/v3/objects/contacts', { properties: {} })).body.id;
  await millrace.post(`/millrace/v1/flows/${flow}/enrollments`, { objectIds: [contact] });
  await millrace.post('/millrace/v1/clock/settle');
  const other = openDatabase(millrace.address, { connections: 1 });
  await other.begin(async (tx) => {
    expect(await tx`select from due_enrollments where flow_id = ${flow} for update`).toHaveLength(1);
    await millrace.sql`update accounts set clock_offset = clock_offset + interval '1 hour'`;
    claims = 0;
    await until(() => claims > 3);
    expect(await enrolledIn(flow, 'status=ACTIVE')).toBe(1);
  });
  await other.end();
  await until(async () => (await enrolledIn(flow, 'status=COMPLETED')) === 1);
});

test('a sweep that had the lane wakes whoever looks at changes', async () => {
  await millrace.post('/millrace/v1/clock/settle');
  const woken = vi.fn<() => void>();
  const off = millrace.services.wake.on(pendingChanges, woken);
  // Nobody is in Bonn: the sweep itself changes nothing.
  await millrace.post('/crm/v3/lists', dynamicList('nobody', [is('city', 'Bonn')]));
  await until(() => woken.mock.calls.length > 0);
  off();
  expect(woken).toHaveBeenCalled();
});
