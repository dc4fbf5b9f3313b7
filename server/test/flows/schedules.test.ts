import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, delayMinutes, flowOver, inARow, is, manual, whenMet } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

/** Time goes forward only: the stories of this file are in the order of their dates, and each takes its flow away again. */
let story: Story;
let flow = '';
beforeAll(async () => {
  story = await tellStory();
  await inZone('Europe/Berlin');
});
afterEach(() => story.millrace.delete(`/automation/v4/flows/${flow}`));
afterAll(() => story.stop());

async function until(to: string): Promise<void> {
  const moved = await story.millrace.post('/millrace/v1/clock/advance', { to });
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
}

async function inZone(timeZone: string): Promise<void> {
  expect((await story.millrace.patch('/millrace/v1/settings', { timeZone })).status).toBe(200);
  await story.settle();
}

const at = (hour: number, minute = 0) => ({ timeOfDay: { hour, minute } });
const daily = (hour: number) => ({ type: 'DAILY', ...at(hour) });
const livesIn = (city: string, shouldReEnroll = true) => whenMet([is('city', city)], { shouldReEnroll });

async function given(enrollmentSchedule: Body, criteria: Body, more: Body = {}): Promise<string> {
  const { actions = [], ...members } = more;
  flow = await story.givenFlow(contactFlow(actions, criteria, { enrollmentSchedule, ...members }));
  return flow;
}

/** Of the flow, in the order of time. */
const enrolledAt = async (): Promise<string[]> =>
  (await story.enrollments(flow)).map((each: Body) => each.enrolledAt).toReversed();
const enrolled = async (): Promise<string[]> =>
  (await story.enrollments(flow)).map((each: Body) => each.objectId).toReversed();
