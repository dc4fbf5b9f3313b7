import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contactFlow,
  delayMinutes,
  flowOver,
  inARow,
  manual,
  setProperty,
  to,
} from '../../support/flow-bodies.ts';
import { givenList, manualList } from '../../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
let flow: string;
let contact: string;
let companyList: string;
beforeAll(async () => {
  story = await tellStory();
  contact = await story.givenContact();
  flow = await story.givenFlow(
    contactFlow([
      ...inARow(delayMinutes(60), setProperty('jobtitle', 'Seen'), {
        type: 'WEBHOOK',
        method: 'POST',
        webhookUrl: 'https://hooks.example.test/x',
        queryParams: [],
        connection: to('4'),
      }),
      { type: 'AB_TEST_BRANCH', actionId: '4', testBranches: [{ percentage: 100 }, { percentage: 0 }] },
    ]),
  );
  companyList = await givenList(story, manualList('Companies', { objectTypeId: '0-2' }));
});
afterAll(() => story.stop());

const simulate = (body: Body, id = flow) => story.millrace.post(`/millrace/v1/flows/${id}/simulate`, body);
const unsaved = (body: Body) => story.millrace.post('/millrace/v1/flows/simulate', body);
const assuming = (assume: Body) => simulate({ objectId: contact, assume });
const messages = ({ body }: Body): string[] => body.errors.map(({ message }: Body) => message);

describe('a mistake is named, and its value quoted', () => {
  const record = { properties: {} };
  test.each<[Body, string]>([
    [{}, 'objectId: is required'],
    [{ objectId: '1', record }, 'record: goes without objectId'],
    [{ objectId: 'nobody' }, 'objectId "nobody" is not a record\'s id'],
    [{ record, idProperty: 'email' }, 'idProperty: goes with objectId'],
    [{ record: { properties: { shoe_size: '43' } } }, 'record: Property "shoe_size" does not exist'],
    [
      { record: { properties: { lifecyclestage: 'fan' } } },
      'record: "fan" is not a value of the property "lifecyclestage"',
    ],
    [{ record: { ...record, associations: [{ objectTypeId: '0-2' }] } }, 'either objectId'],
    [
      { record: { ...record, subscriptions: [{ subscriptionId: '999', status: 'SUBSCRIBED' }] } },
      'record.subscriptions[0].subscriptionId: there is no subscription type with the id "999"',
    ],
    [
      { record: { ...record, associations: [{ objectTypeId: '0-2', objectId: '77' }] } },
      'record.associations[0].objectId "77" is no record of the object type 0-2',
    ],
    [
      { record: { ...record, associations: [{ objectTypeId: '2-77', properties: {} }] } },
      '"2-77" is no object type',
    ],
    [
      {
        record: {
          ...record,
          associations: [{ objectTypeId: '0-2', properties: {}, associationTypeId: 4711 }],
        },
      },
      'there is no association type 4711',
    ],
    [{ record: { ...record, lists: ['4711'] } }, 'record.lists[0]: there is no list with the id "4711"'],
    [{ record, startAt: 'soon' }, 'startAt: must be an instant'],
    [{ record, startAt: '+010000-01-01T00:00:00Z' }, 'startAt: must be an instant'],
    [
      { record, startAt: '2027-01-02T00:00:00Z', until: '2027-01-01T00:00:00Z' },
      'until: must not lie before startAt',
    ],
    [{ record, entry: 'FORM' }, 'entry'],
    [{ record, entry: 'MANUAL', event: { eventTypeId: '4-1639801' } }, 'event: goes with entry AUTOMATIC'],
    [{ record, event: { eventTypeId: '4-1' }, joinedList: '1' }, 'joinedList: goes without event'],
    [{ record, event: { eventTypeId: '6-77' } }, 'event.eventTypeId "6-77" is no type of event'],
    [{ record, maxSteps: 100_000 }, 'maxSteps'],
    [{ record, surprise: true }, 'surprise'],
  ])('%j', async (body, message) => {
    const answer = await simulate(body);
    expect(answer.status).toBe(400);
    expect(answer.body.category).toBe('VALIDATION_ERROR');
    expect(messages(answer).join('\n')).toContain(message);
  });

  test.each<[Body, string]>([
    [{ results: [{ actionId: '9' }] }, 'assume.results[0].actionId "9" is no action of the flow'],
    [{ results: [{ actionId: '1' }] }, 'assume.results[0].actionId "1" is "Delay'],
    [{ results: [{ actionId: '3', outcome: 'SUCCEEDED', status: 200 }] }, 'either outcome or status'],
    [{ results: [{ actionId: '3', reason: 'NO' }] }, 'must be FAILED'],
    [{ results: [{ actionId: '3', status: 99 }] }, 'status'],
    [
      { branches: [{ actionId: '4', index: 2 }] },
      'assume.branches[0].index is 2: the action "4" has 2 branches',
    ],
    [{ branches: [{ actionId: '2', index: 0 }] }, 'assume.branches[0].actionId "2" is no random split'],
    [{ events: [{ eventTypeId: '4-96000' }] }, 'either at'],
    [
      { events: [{ eventTypeId: '6-1', after: 'P1D' }] },
      'assume.events[0].eventTypeId "6-1" is no type of event',
    ],
    [{ events: [{ eventTypeId: '4-655002', after: 'P1D' }] }, 'give that as one of assume.changes'],
    [
      { events: [{ eventTypeId: '4-96000', after: 'tomorrow' }] },
      'ISO 8601 duration such as "P3D" or "PT90M", not "tomorrow"',
    ],
    [
      { events: [{ eventTypeId: '4-96000', after: 'P9000Y' }] },
      'assume.events[0].after "P9000Y" leads beyond the year 9998',
    ],
    [
      { changes: [{ at: '2001-01-01T00:00:00Z', properties: {} }] },
      'assume.changes[0] lies before the start',
    ],
    [
      { changes: [{ after: 'P1D', properties: { nothing: '1' } }] },
      'assume.changes[0]: Property "nothing" does not exist',
    ],
    [
      { changes: [{ after: 'P1D', properties: {}, objectTypeId: '0-2', objectId: '77' }] },
      'assume.changes[0].objectId "77" is no record',
    ],
    [{ changes: [{ after: 'P1D', properties: {}, objectId: '77' }] }, 'both objectTypeId and objectId'],
    [{ events: Array(201).fill({ eventTypeId: '4-96000', after: 'P1D' }) }, 'assume.events'],
  ])('assuming %j', async (assume, message) => {
    const answer = await assuming(assume);
    expect(answer.status).toBe(400);
    expect(messages(answer).join('\n')).toContain(message);
  });

  test('joining a list that is not there, or of other records', async () => {
    const unknown = await simulate({ objectId: contact, joinedList: '4242' });
    expect(unknown.status).toBe(400);
    expect(messages(unknown)[0]).toBe('joinedList: there is no list with the id "4242".');
    const others = await simulate({ objectId: contact, joinedList: companyList });
    expect(messages(others)[0]).toContain('joinedList: the list');
  });

  test('the change of a property that is not there', async () => {
    const event = { eventTypeId: '4-655002', properties: { hs_name: 'nothing', hs_value: '1' } };
    const answer = await simulate({ objectId: contact, event });
    expect(answer.status).toBe(400);
    expect(messages(answer)[0]).toBe('event.properties.hs_name "nothing" is no property of object type 0-1.');
  });

  test.each([{}, { hs_value: '1' }, { hs_name: '', hs_value: '1' }])(
    'the change of no property: %j',
    async (properties) => {
      const answer = await simulate({ objectId: contact, event: { eventTypeId: '4-655002', properties } });
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0]).toMatchObject({ in: 'event.properties.hs_name', code: 'REQUIRED' });
      expect(messages(answer)[0]).toContain('the property that changed');
    },
  );

  test('a list of other records', async () => {
    const answer = await simulate({ record: { properties: {}, lists: [companyList] } });
    expect(messages(answer)[0]).toContain('is of records of the object type 0-2');
  });

  test('what is not there is 404', async () => {
    expect(await simulate({ objectId: '4711' })).toMatchObject({ status: 404 });
    expect(await simulate({ objectId: 'nobody@example.test' })).toMatchObject({ status: 404 });
    expect(await simulate({ objectId: contact }, '4711')).toMatchObject({ status: 404 });
    expect(await simulate({ objectId: contact, revisionId: '99' })).toMatchObject({ status: 404 });
  });

  test('every mistake of a flow that is not saved, as when it is made', async () => {
    const answer = await unsaved({ flow: { type: 'CONTACT_FLOW' }, record: { properties: {} } });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: Body) => error.in)).toEqual(['flow.flowType', 'flow.objectTypeId']);
    const dangling = contactFlow([{ ...delayMinutes(1), actionId: '1', connection: to('7') }]);
    const checked = await unsaved({ flow: dangling, record: { properties: {} } });
    expect(messages(checked)[0]).toContain('7');
    expect(await unsaved({ record: { properties: {} } })).toMatchObject({ status: 400 });
    expect(await unsaved({ flow: contactFlow([]), revisionId: '1', objectId: contact })).toMatchObject({
      status: 400,
    });
    const strange = await unsaved({ flow: flowOver('2-4711', [], manual), record: { properties: {} } });
    expect(messages(strange)[0]).toContain('"2-4711" is no object type');
  });
});

