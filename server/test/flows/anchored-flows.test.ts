import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action, contactFlow, inARow, manual, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

/** Old date-centred flows: their delays count from a date. Time goes forward only, so the stories are in the order of their dates. */
let story: Story;
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
afterAll(() => story.stop());

async function until(to: string): Promise<void> {
  const moved = await story.millrace.post('/millrace/v1/clock/advance', { to });
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
}

async function inZone(timeZone: string): Promise<void> {
  expect((await story.millrace.patch('/millrace/v1/settings', { timeZone })).status).toBe(200);
  await story.settle();
}

/** Minutes before (negative) or after the anchor, and then the name that a step leaves. */
const wait = (days: number, more: Body = {}) =>
  action('0-1', { delta: String(days * 1_440), time_unit: 'MINUTES', ...more });
const before = inARow(wait(-7), setProperty('city', 'Week'), wait(-1), setProperty('city', 'Day'));
const around = inARow(wait(-1), setProperty('city', 'Before'), wait(2), setProperty('city', 'After'));

const byProperty = (contactProperty = 'renews_on') => ({
  eventAnchor: { type: 'CONTACT_PROPERTY_ANCHOR', contactProperty },
});
const byDate = (month: string, dayOfMonth: number, year?: number) => ({
  eventAnchor: { type: 'STATIC_DATE_ANCHOR', month, dayOfMonth, ...(year === undefined ? {} : { year }) },
});

async function given(actions: Body, anchor: Body): Promise<string> {
  return story.givenFlow(contactFlow(actions, manual, anchor));
}

/** The flows of these stories have them at the first and the third place. */
const DELAYS = ['1', '3'];

/** When each delay of the newest passage ended, and until when it waits now. */
async function waits(flow: string): Promise<(string | null)[]> {
  const passage = await story.passage(flow);
  const ended = passage.steps
    .filter(({ actionId, outcome }: Body) => outcome === 'SUCCEEDED' && DELAYS.includes(actionId))
    .map(({ at }: Body) => at);
  return passage.position ? [...ended, passage.position.until] : ended;
}

describe('by a property of the contact', () => {
  test('delays end so many days of the calendar before and after it', async () => {
    await until('2028-03-01T00:00:00Z');
    const flow = await given(around, byProperty());
    const contact = await story.givenContact({ renews_on: '2028-03-26' });
    await story.enroll(flow, contact);
    // The clocks go forward on the 26th.
    expect(await waits(flow)).toEqual(['2028-03-24T23:00:00.000Z']);
    await until('2028-04-01T00:00:00Z');
    expect(await waits(flow)).toEqual(['2028-03-24T23:00:00.000Z', '2028-03-27T22:00:00.000Z']);
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'After' });
  });

  test('a date that moves takes along who waits, at once; without one they are held until there is one', async () => {
    await until('2028-05-01T00:00:00Z');
    const flow = await given(before, byProperty());
    const contact = await story.givenContact({ renews_on: '2028-06-01' });
    await story.enroll(flow, contact);
    expect(await waits(flow)).toEqual(['2028-05-24T22:00:00.000Z']);
    await story.change('contacts', contact, { renews_on: '2028-07-01' });
    expect(await waits(flow)).toEqual(['2028-06-23T22:00:00.000Z']);
    await story.change('contacts', contact, { renews_on: null });
    expect((await story.passage(flow)).position).toMatchObject({ until: null, held: { reason: 'NO_DATE' } });
    await until('2028-05-20T12:00:00Z');
    await story.change('contacts', contact, { renews_on: '2028-05-22' });
    // A week before has passed: it goes on at once, and waits for the day before.
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'Week' });
    expect((await waits(flow)).slice(1)).toEqual(['2028-05-20T22:00:00.000Z']);
  });

  test('a date and time is meant to the millisecond, and a time of day is that of the day', async () => {
    await until('2028-08-01T00:00:00Z');
    const at = { time_of_day: { hour: 9, minute: 30 } };
    const flow = await given(
      inARow(wait(-1), setProperty('city', 'Before'), wait(0, at)),
      byProperty('renews_at'),
    );
    await story.enroll(flow, await story.givenContact({ renews_at: '2028-08-10T15:45:00Z' }));
    await until('2028-08-10T00:00:00Z');
    expect(await waits(flow)).toEqual(['2028-08-09T15:45:00.000Z', '2028-08-10T07:30:00.000Z']);
  });

  test('the account’s zone moves them', async () => {
    await until('2028-09-01T00:00:00Z');
    const flow = await given(around, byProperty());
    await story.enroll(flow, await story.givenContact({ renews_on: '2028-09-20' }));
    await inZone('America/New_York');
    expect(await waits(flow)).toEqual(['2028-09-19T04:00:00.000Z']);
    await inZone('Europe/Berlin');
    expect(await waits(flow)).toEqual(['2028-09-18T22:00:00.000Z']);
  });
});