const explained = async (contact: string): Promise<Body> =>
  (await story.millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${contact}`)).body;
const schedule = async (): Promise<Body> =>
  (await story.millrace.get(`/millrace/v1/flows/${flow}/schedule`)).body;

describe("each occurrence enrolls at its own instant of the account's clock", () => {
  test.each<[string, Body, { from: string; to: string; enrolledAt: string[] }]>([
    [
      'daily, while clocks go forward: a time that is skipped comes an hour later',
      { type: 'DAILY', ...at(2, 30) },
      {
        from: '2028-03-25T00:00:00Z',
        to: '2028-03-27T12:00:00Z',
        enrolledAt: ['2028-03-25T01:30:00.000Z', '2028-03-26T01:30:00.000Z', '2028-03-27T00:30:00.000Z'],
      },
    ],
    [
      'on days of the week',
      { type: 'WEEKLY', daysOfWeek: ['FRIDAY', 'MONDAY'], ...at(9) },
      {
        from: '2028-04-03T00:00:00Z',
        to: '2028-04-10T12:00:00Z',
        enrolledAt: ['2028-04-03T07:00:00.000Z', '2028-04-07T07:00:00.000Z', '2028-04-10T07:00:00.000Z'],
      },
    ],
    [
      'on the last day of the month',
      { type: 'MONTHLY_RELATIVE_DAYS', monthlyRelativeDays: 'LAST_DAY_OF_MONTH', ...at(18) },
      {
        from: '2028-04-29T00:00:00Z',
        to: '2028-06-30T20:00:00Z',
        enrolledAt: ['2028-04-30T16:00:00.000Z', '2028-05-31T16:00:00.000Z', '2028-06-30T16:00:00.000Z'],
      },
    ],
    [
      'on the first Monday of the month',
      { type: 'MONTHLY_RELATIVE_DAYS', monthlyRelativeDays: 'FIRST_MONDAY_OF_MONTH', ...at(6) },
      {
        from: '2028-07-01T00:00:00Z',
        to: '2028-09-05T00:00:00Z',
        enrolledAt: ['2028-07-03T04:00:00.000Z', '2028-08-07T04:00:00.000Z', '2028-09-04T04:00:00.000Z'],
      },
    ],
    [
      'daily, while clocks go back: a time that comes twice counts once',
      { type: 'DAILY', ...at(2, 30) },
      {
        from: '2028-10-28T00:00:00Z',
        to: '2028-10-30T12:00:00Z',
        enrolledAt: ['2028-10-28T00:30:00.000Z', '2028-10-29T00:30:00.000Z', '2028-10-30T01:30:00.000Z'],
      },
    ],
    [
      'on days of the month, which short months leave out',
      { type: 'MONTHLY_SPECIFIC_DAYS', daysOfMonth: [31, 1], ...at(0, 15) },
      {
        from: '2028-11-29T00:00:00Z',
        to: '2029-02-01T12:00:00Z',
        enrolledAt: [
          '2028-11-30T23:15:00.000Z',
          '2028-12-30T23:15:00.000Z',
          '2028-12-31T23:15:00.000Z',
          '2029-01-30T23:15:00.000Z',
          '2029-01-31T23:15:00.000Z',
        ],
      },
    ],
    [
      'yearly, on a leap day in years without one',
      { type: 'YEARLY', month: 'FEBRUARY', dayOfMonth: 29, ...at(8) },
      {
        from: '2029-02-02T00:00:00Z',
        to: '2030-03-01T00:00:00Z',
        enrolledAt: ['2029-02-28T07:00:00.000Z', '2030-02-28T07:00:00.000Z'],
      },
    ],
    [
      'once',
      { type: 'ONCE', year: 2030, month: 'APRIL', dayOfMonth: 1, ...at(12) },
      { from: '2030-03-02T00:00:00Z', to: '2030-05-01T00:00:00Z', enrolledAt: ['2030-04-01T10:00:00.000Z'] },
    ],
  ])('%s', async (name, enrollmentSchedule, told) => {
    const city = name.slice(0, 40);
    await story.givenContact({ city });
    await until(told.from);
    await given(enrollmentSchedule, livesIn(city));
    await until(told.to);
    expect(await enrolledAt()).toEqual(told.enrolledAt);
    const [latest] = await story.enrollments(flow);
    expect(latest.trigger).toEqual({ kind: 'SCHEDULE', scheduledAt: told.enrolledAt.at(-1) });
  });
});

describe('whom an occurrence enrolls', () => {
  test('those who meet the filters then; changes before it let nobody in', async () => {
    await until('2030-06-01T00:00:00Z');
    const stays = await story.givenContact({ city: 'Ulm' });
    const leaves = await story.givenContact({ city: 'Ulm' });
    const comes = await story.givenContact({ city: 'Bern' });
    await given(daily(9), livesIn('Ulm'));
    await until('2030-06-01T06:59:00Z');
    await story.change('contacts', leaves, { city: 'Bern' });
    await story.change('contacts', comes, { city: 'Ulm' });
    const late = await story.givenContact({ city: 'Ulm' });
    await story.settle();
    expect(await enrolled()).toEqual([]);
    await until('2030-06-01T07:00:00Z');
    expect((await enrolled()).toSorted()).toEqual([stays, comes, late].toSorted());
  });

  test('who was inside before comes again if the flow says so, and never while inside', async () => {
    await until('2030-06-05T00:00:00Z');
    const contact = await story.givenContact({ city: 'Again' });
    await given(daily(9), livesIn('Again'), { actions: inARow(delayMinutes(36 * 60)) });
    await until('2030-06-08T12:00:00Z');
    // On the 6th it is still inside, and that is not made up for.
    expect(await enrolledAt()).toEqual(['2030-06-05T07:00:00.000Z', '2030-06-07T07:00:00.000Z']);
    expect((await schedule()).latest).toMatchObject({
      at: '2030-06-08T07:00:00.000Z',
      status: 'COMPLETE',
      matching: 1,
      enrolled: 0,
      outcomes: { ALREADY_ACTIVE: 1 },
    });
    expect(await enrolled()).toEqual([contact, contact]);
  });

  test('and once in its life if the flow does not', async () => {
    await until('2030-06-10T00:00:00Z');
    await story.givenContact({ city: 'OnlyOnce' });
    await given(daily(9), livesIn('OnlyOnce', false));
    await until('2030-06-12T12:00:00Z');
    expect(await enrolledAt()).toEqual(['2030-06-10T07:00:00.000Z']);
    expect((await schedule()).latest.outcomes).toEqual({ ENROLLED_BEFORE: 1 });
  });

  test('by the rules of the door: suppression and goal keep out, and show', async () => {
    await until('2030-06-15T00:00:00Z');
    const arrived = await story.givenContact({ city: 'Door', jobtitle: 'Chief' });
    const free = await story.givenContact({ city: 'Door' });
    const goalFilterBranch = whenMet([is('jobtitle', 'Chief')])['listFilterBranch'];
    await given(daily(9), livesIn('Door'), { goalFilterBranch });
    await until('2030-06-15T12:00:00Z');
    const passages = await story.enrollments(flow);
    expect(passages.map((each: Body) => [each.objectId, each.endReason]).toSorted()).toEqual(
      [
        [arrived, 'GOAL_MET'],
        [free, 'END_OF_PATH'],
      ].toSorted(),
    );
  });

  test('without filters every record of the type, over any type', async () => {
    await until('2030-06-20T00:00:00Z');
    const company = await story.givenRecord('companies', { name: 'Rosinante' });
    const enrollmentSchedule = { type: 'WEEKLY', daysOfWeek: ['THURSDAY'], ...at(9) };
    flow = await story.givenFlow(flowOver('0-2', [], manual, { enrollmentSchedule }));
    await until('2030-06-20T12:00:00Z');
    expect(await enrolled()).toEqual([company]);
  });
});

describe('a schedule follows its flow', () => {
  test('turned on after its time, it begins with the next; turned off, it ends', async () => {
    await until('2030-07-01T08:00:00Z');
    const contact = await story.givenContact({ city: 'Switch' });
    await given(daily(9), livesIn('Switch'));
    await story.settle();
    expect(await enrolled()).toEqual([]);
    expect((await explained(contact)).answer).toBe(
      'It enrolls at the next occurrence of the schedule, 2030-07-02T07:00:00.000Z.',
    );
    await until('2030-07-02T08:00:00Z');
    await story.millrace.post(`/millrace/v1/flows/${flow}/turn-off`);
    await until('2030-07-04T08:00:00Z');
    expect(await enrolledAt()).toEqual(['2030-07-02T07:00:00.000Z']);
    expect((await explained(contact)).answer).toBe(
      'It does not come in: the flow is off: no record comes in.',
    );
    await story.millrace.post(`/millrace/v1/flows/${flow}/turn-on`);
    await until('2030-07-05T08:00:00Z');
    expect(await enrolledAt()).toEqual(['2030-07-02T07:00:00.000Z', '2030-07-05T07:00:00.000Z']);
  });

  test('edited, it moves at once; taken away, the filters enroll by changes again', async () => {
    await until('2030-07-10T00:00:00Z');
    await story.givenContact({ city: 'Edit' });
    await given(daily(9), livesIn('Edit'));
    await story.changeFlow(flow, (body) => ({ ...body, enrollmentSchedule: daily(7) }));
    await until('2030-07-10T12:00:00Z');
    expect(await enrolledAt()).toEqual(['2030-07-10T05:00:00.000Z']);
    // Its time of today is over: tomorrow is the next.
    await story.changeFlow(flow, (body) => ({ ...body, enrollmentSchedule: daily(8) }));
    await until('2030-07-11T05:30:00Z');
    expect(await enrolledAt()).toHaveLength(1);
    await story.changeFlow(flow, ({ enrollmentSchedule: _, ...body }) => body);
    await until('2030-07-12T12:00:00Z');
    expect(await enrolledAt()).toHaveLength(1);
    const comes = await story.givenContact({ city: 'Edit' });
    await story.settle();
    expect(await enrolled()).toContain(comes);
  });

  test('deleted, it ends; undeleted, it goes on from then', async () => {
    await until('2030-07-20T00:00:00Z');
    await story.givenContact({ city: 'Gone' });
    await given(daily(9), livesIn('Gone'));
    await story.millrace.delete(`/automation/v4/flows/${flow}`);
    await until('2030-07-21T12:00:00Z');
    await story.millrace.post(`/millrace/v1/flows/${flow}/undelete`);
    await until('2030-07-22T12:00:00Z');
    expect(await enrolledAt()).toEqual(['2030-07-22T07:00:00.000Z']);
  });

  test('of what has come while nothing ran, the latest runs, once', async () => {
    await until('2030-08-01T00:00:00Z');
    await story.givenContact({ city: 'Down' });
    await given(daily(9), livesIn('Down'));
    await story.settle();
    // As if the server had been down for three days.
    await story.millrace.sql`update accounts set clock_offset = clock_offset + interval '81 hours'`;
    await story.settle();
    const passages = await story.enrollments(flow);
    expect(passages.map((each: Body) => each.trigger.scheduledAt)).toEqual(['2030-08-04T07:00:00.000Z']);
    expect(passages[0].enrolledAt > '2030-08-04T08:30:00Z').toBe(true);
    await until('2030-08-05T12:00:00Z');
    expect(await enrolledAt()).toHaveLength(2);
  });
});

describe("a schedule moves with the account's zone, and each day has one occurrence", () => {
  afterEach(() => inZone('Europe/Berlin'));

  test('west: one that has come by the old clock does not come again by the new one', async () => {
    await until('2030-09-01T00:00:00Z');
    await story.givenContact({ city: 'West' });
    await given(daily(9), livesIn('West'));
    await until('2030-09-01T08:00:00Z');
    await inZone('America/New_York');
    await until('2030-09-02T14:00:00Z');
    expect(await enrolledAt()).toEqual(['2030-09-01T07:00:00.000Z', '2030-09-02T13:00:00.000Z']);
  });

  test('east: one that the new clock has passed comes at once', async () => {
    await inZone('America/New_York');
    await until('2030-09-10T12:30:00Z');
    await story.givenContact({ city: 'East' });
    await given(daily(9), livesIn('East'));
    await inZone('Asia/Tokyo');
    await until('2030-09-11T00:30:00Z');
    const passages = await story.enrollments(flow);
    expect(passages.map((each: Body) => each.trigger.scheduledAt).toReversed()).toEqual([
      '2030-09-10T00:00:00.000Z',
      '2030-09-11T00:00:00.000Z',
    ]);
  });
});

describe('what is scheduled can be seen', () => {
  test('the next ten occurrences, and whom they would enroll now', async () => {
    await until('2031-03-28T00:00:00Z');
    await story.givenContact({ city: 'Shown' });
    await story.givenContact({ city: 'Shown' });
    await given(daily(2), livesIn('Shown'));
    const shown = await schedule();
    expect(shown).toMatchObject({
      flowId: flow,
      type: 'DAILY',
      isEnabled: true,
      timeZone: 'Europe/Berlin',
      nextAt: '2031-03-28T01:00:00.000Z',
      matching: 2,
      wouldEnroll: 2,
      latest: null,
    });
    expect(shown.occurrences).toHaveLength(10);
    expect(shown.occurrences[2]).toEqual({
      at: '2031-03-30T01:00:00.000Z',
      day: '2031-03-30',
      localTime: '2031-03-30T03:00:00',
    });
    await story.millrace.post(`/millrace/v1/flows/${flow}/turn-off`);
    expect(await schedule()).toMatchObject({
      isEnabled: false,
      nextAt: null,
      occurrences: shown.occurrences,
    });
    const preview = await story.millrace.get(`/millrace/v1/flows/${flow}/preview`);
    expect(preview.body).toMatchObject({ matching: 2, wouldEnroll: 2 });
  });

  test('one that does not come any more says so', async () => {
    const contact = await story.givenContact({ city: 'Over' });
    await given({ type: 'ONCE', year: 2030, month: 'MAY', dayOfMonth: 1, ...at(9) }, livesIn('Over'));
    expect(await schedule()).toMatchObject({ nextAt: null, occurrences: [] });
    expect(await explained(contact)).toMatchObject({
      answer: 'It does not come in: the schedule does not come any more.',
      nextOccurrenceAt: null,
    });
  });

  test('a flow without one has none to show', async () => {
    await given(null, livesIn('Nowhere'));
    const answer = await story.millrace.get(`/millrace/v1/flows/${flow}/schedule`);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('it has no enrollmentSchedule');
  });

  test('a data set enrolls nobody, on a schedule or not, and that is said', async () => {
    const contact = await story.givenContact();
    await given(daily(9), { type: 'DATASET', datasetId: 7, shouldReEnroll: false });
    await until('2031-04-10T12:00:00Z');
    expect(await enrolled()).toEqual([]);
    expect(await explained(contact)).toMatchObject({
      enrollmentType: 'DATASET',
      answer: 'It can come in by hand or from another flow; data sets let nobody in here.',
    });
    const answer = await story.millrace.get(`/millrace/v1/flows/${flow}/schedule`);
    expect(answer.body.message).toContain('data set');
  });
});
