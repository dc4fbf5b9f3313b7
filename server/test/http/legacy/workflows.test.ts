import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSecrets } from '../../../src/accounts/index.ts';
import {
  action,
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  setProperty,
  to,
} from '../../support/flow-bodies.ts';
import { type LegacyClient, legacyClient } from '../../support/legacy-client.ts';
import { type Story, tellStory } from '../../support/story.ts';

const url = '/automation/v3/workflows';

let story: Story;
let client: LegacyClient;
beforeAll(async () => {
  story = await tellStory();
  client = legacyClient({ accessToken: story.millrace.token, baseUrl: story.millrace.url });
});
afterAll(() => story.stop());

const minimal = (actions: unknown[] = [], more = {}) => ({
  name: 'Older',
  type: 'DRIP_DELAY',
  onlyEnrollsManually: true,
  actions,
  ...more,
});

test('the legacy client makes a workflow, runs it, reads it and deletes it', async () => {
  const made = await client.workflows.create(
    minimal([
      { type: 'DELAY', delayMillis: 3_600_000 },
      { type: 'SET_CONTACT_PROPERTY', propertyName: 'company', newValue: 'Engines & Co' },
    ]),
  );
  expect(made).toMatchObject({ id: expect.any(Number), name: 'Older', type: 'DRIP_DELAY', enabled: true });
  expect(await client.workflows.get(made.id)).toEqual(made);
  const { workflows } = await client.workflows.getAll();
  expect(workflows).toHaveLength(1);
  expect(made).toMatchObject(workflows[0]);
  expect(workflows[0]).toMatchObject({
    id: made.id,
    contactCounts: { active: 0, enrolled: 0 },
    migrationStatus: {
      workflowId: made.id,
      flowId: expect.any(Number),
      migrationStatus: 'EXECUTION_MIGRATED',
    },
  });

  const contact = await story.givenContact({ email: 'Ada+test@example.test' });
  await client.workflows.enroll(made.id, 'ada+test@example.test');
  await client.workflows.enroll(made.id, 'ada+test@example.test');
  expect(await client.workflows.current(contact)).toEqual([
    { ...made, contactCounts: { active: 1, enrolled: 1 } },
  ]);
  await story.pass('PT1H');
  expect((await story.properties('contacts', contact))['company']).toBe('Engines & Co');
  expect(await client.workflows.current(contact)).toEqual([]);

  await client.workflows.enroll(made.id, 'ada+test@example.test');
  await client.workflows.unenroll(made.id, 'ada+test@example.test');
  await client.workflows.unenroll(made.id, 'ada+test@example.test');
  expect(await client.workflows.current(contact)).toEqual([]);

  await client.workflows.delete(made.id);
  await expect(client.workflows.get(made.id)).rejects.toMatchObject({ statusCode: 404 });
  expect((await client.workflows.getAll()).workflows).toEqual([]);
});

test('every action that can be made is answered as it was sent, and is an action of the flow', async () => {
  const actions = [
    { type: 'DELAY', delayMillis: 60_000 },
    { type: 'DELAY', delayMillis: 90_000 },
    { type: 'SET_CONTACT_PROPERTY', propertyName: 'company', newValue: '' },
    { type: 'SET_COMPANY_PROPERTY', propertyName: 'name', newValue: 'New' },
    { type: 'ADD_SUBTRACT_PROPERTY', propertyName: 'numemployees', incrementBy: -2 },
    { type: 'COPY_PROPERTY', sourceProperty: 'city', targetProperty: 'state', targetModel: 'CONTACT' },
    { type: 'DATE_STAMP_PROPERTY', propertyName: 'closedate' },
    { type: 'EMAIL', emailContentId: 70010001 },
    { type: 'WEBHOOK', url: 'https://hooks.example.test/x', method: 'POST', authCreds: null },
  ];
  const { body } = await story.millrace.post(url, minimal(actions, { enabled: false }));
  expect(body.actions).toEqual(
    actions.map((each, index) => ({ ...each, actionId: index + 1, stepId: index + 1 })),
  );
  expect(body.enabled).toBe(false);

  const mapped = await story.millrace.post('/automation/v4/workflow-id-mappings/batch/read', {
    inputs: [{ type: 'WORKFLOW_ID', workflowId: body.id }],
  });
  const flow = (await story.millrace.get(`/automation/v4/flows/${mapped.body.results[0].flowId}`)).body;
  expect(flow).toMatchObject({
    type: 'CONTACT_FLOW',
    objectTypeId: '0-1',
    startActionId: '1',
    isEnabled: false,
  });
  expect(
    flow.actions.map((each: { actionTypeId?: string; type: string }) => each.actionTypeId ?? each.type),
  ).toEqual(['0-1', '0-1', '0-5', '0-5', '0-5', '0-5', '0-5', '0-4', 'WEBHOOK']);
  expect(flow.actions[1].fields).toEqual({ delta: '90', time_unit: 'SECONDS' });
});

