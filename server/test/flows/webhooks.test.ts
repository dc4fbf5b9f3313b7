import { Signature } from '@hubspot/api-client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { contactFlow, flowOver, inARow, manual, setProperty, to } from '../support/flow-bodies.ts';
import { answering, inTurn, type Receiver, startReceiver } from '../support/receiver.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
let receiver: Receiver;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await story.millrace.delete('/millrace/v1/outbox/rules');
  await receiver.close();
});

const webhook = (members: Body = {}) => ({
  type: 'WEBHOOK',
  method: 'POST',
  webhookUrl: `${receiver.url}/h`,
  queryParams: [],
  ...members,
});

const output = (dataKey: string) => ({ type: 'FIELD_DATA', actionId: '1', dataKey });

/** Sends a webhook, sets a property, and ends. */
const flowWith = (members: Body = {}, ...next: Body[]) =>
  story.givenFlow(
    contactFlow(inARow(webhook(members), ...(next.length > 0 ? next : [setProperty('jobtitle', 'Called')]))),
  );

async function passage(flowId: string) {
  const { steps, status, position } = await story.passage(flowId);
  return { steps, status, position, step: steps[0] };
}

test('a contact is sent with its history, in the shape that receivers know', async () => {
  const list = await story.millrace.post('/crm/v3/lists', {
    name: 'Guests',
    objectTypeId: '0-1',
    processingType: 'MANUAL',
  });
  const listId = list.body.list.listId;
  const contact = await story.givenContact({
    email: 'ada@example.test',
    city: 'Bern',
    closedate: '2026-03-02T09:00:00Z',
  });
  await story.change('contacts', contact, { city: 'Basel' });
  await story.millrace.put(`/crm/v3/lists/${listId}/memberships/add`, [contact]);
  const flowId = await flowWith({
    queryParams: [{ name: 'src', value: { type: 'STATIC_VALUE', staticValue: 'a b' } }],
  });
  await story.enroll(flowId, contact);
  const [request] = receiver.received;
  expect(request).toMatchObject({
    method: 'POST',
    url: '/h?src=a%20b',
    headers: { 'content-type': 'application/json', 'idempotency-key': expect.stringMatching(/^\d+:1:\d+$/) },
  });
  const body = JSON.parse(request!.body);
  expect(body).toMatchObject({
    vid: Number(contact),
    'canonical-vid': Number(contact),
    'portal-id': 1,
    'is-contact': true,
    properties: {
      email: { value: 'ada@example.test' },
      closedate: { value: String(Date.parse('2026-03-02T09:00:00Z')) },
      city: {
        value: 'Basel',
        versions: [
          { value: 'Basel', 'source-type': 'INTEGRATION', timestamp: expect.any(Number) },
          { value: 'Bern' },
        ],
      },
    },
    'list-memberships': [{ 'static-list-id': Number(listId), vid: Number(contact), 'is-member': true }],
    'identity-profiles': [{ identities: [{ type: 'EMAIL', value: 'ada@example.test', 'is-primary': true }] }],
    'form-submissions': [],
  });
  expect(await passage(flowId)).toMatchObject({
    status: 'COMPLETED',
    step: { outcome: 'SUCCEEDED', detail: { status: 200 } },
  });
});

test('a record of another type is sent as the API answers it; a GET sends nothing', async () => {
  const deal = await story.givenRecord('deals', { dealname: 'Kettle', amount: '7' });
  for (const method of ['PATCH', 'GET']) {
    const flowId = await story.givenFlow(flowOver('0-3', inARow(webhook({ method })), manual));
    await story.enroll(flowId, deal);
  }
  const [patch, get] = receiver.received;
  expect(JSON.parse(patch!.body)).toMatchObject({
    id: deal,
    properties: { dealname: 'Kettle', amount: '7' },
    createdAt: expect.any(String),
    archived: false,
  });
  expect(get).toMatchObject({ method: 'GET', body: '' });
});

test('what a JSON object answers are outputs for later actions, by value and by token', async () => {
  receiver.answers = answering(201, {
    score: 7,
    city: 'Bern',
    owner: { name: 'Ada' },
    tags: ['a', 'b'],
    none: null,
  });
  const contact = await story.givenContact();
  const flowId = await flowWith(
    { method: 'GET' },
    setProperty('city', output('city')),
    setProperty(
      'jobtitle',
      '{{ action_outputs.action_output_1.owner.name }} {{ action_outputs.action_output_1.score }}',
    ),
    setProperty('company', output('tags')),
    setProperty('phone', output('hs_status_code')),
    setProperty('country', output('state')),
  );
  await story.enroll(flowId, contact);
  expect(await story.properties('contacts', contact)).toMatchObject({
    city: 'Bern',
    jobtitle: 'Ada 7',
    company: '["a","b"]',
    phone: '201',
  });
  expect((await passage(flowId)).steps.at(-1)).toMatchObject({ outcome: 'FAILED', reason: 'OUTPUT_MISSING' });
});

