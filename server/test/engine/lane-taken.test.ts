import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAccount } from '../../src/accounts/index.ts';
import { pendingChanges } from '../../src/history/index.ts';
import { openDatabase } from '../../src/platform/index.ts';
import { takeLane } from '../../src/triggers/index.ts';
import { contactFlow, is, whenMet } from '../support/flow-bodies.ts';
import { dynamicList } from '../support/list-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

/** For so long another has the lane: asked every 20 ms, it would be asked fifty times. */
const HELD_MS = 1_000;
const TRIES_MAX = 10;

let millrace: Millrace;
let tries = 0;
beforeAll(async () => {
  millrace = await startMillrace({}, (text) => {
    if (text.includes('pg_try_advisory_xact_lock')) tries++;
  });
});
afterAll(() => millrace.stop());

test('who is refused the lane of an account waits to be woken, and asks now and then; the change is not forgotten', async () => {
  const flow = (await millrace.post('/automation/v4/flows', contactFlow([], whenMet([is('city', 'Ulm')]))))
    .body.id;
  await millrace.post('/millrace/v1/clock/settle');
  const other = openDatabase(millrace.address, { connections: 1 });
  await asAccount(other, millrace.accountId, async (tx, account) => {
    expect(await takeLane({ tx, account } as never)).toBe(true);
    tries = 0;
    await millrace.post('/crm/v3/objects/contacts', { properties: { city: 'Ulm' } });
    await expect.poll(() => tries).toBeGreaterThan(0);
    await sleep(HELD_MS);
    expect(tries).toBeLessThan(TRIES_MAX);
  });
  await other.end();
  const enrolled = async () =>
    (await millrace.get(`/millrace/v1/flows/${flow}/enrollments`)).body.results.length;
  await expect.poll(enrolled, { timeout: 10_000 }).toBe(1);
});

test('a sweep that had the lane wakes who looks at changes', async () => {
  await millrace.post('/millrace/v1/clock/settle');
  const woken = new Promise<void>((resolve) => {
    const off = millrace.services.wake.on(pendingChanges, () => {
      off();
      resolve();
    });
  });
  // Nobody is in Bonn: the sweep itself changes nothing.
  await millrace.post('/crm/v3/lists', dynamicList('nobody', [is('city', 'Bonn')]));
  await woken;
});
