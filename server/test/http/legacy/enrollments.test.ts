import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../support/millrace.ts';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
let on: number;
let off: number;
beforeAll(async () => {
  story = await tellStory();
  const make = async (enabled: boolean) => {
    const actions = [{ type: 'DELAY', delayMillis: 86_400_000 }];
    const body = { name: 'Wait', type: 'DRIP_DELAY', enabled, onlyEnrollsManually: true, actions };
    return (await story.millrace.post('/automation/v3/workflows', body)).body.id;
  };
  [on, off] = [await make(true), await make(false)];
});
afterAll(() => story.stop());

const path = (workflowId: unknown, email: string) =>
  `/automation/v2/workflows/${workflowId}/enrollments/contacts/${encodeURIComponent(email)}`;
const codeOf = ({ status, body }: Answer) => [status, body?.errors?.[0]?.code ?? body?.category];

test('a contact is let in by its address and out again; neither twice is an error', async () => {
  const contact = await story.givenContact({ email: 'grace@example.test' });
  for (let time = 0; time < 2; time++) {
    const answer = await story.millrace.post(path(on, 'Grace@example.test'));
    expect([answer.status, answer.body]).toEqual([204, undefined]);
  }
  const { body } = await story.millrace.get(`/automation/v2/workflows/enrollments/contacts/${contact}`);
  expect(body.map(({ id }: { id: number }) => id)).toEqual([on]);
  for (let time = 0; time < 2; time++)
    expect((await story.millrace.delete(path(on, 'grace@example.test'))).status).toBe(204);
  expect((await story.millrace.get(`/automation/v2/workflows/enrollments/contacts/${contact}`)).body).toEqual(
    [],
  );
});

test('who or what is not there is 404', async () => {
  await story.givenContact({ email: 'there@example.test' });
  const gone = await story.givenContact({ email: 'gone@example.test' });
  await story.millrace.delete(`/crm/v3/objects/contacts/${gone}`);
  for (const method of ['POST', 'DELETE']) {
    for (const email of ['nobody@example.test', 'no-address', 'gone@example.test'])
      expect([email, (await story.millrace.call(method, path(on, email))).status]).toEqual([email, 404]);
    expect((await story.millrace.call(method, path(1, 'there@example.test'))).status).toBe(404);
    expect((await story.millrace.call(method, path('abc', 'there@example.test'))).status).toBe(400);
  }
  const contacts = '/automation/v2/workflows/enrollments/contacts';
  expect((await story.millrace.get(`${contacts}/999999`)).status).toBe(404);
  expect((await story.millrace.get(`${contacts}/${gone}`)).status).toBe(404);
  expect((await story.millrace.get(`${contacts}/abc`)).status).toBe(400);
});

test('a workflow that is turned off lets nobody in', async () => {
  await story.givenContact({ email: 'early@example.test' });
  expect(codeOf(await story.millrace.post(path(off, 'early@example.test')))).toEqual([
    400,
    'FLOW_TURNED_OFF',
  ]);
});

test('it takes the scope automation', async () => {
  const made = await story.millrace.post('/millrace/v1/tokens', { name: 'other', scopes: ['oauth'] });
  const headers = { authorization: `Bearer ${made.body.token}` };
  for (const [method, at] of [
    ['POST', path(on, 'a@example.test')],
    ['GET', '/automation/v2/workflows/enrollments/contacts/1'],
    ['GET', '/automation/v3/workflows'],
    ['GET', `/automation/v3/logevents/workflows/${on}`],
    ['GET', `/automation/v3/performance/workflow/${on}?start=0&end=1&bucket=DAY`],
  ] as const)
    expect((await story.millrace.call(method, at, undefined, headers)).status).toBe(403);
});