test.each([
  ['a byte order mark before it', '\ufeff{"score":7}', '7 200'],
  ['a member that is named as ours', '{"score":8,"hs_status_code":500}', '8 200'],
])('an answer with %s', async (_, body, expected) => {
  receiver.answers = answering(200, body);
  const contact = await story.givenContact();
  const token = (key: string) => `{{ action_outputs.action_output_1.${key} }}`;
  const flowId = await flowWith({}, setProperty('jobtitle', `${token('score')} ${token('hs_status_code')}`));
  await story.enroll(flowId, contact);
  expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: expected });
});

test('39: 404 fails the step at once, and the record goes on', async () => {
  receiver.answers = answering(404, { error: 'no such hook' });
  const contact = await story.givenContact();
  const flowId = await flowWith();
  await story.enroll(flowId, contact);
  expect(await passage(flowId)).toMatchObject({
    status: 'COMPLETED',
    step: {
      outcome: 'FAILED',
      reason: 'REFUSED_BY_RECEIVER',
      detail: { status: 404, answer: '{"error":"no such hook"}', message: expect.stringContaining('404') },
    },
  });
  expect(receiver.received).toHaveLength(1);
  expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: 'Called' });
});

test('39: 429 waits as long as the receiver asks for, in milliseconds, or in seconds where only these make sense', async () => {
  receiver.answers = inTurn(
    answering(429, {}, { 'retry-after': '90000' }),
    answering(429, {}, { 'retry-after': '120' }),
    answering(200),
  );
  const flowId = await flowWith();
  await story.enroll(flowId, await story.givenContact());
  await story.pass('PT80S');
  expect(receiver.received).toHaveLength(1);
  await story.pass('PT11S');
  expect(receiver.received).toHaveLength(2);
  await story.pass('PT110S');
  expect(receiver.received).toHaveLength(2);
  await story.pass('PT11S');
  expect(await passage(flowId)).toMatchObject({ status: 'COMPLETED', step: { outcome: 'SUCCEEDED' } });
  const keys = receiver.received.map(({ headers }) => headers['idempotency-key']);
  expect(new Set(keys).size).toBe(1);
});

test('39: 503 is tried again after a minute, at most 8 hours apart, and given up after 3 days', async () => {
  receiver.answers = answering(503);
  const flowId = await flowWith();
  await story.enroll(flowId, await story.givenContact());
  expect(receiver.received).toHaveLength(1);
  await story.pass('PT59S');
  expect(receiver.received).toHaveLength(1);
  await story.pass('PT2S');
  expect(receiver.received).toHaveLength(2);
  await story.pass('PT2M');
  expect(receiver.received).toHaveLength(3);
  // 2, 4, … 256 minutes, and from then on every 8 hours: in a day at the end three more.
  await story.pass('PT36H');
  const before = receiver.received.length;
  expect((await passage(flowId)).position).toMatchObject({
    effect: { lastError: expect.stringContaining('503') },
  });
  await story.pass('PT24H');
  expect(receiver.received.length).toBe(before + 3);
  await story.pass('PT12H');
  expect(await passage(flowId)).toMatchObject({
    status: 'COMPLETED',
    step: { outcome: 'FAILED', reason: 'RETRIES_EXHAUSTED' },
  });
  const tries = receiver.received.length;
  await story.pass('P2D');
  expect(receiver.received).toHaveLength(tries);
});

test('a receiver that is not there, or hangs up, is tried again as well', async () => {
  const { url } = receiver;
  await receiver.close();
  const flowId = await flowWith({ webhookUrl: `${url}/h` });
  await story.enroll(flowId, await story.givenContact());
  expect((await passage(flowId)).position).toMatchObject({
    effect: { attempts: 1, lastError: expect.stringContaining('ECONNREFUSED') },
  });
  receiver = await startReceiver((response) => response.destroy());
  const other = await flowWith();
  await story.enroll(other, await story.givenContact());
  expect((await passage(other)).position).toMatchObject({
    effect: { lastError: expect.stringContaining('closed the connection') },
  });
  receiver.answers = answering(200);
  await story.pass('PT61S');
  expect(await passage(other)).toMatchObject({ status: 'COMPLETED', step: { outcome: 'SUCCEEDED' } });
});

