import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, delayMinutes, manual } from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;

beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story?.stop());

/** Someone was enrolled at each of these instants. */
async function seriesOf(
  timeZone: string,
  bucket: 'HOUR' | 'DAY' | 'MONTH',
  enrolledAt: readonly string[],
): Promise<[string, number][]> {
  await story.millrace.patch('/millrace/v1/settings', { timeZone });
  const flow = await story.givenFlow(contactFlow([{ ...delayMinutes(60), actionId: '1' }], manual));
  for (const at of enrolledAt) {
    await story.enroll(flow, await story.givenContact());
    await story.millrace
      .sql`update enrollments set enrolled_at = ${at} where flow_id = ${flow} and id = (select max(id) from enrollments)`;
  }
  const { status, body } = await story.millrace.get(
    `/millrace/v1/flows/${flow}/performance?bucket=${bucket}&to=2026-11-01T00:00:00Z`,
  );
  expect(status).toBe(200);
  return body.results.map((each: Body) => [each.bucket, each.enrolled]);
}

const AUTUMN = [
  '2026-10-24T23:30:00Z',
  '2026-10-25T00:05:00Z',
  '2026-10-25T00:59:00Z',
  '2026-10-25T01:30:00Z',
];

test('an hour that the clocks show twice is two, each with its offset, in order', async () => {
  expect(await seriesOf('Europe/Berlin', 'HOUR', [...AUTUMN, '2026-10-25T02:00:00Z'])).toEqual([
    ['2026-10-25T01:00+02:00', 1],
    ['2026-10-25T02:00+02:00', 2],
    ['2026-10-25T02:00+01:00', 1],
    ['2026-10-25T03:00+01:00', 1],
  ]);
});

test('an hour that the clocks leave out is not there', async () => {
  const spring = ['2026-03-29T00:30:00Z', '2026-03-29T01:00:00Z', '2026-03-29T01:59:59Z'];
  expect(await seriesOf('Europe/Berlin', 'HOUR', spring)).toEqual([
    ['2026-03-29T01:00+01:00', 1],
    ['2026-03-29T03:00+02:00', 2],
  ]);
});

test('hours are those of the zone where it is three quarters of an hour off', async () => {
  const around = ['2026-06-01T10:14:59Z', '2026-06-01T10:15:00Z', '2026-06-01T11:00:00Z'];
  expect(await seriesOf('Asia/Kathmandu', 'HOUR', around)).toEqual([
    ['2026-06-01T15:00+05:45', 1],
    ['2026-06-01T16:00+05:45', 2],
  ]);
});

test('where clocks change by half an hour, the cut hour begins with the change', async () => {
  const back = [
    '2026-04-04T14:00:00Z',
    '2026-04-04T14:59:00Z',
    '2026-04-04T15:00:00Z',
    '2026-04-04T15:30:00Z',
  ];
  const forward = ['2026-10-03T15:29:00Z', '2026-10-03T15:30:00Z', '2026-10-03T16:00:00Z'];
  expect(await seriesOf('Australia/Lord_Howe', 'HOUR', [...back, ...forward])).toEqual([
    ['2026-04-05T01:00+11:00', 2],
    ['2026-04-05T01:30+10:30', 1],
    ['2026-04-05T02:00+10:30', 1],
    ['2026-10-04T01:00+10:30', 1],
    ['2026-10-04T02:30+11:00', 1],
    ['2026-10-04T03:00+11:00', 1],
  ]);
});

test('a day is a day of the zone, of twenty-five hours in autumn', async () => {
  const day = ['2026-10-24T21:59:00Z', '2026-10-24T22:00:00Z', ...AUTUMN, '2026-10-25T22:59:00Z'];
  expect(await seriesOf('Europe/Berlin', 'DAY', [...day, '2026-10-25T23:00:00Z'])).toEqual([
    ['2026-10-24', 1],
    ['2026-10-25', 6],
    ['2026-10-26', 1],
  ]);
  expect(await seriesOf('Europe/Berlin', 'MONTH', day)).toEqual([['2026-10-01', 7]]);
});
