import { afterAll, beforeAll, expect, test } from 'vitest';
import { longFlow } from '../../../bench/simulate/flow.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
const statements: string[] = [];
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, (text) => statements.push(text));
});
afterAll(() => millrace.stop());

/** The statements of a simulation of a flow of so many actions. */
async function statementsFor(actions: number, emailId: string): Promise<string[]> {
  const { id } = (await millrace.post('/automation/v4/flows', longFlow(actions, emailId))).body;
  const record = { properties: { email: 'ada@example.test', firstname: 'Ada' } };
  const simulate = () => millrace.post(`/millrace/v1/flows/${id}/simulate`, { record, entry: 'MANUAL' });
  // The first one reads what the next finds in memory.
  await simulate();
  statements.length = 0;
  const { status, body } = await simulate();
  expect([status, body.steps.length]).toEqual([200, actions]);
  return [...statements];
}

test('a simulation costs the same statements, however many steps of a kind it has', async () => {
  const content = { plainTextVersion: 'You live in {{ contact.city }}.' };
  const email = await millrace.post('/marketing/v3/emails', { name: 'Hello', subject: 'Hello', content });
  await millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  const few = await statementsFor(8, email.body.id);
  expect(await statementsFor(200, email.body.id)).toEqual(few);
  expect(few.length).toBeLessThan(20);
});