test('settings are kept as far as flows have them', async () => {
  const { body } = await story.millrace.post(
    url,
    minimal([], {
      allowContactToTriggerMultipleTimes: true,
      onlyExecOnBizDays: true,
      nurtureTimeRange: { enabled: true, startHour: 9, stopHour: 17 },
      suppressionListIds: [12],
      unenrollmentSetting: { type: 'NONE', excludedWorkflows: [] },
      segmentCriteria: [],
      goalCriteria: [[]],
    }),
  );
  expect(body).toMatchObject({
    allowContactToTriggerMultipleTimes: true,
    onlyExecOnBizDays: true,
    nurtureTimeRange: { enabled: true, startHour: 9, stopHour: 17 },
    suppressionListIds: [12],
    unenrollmentSetting: { type: 'NONE', excludedWorkflows: [] },
    portalId: Number(story.millrace.accountId),
    onlyEnrollsManually: true,
  });
});

const isIn = (property: string, value: string, more = {}) => ({
  withinTimeMode: 'PAST',
  type: 'enumeration',
  property,
  value,
  operator: 'SET_ANY',
  ...more,
});
const branch = (acceptActions: unknown[], rejectActions: unknown[], more = {}) => ({
  type: 'BRANCH',
  filters: [[isIn('lifecyclestage', 'customer;evangelist', more)]],
  acceptActions,
  rejectActions,
});
const set = (newValue: string) => ({ type: 'SET_CONTACT_PROPERTY', propertyName: 'company', newValue });

test('filters let contacts in, lead them by branches, and let those go who have met the goal', async () => {
  const visits = { name: 'visits', label: 'Visits', type: 'number', fieldType: 'number' };
  await story.millrace.post('/crm/v3/properties/0-1', { ...visits, groupName: 'contactinformation' });
  const { body } = await story.millrace.post(url, {
    name: 'Criteria',
    type: 'DRIP_DELAY',
    enabled: true,
    actions: [
      { type: 'DATE_STAMP_PROPERTY', propertyName: 'closedate', model: 'CONTACT', name: 'Stamp' },
      branch(
        [set('Buyer')],
        [
          { type: 'DELAY', delayMillis: 3_600_000 },
          branch([set('Late buyer')], [{ type: 'DELAY', delayMillis: 3_600_000 }, set('Nobody')]),
        ],
      ),
    ],
    segmentCriteria: [
      [isIn('state', 'ready;set', { type: 'string', operator: 'EQ' })],
      [{ type: 'number', property: 'visits', value: 10, operator: 'GT' }],
    ],
    goalCriteria: [[isIn('lifecyclestage', 'opportunity')]],
  });
  expect(body.onlyEnrollsManually).toBe(false);
  const buyer = await story.givenContact({ state: 'ready', lifecyclestage: 'customer' });
  const later = await story.givenContact({ visits: '11' });
  const nobody = await story.givenContact({ state: 'set' });
  const winner = await story.givenContact({ state: 'ready' });
  const stranger = await story.givenContact({ state: 'steady', visits: '10' });
  await story.settle();
  await story.change('contacts', later, { lifecyclestage: 'evangelist' });
  await story.change('contacts', winner, { lifecyclestage: 'opportunity' });
  await story.pass('PT2H');
  const companies = await Promise.all(
    [buyer, later, nobody, winner, stranger].map(
      async (id) => (await story.properties('contacts', id))['company'],
    ),
  );
  expect(companies).toEqual(['Buyer', 'Late buyer', 'Nobody', null, null]);
  const { body: shown } = await story.millrace.get(`${url}/${body.id}`);
  expect(shown.contactCounts).toEqual({ active: 0, enrolled: 4 });
  await story.millrace.delete(`${url}/${body.id}`);
});

const withCreds = (authCreds: unknown) =>
  minimal([{ type: 'WEBHOOK', url: 'https://hooks.example.test/x', authCreds }]);

