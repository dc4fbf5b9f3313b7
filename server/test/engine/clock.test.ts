import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, setProperty, whenEvent } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

test('moving the clock waits for what was under way: nobody who wrote before it is left behind', async () => {
  const actions = inARow(delayMinutes(1_440), setProperty('lifecyclestage', 'lead'));
  await millrace.post('/automation/v4/flows', contactFlow(actions, whenEvent('4-1463224', [])));
  for (let number = 1; number <= 60; number++) {
    const properties = { email: `contact${number}@example.test` };
    const { body: contact } = await millrace.post('/crm/v3/objects/contacts', { properties });
    // The clock is taken at ever other moments of the work that the contact makes.
    await setTimeout(number % 30);
    await millrace.post('/millrace/v1/clock/advance', { by: 'PT24H' });
    const { body } = await millrace.get(`/crm/v3/objects/contacts/${contact.id}?properties=lifecyclestage`);
    expect(body.properties.lifecyclestage).toBe('lead');
  }
});

test('a move whose caller has left ends, and the next one is let in', async () => {
  // Each joins the next round by its own change, so that there is no rest.
  const again = contactFlow(inARow(setProperty('jobtitle', 'again')), whenEvent('4-1463224', []));
  await millrace.post('/automation/v4/flows', again);
  let isWriting = true;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let number = 0; isWriting; number++)
      await millrace.post('/crm/v3/objects/contacts', {
        properties: { email: `w${writer}-${number}@example.test` },
      });
  });
  const impatient = fetch(`${millrace.url}/millrace/v1/clock/advance`, {
    method: 'POST',
    headers: { authorization: `Bearer ${millrace.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'P1D' }),
    signal: AbortSignal.timeout(50),
  });
  await impatient.catch(() => undefined);
  // While they go on writing, nobody moves the clock any more.
  const movers = async () => {
    const [row] = await millrace.sql`
      select count(*)::int as count from pg_locks where locktype = 'advisory' and classid = 7262002`;
    return row!['count'];
  };
  await expect.poll(movers, { timeout: 20_000 }).toBe(0);
  isWriting = false;
  await Promise.all(writers);
  expect((await millrace.post('/millrace/v1/clock/advance', { by: 'PT1H' })).status).toBe(200);
}, 60_000);