describe('by a date', () => {
  test('saved with another, it reschedules who waits, at once', async () => {
    await until('2028-10-10T00:00:00Z');
    const flow = await given(around, byDate('NOVEMBER', 6, 2028));
    await story.enroll(flow, await story.givenContact());
    expect(await waits(flow)).toEqual(['2028-11-04T23:00:00.000Z']);
    await story.changeFlow(flow, (body) => ({ ...body, ...byDate('DECEMBER', 6, 2028) }));
    expect(await waits(flow)).toEqual(['2028-12-04T23:00:00.000Z']);
    await story.changeFlow(flow, (body) => ({ ...body, ...byDate('OCTOBER', 9, 2028) }));
    expect((await waits(flow)).slice(1)).toEqual(['2028-10-10T22:00:00.000Z']);
  });

  test('without a year it is the first one from the enrollment on, for all delays of a passage', async () => {
    await until('2028-12-20T00:00:00Z');
    const flow = await given(around, byDate('JANUARY', 1));
    await story.enroll(flow, await story.givenContact());
    await until('2029-01-02T12:00:00Z');
    expect(await waits(flow)).toEqual(['2028-12-30T23:00:00.000Z', '2029-01-02T23:00:00.000Z']);
    const later = await story.givenContact();
    await story.enroll(flow, later);
    expect(await waits(flow)).toEqual(['2029-12-30T23:00:00.000Z']);
  });
});

describe('what is wrong', () => {
  test('a negative delay without an anchor holds, and lint says why', async () => {
    const flow = await given(inARow(wait(-1)), {});
    await story.enroll(flow, await story.givenContact());
    expect((await story.passage(flow)).position.held.reason).toBe('INVALID_CONFIGURATION');
    const lint = (await story.millrace.get(`/millrace/v1/flows/${flow}/lint`)).body;
    expect(lint.results.map(({ path }: Body) => path)).toContain('actions[0].fields.delta');
    await story.changeFlow(flow, (body) => ({ ...body, ...byDate('MARCH', 10, 2029) }));
    expect(await waits(flow)).toEqual(['2029-03-08T23:00:00.000Z']);
  });

  test.each<[string, Body, string]>([
    ['a day that there is not', byDate('FEBRUARY', 30, 2028), 'eventAnchor.dayOfMonth'],
    ['a leap day in another year', byDate('FEBRUARY', 29, 2029), 'eventAnchor.dayOfMonth'],
    ['a month that there is not', byDate('SMARCH', 1), 'eventAnchor.month'],
    ['no property', byProperty(''), 'eventAnchor.contactProperty'],
    ['a year of five digits', byDate('MARCH', 1, 10_000), 'eventAnchor.year'],
  ])('%s is refused', async (_, anchor, path) => {
    const answer = await story.millrace.post('/automation/v4/flows', contactFlow([], manual, anchor));
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(path);
  });
});