test('credentials become a secret of the account, which outlives the workflow and is never shown', async () => {
  const { millrace } = story;
  const authCreds = { user: 'u', password: 'p-ässword' };
  const sample = {
    name: 'x',
    type: 'DRIP_DELAY',
    onlyEnrollsManually: true,
    actions: [
      { type: 'DELAY', delayMillis: 60_000 },
      { type: 'SET_CONTACT_PROPERTY', propertyName: 'company', newValue: 'Y' },
      { type: 'WEBHOOK', url: 'https://hooks.example.test/x', method: 'POST', authCreds },
      { type: 'WEBHOOK', url: 'https://hooks.example.test/y', method: 'GET', authCreds },
      { type: 'WEBHOOK', url: 'https://hooks.example.test/z', authCreds: { user: '', password: null } },
    ],
  };
  const made = await millrace.post(url, sample);
  expect(made.status).toBe(200);
  expect(made.body).toMatchObject({ id: expect.any(Number), name: 'x', type: 'DRIP_DELAY', enabled: true });
  const [{ name: secretName }, ...others] = (await millrace.get('/millrace/v1/secrets')).body.results;
  expect(others).toEqual([]);
  expect(secretName).toMatch(/^workflow_webhook_[0-9a-f]{16}$/);

  const flowId = made.body.migrationStatus.flowId;
  const flow = await millrace.get(`/automation/v4/flows/${flowId}`);
  const authSettings = { type: 'AUTH_KEY', name: 'Authorization', location: 'HEADER', secretName };
  expect(flow.body.actions[2]).toMatchObject({ type: 'WEBHOOK', method: 'POST', authSettings });
  expect(flow.body.actions[3]).toMatchObject({ type: 'WEBHOOK', method: 'GET', authSettings });
  expect(flow.body.actions[4].authSettings).toBeUndefined();
  const read = () => readSecrets(millrace.sql, millrace.services.secrets, millrace.accountId, [secretName]);
  const header = `Basic ${Buffer.from('u:p-ässword').toString('base64')}`;
  expect(await read()).toEqual(new Map([[secretName, header]]));

  const shown = await millrace.get(`${url}/${made.body.id}`);
  expect(shown.body.actions[2].authCreds).toBeNull();
  const listed = await millrace.get('/millrace/v1/secrets');
  for (const { body } of [made, shown, flow, listed]) {
    expect(JSON.stringify(body)).not.toContain('ssword');
    expect(JSON.stringify(body)).not.toContain(header.slice('Basic '.length));
  }

  await millrace.delete(`${url}/${made.body.id}`);
  expect(await read()).toEqual(new Map([[secretName, header]]));

  const again = await millrace.post(url, { ...sample, enabled: false });
  expect(again.status).toBe(200);
  const { results } = (await millrace.get('/millrace/v1/secrets')).body;
  expect(results).toHaveLength(2);
  await millrace.delete(`${url}/${again.body.id}`);
});

test('what cannot be made is refused by its place, and nothing is made', async () => {
  const secrets = (await story.millrace.get('/millrace/v1/secrets')).body.results;
  const before = (await client.workflows.getAll()).workflows.length;
  const cases: [unknown, string][] = [
    [minimal([{ type: 'DELAY', delayMillis: 1 }, { type: 'TASK' }]), 'actions[1].type'],
    [minimal([{ type: 'BRANCH' }]), 'actions[0].filters'],
    [minimal([branch([], []), { type: 'DELAY', delayMillis: 1 }]), 'actions[0]'],
    [
      minimal([branch([branch([{ type: 'TASK' }], [])], [])]),
      'actions[0].acceptActions[0].acceptActions[0].type',
    ],
    [minimal([branch([], [], { operator: 'WITHIN_TIME' })]), 'actions[0].filters[0][0].operator'],
    [minimal([branch([], [], { withinTimeDays: 3 })]), 'actions[0].filters[0][0].withinTimeDays'],
    [
      minimal([branch([], [], { type: 'number', operator: 'GT', value: 'many' })]),
      'actions[0].filters[0][0].operator',
    ],
    [minimal(Array.from({ length: 501 }, () => ({ type: 'DELAY', delayMillis: 1 }))), 'actions'],
    [minimal([], { goalCriteria: 'all' }), 'goalCriteria'],
    [minimal([{}]), 'actions[0].type'],
    [minimal(['DELAY']), 'actions[0].type'],
    [minimal([{ type: 'DELAY' }]), 'actions[0].delayMillis'],
    [minimal([{ type: 'DELAY', delayMillis: -1 }]), 'actions[0].delayMillis'],
    [minimal([{ type: 'SET_CONTACT_PROPERTY', newValue: 'x' }]), 'actions[0].propertyName'],
    [minimal([{ type: 'WEBHOOK', url: 'javascript:alert(1)' }]), 'actions[0].url'],
    [withCreds({ user: 'secret-word' }), 'actions[0].authCreds.password'],
    [withCreds({ user: 'secret-word', password: '' }), 'actions[0].authCreds.password'],
    [withCreds({ password: 'secret-word' }), 'actions[0].authCreds.user'],
    [withCreds({ user: null, password: 'secret-word' }), 'actions[0].authCreds.user'],
    [withCreds({ user: 'a:b', password: 'secret-word' }), 'actions[0].authCreds.user'],
    [withCreds({ user: 'u', password: 'secret-word\n' }), 'actions[0].authCreds.password'],
    [withCreds({ user: 'u', password: ['secret-word'] }), 'actions[0].authCreds.password'],
    [withCreds('secret-word'), 'actions[0].authCreds'],
    [withCreds({ user: 'u', password: 'secret-word'.repeat(100) }), 'actions[0].authCreds'],
    [minimal([], { type: 'STATIC_ANCHOR' }), 'type'],
    [minimal([], { segmentCriteria: [[{ property: 'x' }]] }), 'segmentCriteria[0][0].operator'],
    [minimal([], { segmentCriteria: [[isIn('state', 'a')]] }), 'segmentCriteria'],
    [minimal([], { unenrollmentSetting: { type: 'ALL' } }), 'unenrollmentSetting'],
    [minimal([], { nurtureTimeRange: { enabled: true, startHour: 18, stopHour: 9 } }), 'nurtureTimeRange'],
    [{ type: 'DRIP_DELAY' }, 'name'],
    [minimal('x' as unknown as unknown[]), 'actions'],
  ];
  for (const [body, place] of cases) {
    const answer = await story.millrace.post(url, body);
    expect([answer.status, answer.body.errors.map((error: { in: string }) => error.in)]).toEqual([
      400,
      [place],
    ]);
    expect(JSON.stringify(answer.body)).not.toContain('secret-word');
  }
  expect((await story.millrace.call('POST', url)).status).toBe(400);
  expect((await story.millrace.post(url, [])).status).toBe(400);
  expect((await client.workflows.getAll()).workflows).toHaveLength(before);
  expect((await story.millrace.get('/millrace/v1/secrets')).body.results).toEqual(secrets);
});

