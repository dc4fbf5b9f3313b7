import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
/** Time goes forward only: each test has weeks of its own, which begin with a Friday. */
let friday = Date.UTC(2055, 0, 15);
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.patch('/millrace/v1/settings', { timeZone: 'UTC' });
});
beforeEach(async () => {
  friday += 28 * 86_400_000;
  await moveTo(on(0, '15:00'));
});
afterAll(() => story.stop());

/** So many days after the Friday. */
const on = (days: number, time: string) =>
  `${new Date(friday + days * 86_400_000).toISOString().slice(0, 10)}T${time}:00.000Z`;
const day = (days: number) => on(days, '00:00').slice(0, 10);
const moveTo = (to: string) => story.millrace.post('/millrace/v1/clock/advance', { to });
const position = async (flowId: string) => (await story.passage(flowId)).position;
const bodyOf = async (flowId: string) => (await story.millrace.get(`/automation/v4/flows/${flowId}`)).body;
const holidays = (holidays: object[]) => story.millrace.patch('/millrace/v1/settings', { holidays });

async function waiting(fields: Body): Promise<{ flowId: string; contact: string }> {
  const flowId = await story.givenFlow(
    contactFlow(inARow(action('0-1', fields), setProperty('jobtitle', 'Passed'))),
  );
  const contact = await story.givenContact();
  await story.enroll(flowId, contact);
  return { flowId, contact };
}

test('case 29: Friday 15:00 and two business days end on Tuesday 15:00', async () => {
  const { flowId, contact } = await waiting({
    delta: '2880',
    time_unit: 'MINUTES',
    business_days_only: 'true',
  });
  const { since, ...where } = await position(flowId);
  // Some real time has passed since the clock was set.
  const shift = Date.parse(since) - Date.parse(on(0, '15:00'));
  expect(shift).toBeLessThan(60_000);
  expect(Date.parse(where.until) - shift).toBe(Date.parse(on(4, '15:00')));
  expect(where).toMatchObject({ waitingFor: 'delay', says: '2880 business minutes' });
  await moveTo(on(4, '14:59'));
  expect((await story.properties('contacts', contact))['jobtitle']).toBeNull();
  await moveTo(on(4, '15:01'));
  expect((await story.properties('contacts', contact))['jobtitle']).toBe('Passed');
  const { steps } = await story.passage(flowId);
  expect(steps[0]).toMatchObject({
    outcome: 'SUCCEEDED',
    detail: { waitedFor: '2880 business minutes', until: where.until },
  });
});

test.each([
  [
    { delta: '2', time_unit: 'DAYS', business_days_only: true, time_of_day: { hour: 9, minute: 0 } },
    4,
    '09:00',
  ],
  [{ business_days_only: 'true', time_of_day: { hour: 9, minute: 0 } }, 3, '09:00'],
  [{ delta: '1', time_unit: 'WEEKS', business_days_only: 'true', days_of_week: ['FRIDAY'] }, 7, null],
  [{ delta: '10', time_unit: 'HOURS', business_days_only: 'true' }, 3, null],
  [{ delta: '2', time_unit: 'DAYS', business_days_only: 'false' }, 2, null],
] as const)('%j', async (fields, days, time) => {
  const { flowId } = await waiting(fields);
  const { until } = await position(flowId);
  expect(until.slice(0, 10)).toBe(day(days));
  if (time) expect(until.slice(11, 16)).toBe(time);
});

test('whoever comes on a Saturday begins with Monday', async () => {
  await moveTo(on(1, '10:00'));
  const { flowId } = await waiting({ delta: '1', time_unit: 'DAYS', business_days_only: 'true' });
  expect((await position(flowId)).until).toBe(on(4, '00:00'));
});

test('holidays do not count; one that is added or taken away moves those who wait, and nobody else', async () => {
  const { flowId, contact } = await waiting({ delta: '1', time_unit: 'DAYS', business_days_only: 'true' });
  const { flowId: plain } = await waiting({ delta: '4', time_unit: 'DAYS' });
  const before = await position(plain);
  const until = async () => (await position(flowId)).until.slice(0, 10);
  expect(await until()).toBe(day(3));
  await holidays([
    { date: day(3), name: 'Foundation Day' },
    { date: `1990${day(4).slice(4)}`, name: 'Of every year', everyYear: true },
  ]);
  await story.settle();
  expect(await until()).toBe(day(5));
  await moveTo(on(4, '16:00'));
  expect((await story.properties('contacts', contact))['jobtitle']).toBeNull();
  // It is Tuesday afternoon: without holidays it would have been over on Monday.
  await holidays([]);
  await story.settle();
  expect((await story.properties('contacts', contact))['jobtitle']).toBe('Passed');
  expect((await story.passage(flowId)).steps[0].at.slice(0, 10)).toBe(day(4));
  await moveTo(on(4, '16:30'));
  expect((await story.passage(plain)).steps[0].at).toBe(before.until);
});

test('holidays close the hours of flows: who waits for an opening waits over them, and comes back when they are taken away', async () => {
  await moveTo(on(10, '18:00'));
  const hours = { startTime: { hour: 9, minute: 0 }, endTime: { hour: 17, minute: 0 } };
  const week = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
  const flowId = await story.givenFlow(
    contactFlow(inARow(setProperty('jobtitle', 'Passed')), undefined, {
      timeWindows: week.map((day) => ({ day, ...hours })),
    }),
  );
  await story.enroll(flowId, await story.givenContact());
  const until = async () => (await position(flowId)).until.slice(0, 10);
  expect(await until()).toBe(day(11));
  await holidays([
    { date: day(11), name: 'Foundation Day' },
    { date: day(12), name: 'The day after' },
  ]);
  await story.settle();
  expect(await until()).toBe(day(13));
  const { body } = await story.millrace.post('/millrace/v1/flows/simulate', {
    flow: await bodyOf(flowId),
    record: { properties: {} },
    entry: 'MANUAL',
  });
  expect(body.steps[0].at.slice(0, 10)).toBe(day(13));
  await holidays([]);
  await story.settle();
  expect(await until()).toBe(day(11));
});

test('business days that never come, or too many, hold with a word why; lint says so', async () => {
  for (const [fields, said] of [
    [
      { business_days_only: 'true', days_of_week: ['SATURDAY', 'SUNDAY'] },
      'fields.days_of_week "SATURDAY, SUNDAY"',
    ],
    [{ delta: '20000', time_unit: 'DAYS', business_days_only: 'true' }, '20000 business days'],
    [{ delta: '2', time_unit: 'DAYS', business_days_only: 'yes' }, 'fields.business_days_only'],
    [{ delta: '2', time_unit: 'DAYS', businessDaysOnly: 'true' }, 'write business_days_only'],
  ] as const) {
    const { flowId } = await waiting(fields);
    expect((await position(flowId)).held.message).toContain(said);
    const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`);
    expect(body.results).toMatchObject([{ severity: 'error', message: expect.stringContaining(said) }]);
  }
});

test('a field that is not read is told: it may ask for another end', async () => {
  const { flowId } = await waiting({ delta: '2', time_unit: 'DAYS', weekdays: 'true' });
  const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`);
  expect(body.results).toMatchObject([
    { severity: 'warning', code: 'NOT_READ', path: 'actions[0].fields.weekdays' },
  ]);
});
