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