test('a key from the secrets, in a header or in the query; without it the step says so', async () => {
  await story.millrace.put('/millrace/v1/secrets/api_key', { value: 'a secret & more' });
  const auth = { type: 'AUTH_KEY', name: 'X-Api-Key', location: 'HEADER', secretName: 'api_key' };
  const contact = await story.givenContact();
  for (const settings of [auth, { ...auth, location: 'QUERY_PARAM', name: 'key' }])
    await story.enroll(
      await flowWith({ authSettings: settings, webhookUrl: `${receiver.url}/h?a=b` }),
      contact,
    );
  expect(receiver.received[0]).toMatchObject({ url: '/h?a=b', headers: { 'x-api-key': 'a secret & more' } });
  expect(receiver.received[1]).toMatchObject({ url: '/h?a=b&key=a%20secret%20%26%20more' });
  const flowId = await flowWith({ authSettings: { ...auth, secretName: 'nothing' } });
  await story.enroll(flowId, contact);
  expect(await passage(flowId)).toMatchObject({
    step: {
      outcome: 'FAILED',
      reason: 'SECRET_MISSING',
      detail: { message: expect.stringContaining('"nothing"') },
    },
  });
  expect(receiver.received).toHaveLength(2);
});

test('a signature for an app: the original client takes it', async () => {
  const { body: app } = await story.millrace.post('/millrace/v1/apps', {
    name: 'Ours',
    scopes: ['automation'],
  });
  const flowId = await flowWith({
    authSettings: { type: 'SIGNATURE', appId: Number(app.id) },
    queryParams: [{ name: 'of', value: { type: 'OBJECT_PROPERTY', propertyName: 'firstname' } }],
  });
  await story.enroll(flowId, await story.givenContact({ firstname: 'Zoë' }));
  const { method, url, body, headers } = receiver.received[0]!;
  const request = { clientSecret: app.clientSecret, method, url: receiver.url + url, requestBody: body };
  expect(headers['x-hubspot-signature-version']).toBe('v2');
  expect(
    Signature.isValid({ ...request, signatureVersion: 'v2', signature: headers['x-hubspot-signature']! }),
  ).toBe(true);
  expect(
    Signature.isValid({
      ...request,
      signatureVersion: 'v3',
      signature: headers['x-hubspot-signature-v3']!,
      timestamp: Number(headers['x-hubspot-request-timestamp']),
    }),
  ).toBe(true);
  const missing = await flowWith({ authSettings: { type: 'SIGNATURE', appId: 999 } });
  await story.enroll(missing, await story.givenContact());
  expect(await passage(missing)).toMatchObject({ step: { outcome: 'FAILED', reason: 'APP_MISSING' } });
});

test('what would leave the machine is captured, and a rule says what it answers', async () => {
  await story.millrace.post('/millrace/v1/outbox/rules', {
    url: 'https://hooks.example.test/*',
    status: 503,
    times: 1,
  });
  await story.millrace.post('/millrace/v1/outbox/rules', {
    url: 'https://hooks.example.test/*',
    body: { city: 'Bern' },
  });
  const contact = await story.givenContact({ firstname: 'Ada/B' });
  const flowId = await flowWith(
    { webhookUrl: 'https://hooks.example.test/{{ enrolled_object.firstname }}' },
    setProperty('city', output('city')),
  );
  await story.enroll(flowId, contact);
  await story.pass('PT61S');
  expect(await story.properties('contacts', contact)).toMatchObject({ city: 'Bern' });
  const { results } = (await story.millrace.get(`/millrace/v1/outbox?flowId=${flowId}`)).body;
  expect(results).toMatchObject([
    { url: 'https://hooks.example.test/Ada%2FB', status: 200, objectId: contact, actionId: '1' },
    { status: 503 },
  ]);
  expect(results[0].idempotencyKey).toBe(results[1].idempotencyKey);
  const whole = (await story.millrace.get(`/millrace/v1/outbox/${results[0].id}`)).body;
  expect(JSON.parse(whole.body)).toMatchObject({ vid: Number(contact) });
});

test('a receiver that hangs by a rule costs no time of the test, and three days of the clock', async () => {
  await story.millrace.post('/millrace/v1/outbox/rules', { url: '*', hang: true });
  const flowId = await flowWith({ webhookUrl: 'https://hooks.example.test/' });
  await story.enroll(flowId, await story.givenContact());
  expect((await passage(flowId)).position).toMatchObject({
    effect: { lastError: expect.stringContaining('30 seconds') },
  });
  await story.pass('P3D');
  expect(await passage(flowId)).toMatchObject({ step: { outcome: 'FAILED', reason: 'RETRIES_EXHAUSTED' } });
});