describe('what is closed to the caller stays closed', () => {
  const tokenWith = async (...scopes: string[]) =>
    (await story.millrace.post('/millrace/v1/tokens', { name: 'Reader', scopes })).body.token;
  const as = (token: string, path: string, body: Body) =>
    story.millrace.call('POST', `/millrace/v1/flows/${path}`, body, { authorization: `Bearer ${token}` });

  test('records need their scope, sensitive properties theirs', async () => {
    const name = 'secret_diagnosis';
    await story.millrace.post('/crm/v3/properties/contacts', {
      name,
      label: 'Diagnosis',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
      dataSensitivity: 'sensitive',
    });
    const body = { objectId: contact, entry: 'MANUAL' };
    const automation = await tokenWith('automation');
    expect(await as(automation, `${flow}/simulate`, body)).toMatchObject({ status: 403 });
    expect(await as(automation, 'simulate', { ...body, flow: contactFlow([]) })).toMatchObject({
      status: 403,
    });
    const contacts = await tokenWith('automation', 'crm.objects.contacts.read');
    expect(await as(contacts, `${flow}/simulate`, body)).toMatchObject({ status: 200 });
    const touching = contactFlow(inARow(setProperty(name, 'x')));
    expect(await as(contacts, 'simulate', { ...body, flow: touching })).toMatchObject({ status: 403 });
    const sensitive = await tokenWith(
      ...['automation', 'crm.objects.contacts.read', 'crm.objects.contacts.sensitive.read'],
    );
    expect(await as(sensitive, 'simulate', { ...body, flow: touching })).toMatchObject({ status: 200 });
  });
});
