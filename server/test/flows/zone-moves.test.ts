import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  await zone('Europe/Berlin');
  await story.millrace.post('/crm/v3/properties/contacts', {
    name: 'renewal',
    label: 'Renewal',
    type: 'date',
    fieldType: 'date',
    groupName: 'contactinformation',
  });
  // A Thursday, noon in Berlin.
  await story.millrace.post('/millrace/v1/clock/advance', { to: '2055-01-14T11:00:00Z' });
});
afterAll(() => story.stop());

const zone = (timeZone: string) => story.millrace.patch('/millrace/v1/settings', { timeZone });
const nine = { hour: 9, minute: 0 };
const position = async (flowId: string) => (await story.passage(flowId)).position;

async function waitingIn(first: Body, more: Body = {}): Promise<string> {
  const flowId = await story.givenFlow(
    contactFlow(inARow(first, setProperty('jobtitle', 'Passed')), undefined, more),
  );
  await story.enroll(flowId, await story.givenContact({ renewal: '2055-02-01' }));
  return flowId;
}

test('another zone moves the waits of the wall clock at once, and no others', async () => {
  const waits: [string, string, string][] = [
    [
      await waitingIn(action('0-1', { days_of_week: ['MONDAY'], time_of_day: nine })),
      '2055-01-18T08:00',
      '2055-01-18T14:00',
    ],
    [await waitingIn(action('0-1', { time_of_day: nine })), '2055-01-15T08:00', '2055-01-14T14:00'],
    [
      await waitingIn(
        action('0-28', { delay: { delta: 0, timeUnit: 'DAYS', daysOfWeek: [], timeOfDay: nine } }),
      ),
      '2055-01-15T08:00',
      '2055-01-14T14:00',
    ],
    [
      await waitingIn(action('0-35', { date: { type: 'OBJECT_PROPERTY', propertyName: 'renewal' } })),
      '2055-01-31T23:00',
      '2055-02-01T05:00',
    ],
    [
      await waitingIn(
        action('0-35', { date: { type: 'STATIC_VALUE', staticValue: '2055-03-01' }, time_of_day: nine }),
      ),
      '2055-03-01T08:00',
      '2055-03-01T14:00',
    ],
    [
      await waitingIn(setProperty('city', 'Bern'), {
        timeWindows: [{ day: 'FRIDAY', startTime: nine, endTime: { hour: 17, minute: 0 } }],
      }),
      '2055-01-15T08:0',
      '2055-01-15T14:0',
    ],
    [
      await waitingIn(action('0-1', { delta: '3', time_unit: 'HOURS', business_days_only: 'true' })),
      '2055-01-14T14:0',
      '2055-01-14T14:0',
    ],
  ];
  const plain = await waitingIn(action('0-1', { delta: '30', time_unit: 'DAYS' }));
  const before = await position(plain);
  for (const [flowId, inBerlin] of waits) expect((await position(flowId)).until).toContain(inBerlin);
  await zone('America/New_York');
  await story.settle();
  for (const [flowId, , inNewYork] of waits) expect((await position(flowId)).until).toContain(inNewYork);
  expect(await position(plain)).toEqual(before);
});

test('a wait that would have been over by the new zone is over', async () => {
  await zone('Pacific/Honolulu');
  const flowId = await waitingIn(action('0-1', { time_of_day: { hour: 13, minute: 0 } }));
  expect((await position(flowId)).until).toBe('2055-01-14T23:00:00.000Z');
  await story.millrace.post('/millrace/v1/clock/advance', { to: '2055-01-14T20:00:00Z' });
  await zone('Europe/Berlin');
  await story.settle();
  // One o'clock in Berlin was at noon in London; the wait had begun before.
  const { steps } = await story.passage(flowId);
  expect(steps[0]).toMatchObject({ outcome: 'SUCCEEDED', detail: { until: '2055-01-14T12:00:00.000Z' } });
});

test('the recount goes on where it was, and through flows that have nothing for it', async () => {
  await zone('UTC');
  const flows: string[] = [];
  for (let index = 0; index < 5; index++)
    flows.push(
      await waitingIn(
        index % 2 === 0
          ? action('0-1', { time_of_day: nine })
          : action('0-1', { delta: '9', time_unit: 'DAYS' }),
      ),
    );
  await zone('Asia/Kathmandu');
  await zone('Asia/Tokyo');
  await story.settle();
  for (const [index, flowId] of flows.entries())
    if (index % 2 === 0) expect((await position(flowId)).until).toContain('T00:00:00.000Z');
  expect(await story.millrace.sql`select * from wait_recounts`).toEqual([]);
});
