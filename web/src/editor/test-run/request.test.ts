import { expect, it } from 'vitest';
import { parseRaw, type RawFlow } from '../../flow-body/index.ts';
import type { TestRequest } from '../state/index.ts';
import { readsOf } from './reads-of.ts';
import { bodyOf, entranceOf, firstRequest, missingOf, printBody } from './request.ts';

const flow = (text: string) => parseRaw(text) as RawFlow;
const ZONE = 'Europe/Berlin';

it('begins as the flow lets records in', () => {
  expect(entranceOf({})).toEqual({ entry: 'MANUAL', event: undefined, joinedList: '' });
  expect(entranceOf(flow('{"enrollmentCriteria":{"type":"MANUAL"}}')).entry).toBe('MANUAL');
  expect(entranceOf(flow('{"enrollmentCriteria":{"type":"LIST_BASED"}}')).entry).toBe('AUTOMATIC');
  expect(entranceOf(flow('{"enrollmentSchedule":{"type":"DAILY"}}')).entry).toBe('AUTOMATIC');
  const byForm =
    flow(`{"enrollmentCriteria":{"type":"EVENT_BASED","eventFilterBranches":[{"eventTypeId":"4-1639801",
    "filters":[{"property":"hs_form_id","operation":{"values":["f1","f2"]}}]}]}}`);
  expect(entranceOf(byForm)).toMatchObject({
    entry: 'AUTOMATIC',
    event: { eventTypeId: '4-1639801', properties: { hs_form_id: 'f1' } },
  });
  const byList = flow(`{"enrollmentCriteria":{"type":"EVENT_BASED","eventFilterBranches":[],
    "listMembershipFilterBranches":[{"filters":[{"listId":7}]}]}}`);
  expect(entranceOf(byList)).toMatchObject({ event: undefined, joinedList: '7' });
});

it('says what is missing', () => {
  const first = firstRequest({});
  expect(missingOf(first)).toBe('Choose a record first.');
  expect(missingOf({ ...first, objectId: '7' })).toBeUndefined();
  expect(missingOf({ ...first, who: 'MADE_UP' })).toBeUndefined();
});

it('asks as the API takes it: local times of the account, durations, nothing that was not filled in', () => {
  const request: TestRequest = {
    ...firstRequest({}),
    who: 'MADE_UP',
    properties: [
      { name: 'city', value: 'London' },
      { name: '', value: 'lost' },
    ],
    associations: [
      { objectTypeId: '0-2', objectId: ' 12 ', isMadeUp: false, properties: [] },
      { objectTypeId: '0-3', objectId: '', isMadeUp: true, properties: [{ name: 'amount', value: '5' }] },
    ],
    lists: ['3'],
    subscriptions: [{ id: '9', isIn: false }],
    start: '2027-07-01T09:00',
    entry: 'AUTOMATIC',
    event: { eventTypeId: '4-1639801', properties: { hs_form_id: 'f1', hs_page_id: '' } },
    events: [
      {
        eventTypeId: '4-666440',
        properties: {},
        when: { kind: 'AFTER', count: '90', unit: 'MINUTES' },
      },
    ],
    changes: [{ name: 'city', value: '', when: { kind: 'AT', local: '2027-12-24T18:00' } }],
    results: [
      { actionId: '5', kind: 'STATUS', status: '404', message: '', outputs: [] },
      { actionId: '6', kind: 'FAILED', status: '', message: 'no luck', outputs: [] },
    ],
    branches: { 8: 1 },
    runsCode: true,
  };
  expect(bodyOf(request, ZONE)).toEqual({
    record: {
      properties: { city: 'London' },
      associations: [
        { objectTypeId: '0-2', objectId: '12' },
        { objectTypeId: '0-3', properties: { amount: '5' } },
      ],
      lists: ['3'],
      subscriptions: [{ subscriptionId: '9', status: 'UNSUBSCRIBED' }],
    },
    startAt: '2027-07-01T07:00:00.000Z',
    entry: 'AUTOMATIC',
    event: { eventTypeId: '4-1639801', properties: { hs_form_id: 'f1' } },
    evenIfRefused: true,
    assume: {
      events: [{ eventTypeId: '4-666440', properties: {}, after: 'PT90M' }],
      changes: [{ properties: { city: '' }, at: '2027-12-24T17:00:00.000Z' }],
      results: [
        { actionId: '5', status: 404, outputs: {} },
        { actionId: '6', outcome: 'FAILED', message: 'no luck', outputs: {} },
      ],
      branches: [{ actionId: '8', index: 1 }],
    },
    runCode: true,
  });
});

it('sends the flow digit for digit', () => {
  const body = bodyOf({ ...firstRequest({}), objectId: '7' }, ZONE);
  const text = printBody(body, flow('{"id":1,"actions":[{"fields":{"delta":12345678901234567890.10}}]}'));
  expect(text).toContain('"delta":12345678901234567890.10');
  expect(JSON.parse(text)).toMatchObject({ objectId: '7', entry: 'MANUAL' });
});

it('offers the properties that the flow reads, of the record alone', () => {
  const read = flow(`{"enrollmentCriteria":{"listFilterBranch":{"filters":[{"property":"lifecyclestage"}]}},
    "actions":[{"fields":{"subject":"Dear {{ contact.firstname }}"}},{"inputValue":{"propertyName":"city"}},
    {"filters":[{"property":"hs_email_id"}]},{"actionTypeId":"0-4","fields":{"content_id":"7"}}]}`);
  expect(readsOf(read)).toEqual(['lifecyclestage', 'firstname', 'city', 'email']);
});
