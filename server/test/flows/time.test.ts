import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, is, property, whenMet } from '../support/flow-bodies.ts';
import { dynamicList, givenList, membersOf } from '../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

/** Time goes forward only: every test has a year of its own. */
let year = 2053;
let story: Story;
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.post('/crm/v3/properties/contacts', {
    name: 'visited_on',
    label: 'Visited on',
    type: 'date',
    fieldType: 'date',
    groupName: 'contactinformation',
  });
  await story.millrace.post('/crm/v3/properties/contacts', {
    name: 'visited_at',
    label: 'Visited at',
    type: 'datetime',
    fieldType: 'date',
    groupName: 'contactinformation',
  });
});
// The account's zone is New York: its clocks go forward in the second week of March.
beforeEach(async () => {
  year += 2;
  await until('03-01T17:00:00Z');
});
afterAll(() => story.stop());

/** An instant, or a date, of the test's year. */
const on = (rest: string) => `${/^[+]1 /.test(rest) ? year + 1 : year}-${rest.replace('+1 ', '')}`;

async function until(to: string): Promise<void> {
  const moved = await story.millrace.post('/millrace/v1/clock/advance', { to: on(to) });
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
}

const enrolledAt = async (flow: string) =>
  (await story.enrollments(flow)).map((each: Body) => each.enrolledAt);
const rolling = (name: string, operator: string, numberOfDays: number) =>
  property(name, 'ROLLING_DATE_RANGE', operator, { numberOfDays });
const thisMonth = (name: string) =>
  property(name, 'CALENDAR_DATE', 'IN_THIS_TIME_UNIT', { timeUnit: 'MONTH', useFiscalYear: false });