test.each([
  ['http://hooks.example.test/', 'URL_NOT_ALLOWED'],
  ['https://169.254.169.254/latest/', 'ADDRESS_NOT_ALLOWED'],
  ['https://2852039166/', 'ADDRESS_NOT_ALLOWED'],
  ['https://[::ffff:10.0.0.1]/', 'ADDRESS_NOT_ALLOWED'],
  ['ftp://hooks.example.test/', 'INVALID_CONFIGURATION'],
  ['hooks.example.test/x', 'INVALID_CONFIGURATION'],
  ['https://{{ enrolled_object.company }}/x', 'INVALID_CONFIGURATION'],
  ['https://ada:secret@hooks.example.test/x', 'INVALID_CONFIGURATION'],
])('%s is not called: %s', async (webhookUrl, reason) => {
  const flowId = await flowWith({ webhookUrl });
  await story.enroll(flowId, await story.givenContact({ company: 'evil.example.test' }));
  expect(await passage(flowId)).toMatchObject({ status: 'COMPLETED', step: { outcome: 'FAILED', reason } });
});

test('a redirect of a GET to where nothing may go is refused there', async () => {
  receiver.answers = answering(302, '', { location: 'http://192.168.0.1/' });
  const flowId = await flowWith({ method: 'GET' });
  await story.enroll(flowId, await story.givenContact());
  expect(await passage(flowId)).toMatchObject({ step: { outcome: 'FAILED', reason: 'ADDRESS_NOT_ALLOWED' } });
});

test('a record that is deleted before a try is not sent', async () => {
  receiver.answers = answering(503);
  const deal = await story.givenRecord('deals', { dealname: 'Kettle' });
  const flowId = await story.givenFlow(flowOver('0-3', inARow(webhook()), manual));
  await story.enroll(flowId, deal);
  await story.millrace.delete(`/crm/v3/objects/deals/${deal}`);
  await story.pass('P3D');
  expect(receiver.received).toHaveLength(1);
});

test('a branch reads how the webhook ended', async () => {
  receiver.answers = answering(400);
  const flowId = await story.givenFlow(
    contactFlow([
      { actionId: '1', ...webhook(), connection: to('2') },
      {
        actionId: '2',
        type: 'STATIC_BRANCH',
        inputValue: output('hs_execution_state'),
        staticBranches: [{ branchValue: 'FAILURE', connection: to('3') }],
      },
      { actionId: '3', ...setProperty('jobtitle', 'Refused') },
    ]),
  );
  const contact = await story.givenContact();
  await story.enroll(flowId, contact);
  expect(await story.properties('contacts', contact)).toMatchObject({ jobtitle: 'Refused' });
});

test('a webhook of the older API calls with its credentials', async () => {
  const made = await story.millrace.post('/automation/v3/workflows', {
    name: 'Older',
    type: 'DRIP_DELAY',
    enabled: true,
    onlyEnrollsManually: true,
    actions: [
      {
        type: 'WEBHOOK',
        url: `${receiver.url}/older`,
        method: 'POST',
        authCreds: { user: 'ada', password: 'hush-hush' },
      },
    ],
  });
  expect(made.status).toBe(200);
  const contact = await story.givenContact({ email: 'older@example.test' });
  await story.millrace.post(
    `/automation/v2/workflows/${made.body.id}/enrollments/contacts/older@example.test`,
  );
  await story.settle();
  expect(receiver.received).toMatchObject([
    { url: '/older', headers: { authorization: `Basic ${Buffer.from('ada:hush-hush').toString('base64')}` } },
  ]);
  expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ vid: Number(contact) });
});

test('what the API has no member for is kept and not sent; lint says so', async () => {
  const before = receiver.received.length;
  const more = {
    requestBody: { hello: '{{ enrolled_object.email }}' },
    headers: [{ name: 'x-a', value: 'b' }],
  };
  const flowId = await flowWith(more);
  const stored = await story.millrace.get(`/automation/v4/flows/${flowId}`);
  expect(stored.body.actions[0]).toMatchObject(more);
  const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`);
  const told = body.results.filter(({ code }: Body) => code === 'WEBHOOK_MEMBER_NOT_SENT');
  expect(told.map(({ path }: Body) => path)).toEqual(['actions[0].requestBody', 'actions[0].headers']);
  receiver.answers = answering(200);
  await story.enroll(flowId, await story.givenContact());
  const [came] = receiver.received.slice(before);
  expect(came!.headers['x-a']).toBeUndefined();
  expect(JSON.parse(came!.body)).toHaveProperty('vid');
});
