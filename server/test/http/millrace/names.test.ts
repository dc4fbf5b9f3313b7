import { namesOf } from '@millrace/core/sentences';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, delayMinutes, inARow, manual } from '../../support/flow-bodies.ts';
import { inAnotherAccount } from '../../support/millrace.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const look = (body: object, call = story.millrace.post) => call('/millrace/v1/names', body);

describe('names', () => {
  test('of many things at once, as sentences take them', async () => {
    const { post } = story.millrace;
    const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(1)), manual, { name: 'Welcome' }));
    const list = (
      await post('/crm/v3/lists', { name: 'VIPs', objectTypeId: '0-1', processingType: 'MANUAL' })
    ).body.list;
    const owner = (
      await post('/millrace/v1/owners', { email: 'olga@example.test', firstName: 'Olga', lastName: 'Ost' })
    ).body;
    const team = (await post('/millrace/v1/teams', { name: 'Sales' })).body;
    const email = (await post('/marketing/v3/emails', { name: 'Hello', subject: 'Hi' })).body;
    const { status, body } = await look({
      objectTypeIds: ['0-1', 'companies'],
      associations: ['HUBSPOT_DEFINED/279', 'HUBSPOT_DEFINED/999999', 'nonsense'],
      things: {
        flow: [flow, '999999', 'x'],
        list: [list.listId],
        owner: [owner.id],
        user: [String(owner.userId)],
        team: [team.id],
        email: [email.id],
        form: ['not-a-form'],
        event: ['6-1'],
        subscription: ['1'],
      },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.things).toMatchObject({
      flow: { [flow]: 'Welcome' },
      list: { [list.listId]: 'VIPs' },
      owner: { [owner.id]: 'Olga Ost' },
      user: { [owner.userId]: 'Olga Ost' },
      team: { [team.id]: 'Sales' },
      email: { [email.id]: 'Hello' },
      form: {},
    });
    expect(Object.keys(body.things.flow)).toEqual([flow]);
    expect(Object.keys(body.associations)).toEqual(['HUBSPOT_DEFINED/279']);
    expect(Object.keys(body.properties)).toEqual(['0-1', '0-2']);
    const names = namesOf(body);
    expect(names.property('0-1', 'lifecyclestage')).toMatchObject({ label: 'Lifecycle Stage' });
    expect(names.objectType('0-2')).toEqual({ singular: 'company', plural: 'companies' });
    expect(names.thing('list', list.listId)).toBe('VIPs');
    expect(names.timeZone).toBe('America/New_York');
  });

  test('of nothing are the account’s own words', async () => {
    const { body } = await look({});
    expect(body).toMatchObject({ properties: {}, things: {}, currency: 'USD' });
    expect(body.objectTypes['0-1']).toEqual({ singular: 'contact', plural: 'contacts' });
  });

  test('of another account are nobody else’s', async () => {
    const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(1)), manual, { name: 'Mine' }));
    const other = await inAnotherAccount(story.millrace);
    expect((await look({ things: { flow: [flow] } }, other.post)).body.things.flow).toEqual({});
  });

  test.each([
    [{ things: { colour: ['1'] } }, 'things.colour'],
    [{ things: { list: [7] } }, 'things.list[0]'],
    [{ things: { list: Array(2001).fill('1') } }, 'things.list'],
    [{ objectTypeIds: Array(21).fill('0-1') }, 'objectTypeIds'],
    [{ colour: 1 }, 'colour'],
  ])('are asked for as they can be: %#', async (body, member) => {
    const answer = await look(body);
    expect([answer.status, answer.body.errors[0].in]).toEqual([400, member]);
  });
});

test('types of events are listed with their properties, the account’s own as well', async () => {
  await story.millrace.post('/events/v3/event-definitions', {
    name: 'bought',
    label: 'Bought',
    primaryObject: 'CONTACT',
    propertyDefinitions: [{ name: 'what', label: 'What', type: 'string' }],
  });
  const { status, body } = await story.millrace.get('/millrace/v1/event-types');
  expect(status).toBe(200);
  const by = (id: (row: Body) => boolean) => body.results.find(id);
  expect(by(({ id }) => id === '4-666440')).toMatchObject({
    label: 'Opened a marketing email',
    isOwn: false,
    objectTypeId: '0-1',
  });
  expect(by(({ id }) => id === '4-96000')).toMatchObject({ name: 'e_visited_page' });
  const own = by(({ isOwn }) => isOwn);
  expect(own).toMatchObject({ label: 'Bought', name: expect.stringMatching(/^pe\d+_bought$/) });
  expect(own.properties).toContainEqual({ name: 'what', label: 'What', type: 'string' });
  expect(body.results.every(({ label }: Body) => label !== '')).toBe(true);
});