describe('criteria that time alone flips', () => {
  test('30 days since: fires at the instant, for those who were there before the flow as well', async () => {
    const there = await story.givenContact({ visited_at: on('02-25T08:00:00Z') });
    const long = await story.givenContact({ visited_at: on('01-01T08:00:00Z') });
    const flow = await story.givenFlow(
      contactFlow([], whenMet([rolling('visited_at', 'IS_MORE_THAN_X_DAYS_AGO', 30)])),
    );
    const later = await story.givenContact({ visited_at: on('03-01T12:00:00Z') });
    await story.settle();
    expect(await enrolledAt(flow)).toEqual([]);
    await until('05-01T00:00:00Z');
    const found = (await story.enrollments(flow)).toReversed();
    expect(found.map((each: Body) => each.objectId)).toEqual([there, later]);
    expect(found.map((each: Body) => each.objectId)).not.toContain(long);
    // Thirty days on the calendar: the wall clock shows the same time, though an hour is missing between.
    expect(found.map((each: Body) => each.enrolledAt)).toEqual([
      on('03-27T07:00:00.001Z'),
      on('03-31T11:00:00.001Z'),
    ]);
  });

  test('moves with the value: who is visited again waits again', async () => {
    const flow = await story.givenFlow(
      contactFlow([], whenMet([rolling('visited_at', 'IS_MORE_THAN_X_DAYS_AGO', 10)])),
    );
    const contact = await story.givenContact({ visited_at: on('03-01T12:00:00Z') });
    await until('03-08T12:00:00Z');
    await story.change('contacts', contact, { visited_at: on('03-08T12:00:00Z') });
    await until('03-15T12:00:00Z');
    expect(await enrolledAt(flow)).toEqual([]);
    await until('03-25T12:00:00Z');
    expect(await enrolledAt(flow)).toHaveLength(1);
  });

  test('this month: begins and ends at midnight of the zone, on either side of the change of clocks', async () => {
    const list = await givenList(story, dynamicList('visited this month', [thisMonth('visited_on')]));
    const flow = await story.givenFlow(
      contactFlow(
        inARow(delayMinutes(60 * 24 * 365)),
        whenMet([thisMonth('visited_on')], { unEnrollObjectsNotMeetingCriteria: true }),
      ),
    );
    const march = await story.givenContact({ visited_on: on('03-20') });
    const april = await story.givenContact({ visited_on: on('04-20') });
    await story.settle();
    expect(await membersOf(story, list)).toEqual([march]);
    await until('04-01T03:59:59Z');
    expect(await membersOf(story, list)).toEqual([march]);
    await until('04-01T04:00:00Z');
    expect(await membersOf(story, list)).toEqual([april]);
    const passages = (await story.enrollments(flow)).toReversed();
    expect(passages).toMatchObject([
      { objectId: march, status: 'UNENROLLED', endedAt: on('04-01T04:00:00.000Z') },
      { objectId: april, status: 'ACTIVE', enrolledAt: on('04-01T04:00:00.000Z') },
    ]);
    await until('05-01T04:00:00Z');
    expect(await membersOf(story, list)).toEqual([]);
  });

  test('a birthday in 7 days comes round every year, on a list', async () => {
    const soon = {
      filterType: 'PROPERTY',
      property: 'visited_on',
      operation: {
        operationType: 'TIME_RANGED',
        type: 'TIME_RANGED',
        operator: 'IS_BETWEEN',
        propertyParser: 'ANNIVERSARY',
        includeObjectsWithNoValueSet: false,
        lowerBoundEndpointBehavior: 'INCLUSIVE',
        upperBoundEndpointBehavior: 'INCLUSIVE',
        lowerBoundTimePoint: indexed(0),
        upperBoundTimePoint: indexed(7),
      },
    };
    const list = await givenList(story, dynamicList('birthday soon', [soon, is('lastname', 'Born')]));
    const contact = await story.givenContact({ visited_on: '1990-03-20', lastname: 'Born' });
    await story.settle();
    expect(await membersOf(story, list)).toEqual([]);
    await until('03-13T04:59:00Z');
    expect(await membersOf(story, list)).toEqual([]);
    await until('03-13T05:00:00Z');
    expect(await membersOf(story, list)).toEqual([contact]);
    await until('03-21T04:00:00Z');
    expect(await membersOf(story, list)).toEqual([]);
    await until('+1 03-13T05:00:00Z');
    expect(await membersOf(story, list)).toEqual([contact]);
  });

  test('a flow that is turned on later, or saved with other criteria, finds its instants then', async () => {
    const contact = await story.givenContact({ visited_at: on('03-01T00:00:00Z') });
    const criteria = (days: number) => whenMet([rolling('visited_at', 'IS_MORE_THAN_X_DAYS_AGO', days)]);
    const flow = await story.givenFlow({ ...contactFlow([], criteria(5)), isEnabled: false });
    await until('03-10T00:00:00Z');
    await story.changeFlow(flow, (body) => ({ ...body, isEnabled: true }));
    expect(await enrolledAt(flow)).toEqual([]);
    await story.changeFlow(flow, (body) => ({ ...body, enrollmentCriteria: criteria(20) }));
    await until('03-30T00:00:00Z');
    expect((await story.enrollments(flow)).map((each: Body) => each.objectId)).toEqual([contact]);
  });

  test('an instant means nothing once the record no longer meets the rest', async () => {
    const flow = await story.givenFlow(
      contactFlow([], whenMet([is('city', 'Ghent'), rolling('visited_at', 'IS_MORE_THAN_X_DAYS_AGO', 3)])),
    );
    const contact = await story.givenContact({ city: 'Ghent', visited_at: on('03-01T00:00:00Z') });
    await story.settle();
    await story.change('contacts', contact, { city: 'Leuven' });
    await until('03-10T00:00:00Z');
    expect(await enrolledAt(flow)).toEqual([]);
    expect(
      await story.millrace.sql`select * from criteria_due where due_at < ${on('03-10T00:00:00Z')}`,
    ).toEqual([]);
  });

  test("instants move with the account's zone", async () => {
    const april = [thisMonth('visited_on'), is('lastname', 'Mover')];
    const list = await givenList(story, dynamicList('this month', april));
    const flow = await story.givenFlow(contactFlow([], whenMet(april)));
    const contact = await story.givenContact({ visited_on: on('04-15'), lastname: 'Mover' });
    await story.settle();
    await story.millrace.patch('/millrace/v1/settings', { timeZone: 'Asia/Tokyo' });
    await until('03-31T14:59:59Z');
    expect(await membersOf(story, list)).toEqual([]);
    await until('03-31T15:00:00Z');
    expect(await membersOf(story, list)).toEqual([contact]);
    expect(await enrolledAt(flow)).toEqual([on('03-31T15:00:00.000Z')]);
    await story.millrace.patch('/millrace/v1/settings', { timeZone: 'America/New_York' });
    await story.settle();
    expect(await membersOf(story, list)).toEqual([]);
    await until('04-01T04:00:00Z');
    expect(await membersOf(story, list)).toEqual([contact]);
  });
});

function indexed(days: number) {
  return {
    timeType: 'INDEXED',
    timezoneSource: 'CUSTOM',
    zoneId: 'America/New_York',
    indexReference: { referenceType: 'TODAY' },
    offset: { days },
  };
}
