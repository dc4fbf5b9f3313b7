import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Story, tellStory } from '../../support/story.ts';

const DAY = 86_400_000;

let story: Story;
let workflowId: number;
let begin: number;
const contacts: string[] = [];
/** Ten contacts enter on one day; one leaves, the others come through on the next. */
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.post('/millrace/v1/clock/advance', { to: '2090-03-01T12:00:00Z' });
  begin = Date.parse('2090-03-01T12:00:00Z');
  const made = await story.millrace.post('/automation/v3/workflows', {
    name: 'Log',
    type: 'DRIP_DELAY',
    actions: [
      { type: 'DELAY', delayMillis: DAY },
      { type: 'SET_CONTACT_PROPERTY', propertyName: 'company', newValue: 'Done' },
    ],
  });
  workflowId = made.body.id;
  for (let number = 0; number < 10; number++) {
    contacts.push(await story.givenContact({ email: `log${number}@example.test` }));
    await story.millrace.post(
      `/automation/v2/workflows/${workflowId}/enrollments/contacts/log${number}@example.test`,
    );
  }
  await story.pass('PT1H');
  await story.millrace.delete(
    `/automation/v2/workflows/${workflowId}/enrollments/contacts/log0@example.test`,
  );
  await story.pass('P1D');
});
afterAll(() => story.stop());

const log = () => `/automation/v3/logevents/workflows/${workflowId}`;
// biome-ignore lint/suspicious/noExplicitAny: a test reads what the server really sent
const typesOf = (results: any[]) => results.map(({ type }) => type);

test('the log tells what happened to a contact, the latest first', async () => {
  const { body } = await story.millrace.put(`${log()}/filter`, { vid: Number(contacts[3]) });
  expect(typesOf(body.results)).toEqual([
    'COMPLETED_WORKFLOW',
    'EXECUTED_ACTION',
    'EXECUTED_ACTION',
    'ENROLLED',
  ]);
  expect(body.results[1]).toEqual({
    type: 'EXECUTED_ACTION',
    workflowId,
    vid: Number(contacts[3]),
    timestamp: expect.any(Number),
    enrollmentId: expect.any(String),
    actionId: '2',
  });
  expect(body.results[3].timestamp).toBeGreaterThanOrEqual(begin);
  expect(body.results[3].timestamp).toBeLessThan(begin + DAY / 24);
  expect(body.hasMore).toBe(false);
  const left = await story.millrace.put(`${log()}/filter`, {
    vid: contacts[0],
    types: ['UNENROLLED', 'COMPLETED_WORKFLOW'],
  });
  expect(left.body.results).toMatchObject([{ type: 'UNENROLLED', reason: 'MANUAL' }]);
});

test('pages follow one another through offset, and nothing is lost between them', async () => {
  const all = (await story.millrace.get(log())).body;
  expect(all.results).toHaveLength(10 + 9 + 9 + 10);
  const seen: unknown[] = [];
  let offset = Number.MAX_SAFE_INTEGER;
  for (const { timestamp } of all.results) {
    if (timestamp >= offset) continue;
    offset = timestamp;
    const page = (await story.millrace.get(`${log()}?offset=${timestamp + 1}&limitDate=${timestamp}`)).body;
    seen.push(...page.results);
  }
  expect(seen).toEqual(all.results);
  const first = (await story.millrace.get(`${log()}?offset=${begin + DAY}`)).body;
  expect(new Set(typesOf(first.results))).toEqual(new Set(['ENROLLED', 'UNENROLLED']));
});

test('a filter must say something, and a range must be one', async () => {
  for (const filter of [{}, { types: [] }, { types: ['NOPE'] }, { vid: 'abc' }])
    expect((await story.millrace.put(`${log()}/filter`, filter)).status).toBe(400);
  expect((await story.millrace.get(`${log()}?offset=5&limitDate=5`)).status).toBe(400);
  expect((await story.millrace.get(`${log()}?offset=soon`)).status).toBe(400);
  expect((await story.millrace.get('/automation/v3/logevents/workflows/abc')).status).toBe(400);
  expect((await story.millrace.get('/automation/v3/logevents/workflows/1')).status).toBe(404);
});

test('performance counts by bucket, and leaves empty ones out', async () => {
  const path = `/automation/v3/performance/workflow/${workflowId}`;
  const range = `start=${begin - 100 * DAY}&end=${begin + 100 * DAY}`;
  expect((await story.millrace.get(`${path}?${range}&bucket=DAY`)).body).toEqual([
    { bucket: '2090-03-01', series: 'ENROLLED', frequency: 10 },
    { bucket: '2090-03-01', series: 'UNENROLLED', frequency: 1 },
    { bucket: '2090-03-02', series: 'COMPLETED', frequency: 9 },
  ]);
  expect((await story.millrace.get(`${path}?${range}&bucket=MONTH`)).body).toHaveLength(3);
  for (const missing of [
    'start=1&end=2',
    'start=1&bucket=DAY',
    'end=2&bucket=DAY',
    'start=1&end=2&bucket=YEAR',
  ])
    expect((await story.millrace.get(`${path}?${missing}`)).status).toBe(400);
});
