import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.patch('/millrace/v1/settings', { timeZone: 'UTC' });
  for (const type of ['contacts', 'companies'])
    await story.millrace.post(`/crm/v3/properties/${type}`, {
      name: 'renewal',
      label: 'Renewal',
      type: 'date',
      fieldType: 'date',
      groupName: type === 'contacts' ? 'contactinformation' : 'companyinformation',
    });
  await story.millrace.post('/millrace/v1/clock/advance', { to: '2055-01-14T11:00:00Z' });
});
afterAll(() => story.stop());

const renewal = { date: { type: 'OBJECT_PROPERTY', propertyName: 'renewal' } };
const position = async (flowId: string) => (await story.passage(flowId)).position;
const told = async (contact: string) => (await story.properties('contacts', contact))['jobtitle'];

async function waiting(fields: Body, properties: Record<string, string> = {}, more: Body = {}) {
  const flowId = await story.givenFlow(
    contactFlow(inARow(action('0-35', fields), setProperty('jobtitle', 'Passed')), undefined, more),
  );
  const contact = await story.givenContact(properties);
  return { flowId, contact };
}
const policies = (flowId: string, datePassed: string) =>
  story.millrace.put(`/millrace/v1/flows/${flowId}/policies`, { actions: { '1': { datePassed } } });

test('a date that has passed: held or failed by policy; a date to come, or another policy, lets it go on', async () => {
  const { flowId, contact } = await waiting(renewal, { renewal: '2026-05-01' });
  expect((await policies(flowId, 'hold')).status).toBe(200);
  await story.enroll(flowId, contact);
  expect(await position(flowId)).toMatchObject({ waitingFor: 'held', held: { reason: 'DATE_PASSED' } });
  await story.change('contacts', contact, { renewal: '2055-02-01' });
  expect(await position(flowId)).toMatchObject({
    waitingFor: 'delay',
    until: '2055-02-01T00:00:00.000Z',
    says: 'renewal (2055-02-01) (UTC)',
  });
  await story.change('contacts', contact, { renewal: '2026-06-01' });
  expect(await position(flowId)).toMatchObject({ waitingFor: 'held' });
  await policies(flowId, 'continue');
  await story.settle();
  expect(await told(contact)).toBe('Passed');

  const other = await waiting(renewal, { renewal: '2026-05-01' });
  await policies(other.flowId, 'fail');
  await story.enroll(other.flowId, other.contact);
  expect((await story.passage(other.flowId)).steps[0]).toMatchObject({
    outcome: 'FAILED',
    reason: 'DATE_PASSED',
  });
  expect((await policies(other.flowId, 'wait')).body.errors[0].in).toBe('actions.1.datePassed');
});

test('a relative date counts from when the wait began, however often it is looked at', async () => {
  const date = { type: 'RELATIVE_DATETIME', timeDelay: { delta: 2, timeUnit: 'DAYS', daysOfWeek: [] } };
  const { flowId, contact } = await waiting({ date });
  await story.enroll(flowId, contact);
  const { until } = await position(flowId);
  await story.pass('P1D');
  await story.changeFlow(flowId, (flow) => ({ ...flow, name: 'Looked at' }));
  expect((await position(flowId)).until).toBe(until);
  await story.pass('P1DT1M');
  expect(await told(contact)).toBe('Passed');
});

test('the date of a record that a data source picks; it moves with that record', async () => {
  const company = await story.givenRecord('companies', { name: 'Acme', renewal: '2055-06-01' });
  const source = {
    name: 'fetched_object_1',
    type: 'ASSOCIATION',
    objectTypeId: '0-2',
    associationTypeId: 279,
    associationCategory: 'HUBSPOT_DEFINED',
  };
  const date = {
    type: 'FETCHED_OBJECT_PROPERTY',
    propertyToken: '{{ fetched_objects.fetched_object_1.renewal }}',
  };
  const { flowId, contact } = await waiting({ date }, {}, { dataSources: [source] });
  await story.millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
  await story.enroll(flowId, contact);
  expect((await position(flowId)).until).toBe('2055-06-01T00:00:00.000Z');
  await story.change('companies', company, { renewal: '2055-05-01' });
  expect((await position(flowId)).until).toBe('2055-05-01T00:00:00.000Z');
  await story.change('companies', company, { renewal: '2020-05-01' });
  expect(await told(contact)).toBe('Passed');
});

test('lint: a written date that is over lets everybody through', async () => {
  const { flowId } = await waiting({ date: { type: 'STATIC_VALUE', staticValue: '2026-01-01' } });
  const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`);
  expect(body.results).toMatchObject([
    { severity: 'warning', code: 'PASSED', path: 'actions[0].fields.date.staticValue' },
  ]);
});