test('a newer flow shows its first path, and UNSUPPORTED_ACTION where the older API has no word', async () => {
  const branch = {
    actionId: '2',
    type: 'LIST_BRANCH',
    listBranches: [
      { branchName: 'EU', filterBranch: anyOf(allOf([is('country', 'France')])), connection: to('4') },
    ],
    defaultBranch: to('3'),
  };
  const flowId = await story.givenFlow(
    contactFlow([
      ...inARow(delayMinutes(5, { connection: to('2') })),
      branch,
      { ...setProperty('company', 'Rest'), actionId: '3' },
      { ...setProperty('company', 'EU'), actionId: '4', connection: to('5') },
      { ...action('1-99', { x: 1 }), actionId: '5', connection: to('1', 'GOTO') },
    ]),
  );
  const { body } = await story.millrace.post('/automation/v4/workflow-id-mappings/batch/read', {
    inputs: [{ type: 'FLOW_ID', flowId }],
  });
  const { workflowId } = body.results[0];
  const { body: shown } = await story.millrace.get(`${url}/${workflowId}?errors=true&stats=true`);
  expect(shown.actions).toEqual([
    { type: 'DELAY', delayMillis: 300_000, actionId: 1, stepId: 1 },
    { type: 'UNSUPPORTED_ACTION', actionId: 2, stepId: 2 },
    { type: 'SET_CONTACT_PROPERTY', propertyName: 'company', newValue: 'EU', actionId: 4, stepId: 3 },
    { type: 'UNSUPPORTED_ACTION', actionId: 5, stepId: 4 },
  ]);
  expect(shown.errors).toEqual([{ actionId: '5', message: expect.stringContaining('1-99') }]);
  expect(shown.contactCounts).toEqual({ active: 0, enrolled: 0 });
});

test('flows over other objects are no workflows', async () => {
  const before = (await client.workflows.getAll()).workflows.length;
  await story.millrace.post('/automation/v4/flows', {
    name: 'Deals',
    type: 'PLATFORM_FLOW',
    flowType: 'WORKFLOW',
    isEnabled: false,
    objectTypeId: '0-3',
    actions: [],
  });
  expect((await client.workflows.getAll()).workflows).toHaveLength(before);
});

test('an id that is no number is 400 in the original’s words, one of nobody 404, and there is no update', async () => {
  for (const id of ['abc', '1e3', '-1', '99999999999999999999']) {
    const answer = await story.millrace.get(`${url}/${id}`);
    expect([id, answer.status]).toEqual([id, 400]);
    expect(answer.body.message).toContain('Unable to parse value for path parameter: workflowId');
  }
  for (const id of ['1', '999999999999']) expect((await story.millrace.get(`${url}/${id}`)).status).toBe(404);
  expect((await story.millrace.delete(`${url}/1`)).status).toBe(404);
  expect((await story.millrace.put(`${url}/1`, {})).status).toBe(405);
  expect((await story.millrace.patch(`${url}/1`, {})).status).toBe(405);
});
