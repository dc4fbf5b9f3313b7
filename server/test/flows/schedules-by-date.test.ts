import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, is, manual, whenMet } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

/** Time goes forward only: the stories of this file are in the order of their dates, and each takes its flow away again. */
let story: Story;
let flow = '';
beforeAll(async () => {
  story = await tellStory();
  await inZone('Europe/Berlin');
  for (const [name, type] of [
    ['renews_on', 'date'],
    ['renews_at', 'datetime'],
  ])
    await story.millrace.post('/crm/v3/properties/contacts', {
      name,
      label: name,
      type,
      fieldType: 'date',
      groupName: 'contactinformation',
    });
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

const by = (dateProperty: string, more: Body = {}) => ({
  type: 'PROPERTY_BASED',
  dateProperty,
  daysDelta: 0,
  yearly: false,
  timeOfDay: { hour: 9, minute: 0 },
  ...more,
});
const livesIn = (city: string, shouldReEnroll = false) => whenMet([is('city', city)], { shouldReEnroll });

async function given(enrollmentSchedule: Body, criteria: Body = manual): Promise<void> {
  flow = await story.givenFlow(contactFlow([], criteria, { enrollmentSchedule }));
  await story.settle();
}

/** Of the flow, in the order of time: who, and when. */
const enrolled = async (): Promise<string[][]> =>
  (await story.enrollments(flow)).map((each: Body) => [each.objectId, each.enrolledAt]).toReversed();
const enrolledAt = async () => (await enrolled()).map(([, at]) => at);
const explained = async (contact: string): Promise<Body> =>
  (await story.millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${contact}`)).body;
const schedule = async (): Promise<Body> =>
  (await story.millrace.get(`/millrace/v1/flows/${flow}/schedule`)).body;

describe('by a date of each record', () => {
  test('so many days before or after it, each at its own instant, and once', async () => {
    await until('2028-03-01T00:00:00Z');
    const early = await story.givenContact({ renews_on: '2028-03-12' });
    const late = await story.givenContact({ renews_on: '2028-03-28' });
    await story.givenContact({ renews_on: '2028-02-01' });
    await story.givenContact();
    await given(by('renews_on', { daysDelta: -2 }));
    const after = await story.givenContact({ renews_on: '2028-03-20' });
    await until('2028-05-01T00:00:00Z');
    expect(await enrolled()).toEqual([
      [early, '2028-03-10T08:00:00.000Z'],
      [after, '2028-03-18T08:00:00.000Z'],
      // The clocks have gone forward in between.
      [late, '2028-03-26T07:00:00.000Z'],
    ]);
  });

  test('yearly it ignores the year, and comes again by itself; a leap day is the 28th in other years', async () => {
    await until('2030-01-01T00:00:00Z');
    const leap = await story.givenContact({ city: 'Year', renews_on: '1968-02-29' });
    const ahead = await story.givenContact({ city: 'Year', renews_on: '2040-06-15' });
    await given(by('renews_on', { yearly: true }), livesIn('Year'));
    expect((await explained(leap)).answer).toBe(
      'It enrolls at the next occurrence of the schedule, 2030-02-28T08:00:00.000Z.',
    );
    await until('2032-03-01T00:00:00Z');
    expect(await enrolled()).toEqual([
      [leap, '2030-02-28T08:00:00.000Z'],
      [ahead, '2030-06-15T07:00:00.000Z'],
      [leap, '2031-02-28T08:00:00.000Z'],
      [ahead, '2031-06-15T07:00:00.000Z'],
      [leap, '2032-02-29T08:00:00.000Z'],
    ]);
  });

  test('an instant lies in a day of the zone; its time of day does not count', async () => {
    await until('2032-05-01T00:00:00Z');
    const contact = await story.givenContact({ renews_at: '2032-05-09T22:30:00Z' });
    await given(by('renews_at'));
    await until('2032-05-11T00:00:00Z');
    expect(await enrolled()).toEqual([[contact, '2032-05-10T07:00:00.000Z']]);
  });
});

describe('a record that changes', () => {
  test('moves with its date, leaves without one, and is not made up for', async () => {
    await until('2032-06-01T00:00:00Z');
    const put = { city: 'Moves', renews_on: '2032-06-10' };
    const [later, cleared, sooner, passed] = [
      await story.givenContact(put),
      await story.givenContact(put),
      await story.givenContact(put),
      await story.givenContact(put),
    ];
    await given(by('renews_on'), livesIn('Moves'));
    await story.change('contacts', later, { renews_on: '2032-06-20' });
    await story.change('contacts', cleared, { renews_on: null });
    await story.change('contacts', sooner, { renews_on: '2032-06-03' });
    await until('2032-06-05T00:00:00Z');
    await story.change('contacts', passed, { renews_on: '2032-06-04' });
    expect((await explained(passed)).answer).toBe(
      'It does not come in: no occurrence comes for the record: its renews_on has no value, or the day is over.',
    );
    await until('2032-07-01T00:00:00Z');
    expect(await enrolled()).toEqual([
      [sooner, '2032-06-03T07:00:00.000Z'],
      [later, '2032-06-20T07:00:00.000Z'],
    ]);
  });

  test('must meet the filters when the day comes, and not before', async () => {
    await until('2032-08-01T00:00:00Z');
    const stays = await story.givenContact({ city: 'Filter', renews_on: '2032-08-10' });
    const leaves = await story.givenContact({ city: 'Filter', renews_on: '2032-08-10' });
    const comes = await story.givenContact({ city: 'Other', renews_on: '2032-08-10' });
    await given(by('renews_on'), livesIn('Filter'));
    await story.change('contacts', leaves, { city: 'Other' });
    await story.change('contacts', comes, { city: 'Filter' });
    expect(await enrolled()).toEqual([]);
    await until('2032-08-10T12:00:00Z');
    expect((await enrolled()).map(([id]) => id).toSorted()).toEqual([stays, comes].toSorted());
  });

  test('comes again by another date only if the flow says so', async () => {
    await until('2032-09-01T00:00:00Z');
    const contact = await story.givenContact({ city: 'Twice', renews_on: '2032-09-02' });
    await given(by('renews_on'), livesIn('Twice'));
    await until('2032-09-03T00:00:00Z');
    await story.change('contacts', contact, { renews_on: '2032-09-04' });
    await until('2032-09-05T00:00:00Z');
    expect(await enrolledAt()).toHaveLength(1);
    await story.changeFlow(flow, (body) => ({ ...body, enrollmentCriteria: livesIn('Twice', true) }));
    await story.change('contacts', contact, { renews_on: '2032-09-06' });
    await until('2032-09-07T00:00:00Z');
    expect(await enrolledAt()).toEqual(['2032-09-02T07:00:00.000Z', '2032-09-06T07:00:00.000Z']);
  });
});

describe('a flow that changes', () => {
  test('another property, another distance, another time: what is due moves', async () => {
    await until('2033-01-01T00:00:00Z');
    const contact = await story.givenContact({
      city: 'Edit',
      renews_on: '2033-01-20',
      renews_at: '2033-01-10T12:00:00Z',
    });
    const other = await story.givenContact({ city: 'Edit', renews_on: '2033-01-20' });
    await given(by('renews_on'), livesIn('Edit'));
    await story.changeFlow(flow, (body) => ({
      ...body,
      enrollmentSchedule: by('renews_at', { daysDelta: -1, timeOfDay: { hour: 18, minute: 30 } }),
    }));
    expect(await schedule()).toMatchObject({
      occurrences: [{ at: '2033-01-09T17:30:00.000Z', day: '2033-01-09', records: 1 }],
    });
    await until('2033-02-01T00:00:00Z');
    expect(await enrolled()).toEqual([[contact, '2033-01-09T17:30:00.000Z']]);
    expect(other).not.toBe(contact);
  });

  test('turned off it enrolls nobody; turned on it begins with the days to come', async () => {
    await until('2033-03-01T00:00:00Z');
    await story.givenContact({ city: 'Off', renews_on: '2033-03-05' });
    const later = await story.givenContact({ city: 'Off', renews_on: '2033-03-15' });
    await given(by('renews_on'), livesIn('Off'));
    await story.millrace.post(`/millrace/v1/flows/${flow}/turn-off`);
    await until('2033-03-10T00:00:00Z');
    expect(await schedule()).toMatchObject({
      nextAt: null,
      occurrences: [{ day: '2033-03-15', records: 1 }],
    });
    await story.millrace.post(`/millrace/v1/flows/${flow}/turn-on`);
    await until('2033-03-20T00:00:00Z');
    expect(await enrolled()).toEqual([[later, '2033-03-15T08:00:00.000Z']]);
  });
});

describe("the account's zone", () => {
  afterEach(() => inZone('Europe/Berlin'));

  test('moves what is due, and a day that has come by the old clock does not come again', async () => {
    await until('2033-05-01T00:00:00Z');
    const today = await story.givenContact({ city: 'Zone', renews_on: '2000-05-01' });
    const tomorrow = await story.givenContact({ city: 'Zone', renews_on: '2000-05-02' });
    await given(by('renews_on', { yearly: true }), livesIn('Zone'));
    await until('2033-05-01T08:00:00Z');
    await inZone('America/New_York');
    await until('2033-05-03T00:00:00Z');
    expect(await enrolled()).toEqual([
      [today, '2033-05-01T07:00:00.000Z'],
      [tomorrow, '2033-05-02T13:00:00.000Z'],
    ]);
  });

  test('that has passed the time of a day by moving east lets it come at once', async () => {
    await inZone('America/New_York');
    await until('2033-06-01T12:30:00Z');
    const contact = await story.givenContact({ city: 'East', renews_on: '2033-06-01' });
    await given(by('renews_on'), livesIn('East'));
    await inZone('Asia/Tokyo');
    expect((await enrolled()).map(([id]) => id)).toEqual([contact]);
    await until('2033-06-03T00:00:00Z');
    expect(await enrolledAt()).toHaveLength(1);
  });
});

test('what comes next is told with how many records it would enroll now', async () => {
  await until('2033-07-01T00:00:00Z');
  for (const day of ['2033-07-10', '2033-07-10', '2033-07-12', '2033-06-30'])
    await story.givenContact({ city: 'Told', renews_on: day });
  await story.givenContact({ city: 'Elsewhere', renews_on: '2033-07-10' });
  await story.givenContact({ city: 'Told' });
  await given(by('renews_on', { daysDelta: 1 }), livesIn('Told'));
  expect(await schedule()).toMatchObject({
    type: 'PROPERTY_BASED',
    nextAt: '2033-07-01T07:00:00.000Z',
    matching: 4,
    wouldEnroll: 4,
    latest: null,
    occurrences: [
      { day: '2033-07-01', records: 1 },
      { at: '2033-07-11T07:00:00.000Z', day: '2033-07-11', localTime: '2033-07-11T09:00:00', records: 2 },
      { day: '2033-07-13', records: 1 },
    ],
  });
  const preview = await story.millrace.get(`/millrace/v1/flows/${flow}/preview`);
  expect(preview.body).toMatchObject({ matching: 4, wouldEnroll: 4 });
  await until('2033-07-02T00:00:00Z');
  await story.changeFlow(flow, (body) => ({
    ...body,
    enrollmentSchedule: by('renews_on', { yearly: true }),
  }));
  expect((await schedule()).occurrences).toMatchObject([
    { day: '2033-07-10', records: 2 },
    { day: '2033-07-12', records: 1 },
    { day: '2034-06-30', records: 1 },
  ]);
});
