import { Signature } from '@hubspot/api-client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { definitionBody, givenApp } from '../support/app-actions.ts';
import { type AppReceiver, type Received, startAppReceiver } from '../support/app-receiver.ts';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

const SECRET = 'a secret of the receiver';
const path = (actionTypeId: string) => `/millrace/v1/action-adapters/${actionTypeId}`;

let story: Story;
let receiver: AppReceiver;
beforeAll(async () => {
  receiver = await startAppReceiver();
  story = await tellStory();
  await story.millrace.put('/millrace/v1/secrets/RECEIVER', { value: SECRET });
});
afterAll(async () => {
  await story.stop();
  await receiver.stop();
});
beforeEach(() => receiver.answerWith({}));

const last = () => receiver.received.at(-1) as Received;

async function adapt(actionTypeId: string, more = {}) {
  const { status, body } = await story.millrace.put(path(actionTypeId), {
    url: `${receiver.url}/adapter`,
    ...more,
  });
  expect([status, body.message]).toEqual([200, undefined]);
  return body;
}

async function enrolled(...actions: Body[]) {
  const flow = await story.givenFlow(contactFlow(inARow(...actions)));
  const contact = await story.givenContact({ city: 'Ulm', phone: '123' });
  await story.enroll(flow, contact);
  return { flow, contact };
}

async function steps(flow: string) {
  const { steps } = await story.passage(flow);
  return steps.map(({ outcome, reason }: Body) => (reason === null ? outcome : `${outcome} ${reason}`));
}

async function findings(flow: string): Promise<string[]> {
  const { body } = await story.millrace.get(`/millrace/v1/flows/${flow}/lint`);
  return body.results.map(({ code }: Body) => code);
}

async function listed(actionTypeId: string): Promise<Body> {
  const { body } = await story.millrace.get('/automation/2026-09-beta/action-types');
  return body.results.find((each: Body) => each.actionTypeId === actionTypeId);
}

test('a type of another app runs by its adapter, with its fields resolved, and is skipped without', async () => {
  const slack = action('1-179507819', {
    channel: '#sales',
    message: { type: 'STATIC_VALUE', staticValue: 'From {{ enrolled_object.city }}' },
    blocks: [{ type: 'section', value: { type: 'OBJECT_PROPERTY', propertyName: 'phone' } }],
    notify: false,
    plain: 'To {{ enrolled_object.phone }}',
  });
  const without = await enrolled(slack);
  expect(await steps(without.flow)).toEqual(['SKIPPED ACTION_NOT_SUPPORTED']);
  expect(await findings(without.flow)).toContain('ACTION_NOT_SUPPORTED');
  expect(await listed('1-179507819')).toBeUndefined();

  await adapt('1-179507819', { secretName: 'RECEIVER' });
  receiver.answerWith({ body: { outputFields: { ts: '17' } } });
  const output = { type: 'FIELD_DATA', actionId: '1', dataKey: 'ts' };
  const { flow, contact } = await enrolled(slack, setProperty('city', output));
  expect(await steps(flow)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  expect(await story.properties('contacts', contact)).toMatchObject({ city: '17' });
  const { body, text, headers } = last();
  expect(body).toEqual({
    callbackId: expect.stringMatching(/^ap-/),
    origin: {
      portalId: Number(story.millrace.accountId),
      actionDefinitionId: 179507819,
      actionTypeId: '1-179507819',
    },
    context: { source: 'WORKFLOWS', workflowId: Number(flow) },
    object: { objectId: Number(contact), objectType: 'CONTACT', properties: {} },
    inputFields: {
      channel: '#sales',
      message: 'From Ulm',
      blocks: [{ type: 'section', value: '123' }],
      notify: false,
      plain: 'To 123',
    },
  });
  const signed = { clientSecret: SECRET, method: 'POST', url: `${receiver.url}/adapter`, requestBody: text };
  const signature = headers['x-hubspot-signature'] as string;
  expect(Signature.isValid({ ...signed, signature, signatureVersion: 'v2' })).toBe(true);
  expect(await findings(flow)).toEqual([]);
  expect(await listed('1-179507819')).toMatchObject({ groupId: 'ADAPTERS', inputFieldDefinitions: [] });
  const { body: saved } = await story.millrace.get(`/automation/v4/flows/${flow}`);
  expect(saved.actions[0].fields).toEqual(slack.fields);
});

test('a wait that nothing could wait goes on when it gets an adapter, which may take its time', async () => {
  const wait = action('0-987654', { until: 'later', expiration_minutes: '60' });
  const { flow } = await enrolled(wait, setProperty('city', 'after'));
  await story.pass('P1D');
  const held = ['FAILED ACTION_NOT_SUPPORTED'];
  expect(await steps(flow)).toEqual(held);
  expect(await story.passage(flow)).toMatchObject({ position: { waitingFor: 'held' } });
  receiver.answerWith({ body: { outputFields: { hs_execution_state: 'BLOCK' } } });
  await adapt('0-987654', { timeoutSeconds: 10 });
  await story.settle();
  const { callbackId, inputFields } = last().body;
  expect(inputFields).toEqual({ until: 'later', expiration_minutes: '60' });
  const callback = `/automation/v4/actions/callbacks/${callbackId}/complete`;

  // Taken away meanwhile: what was asked for counts.
  expect((await story.millrace.delete(path('0-987654'))).status).toBe(204);
  await story.settle();
  const told = { outputFields: { hs_event_criteria_met: 'true' } };
  expect((await story.millrace.post(callback, told)).status).toBe(204);
  await story.settle();
  expect(await steps(flow)).toEqual([...held, 'SUCCEEDED', 'SUCCEEDED']);
});

test('an adapter takes over an action that an app defines, and gives it back', async () => {
  const app = await givenApp(story.millrace);
  const made = await story.millrace.post(
    `/automation/v4/actions/${app.appId}`,
    definitionBody(`${receiver.url}/app`, {}),
  );
  const typeId = `1-${made.body.id}`;
  await adapt(typeId, { appId: app.appId });
  await enrolled(action(typeId, { sku: 'S' }));
  expect(last().path).toBe('/adapter');
  await story.millrace.delete(path(typeId));
  await enrolled(action(typeId, { sku: 'S' }));
  expect(last().path).toBe('/app');
});

test('a secret or an app that is gone fails the step with its name', async () => {
  await story.millrace.put('/millrace/v1/secrets/SHORT_LIVED', { value: 'for a while' });
  await adapt('1-1', { secretName: 'SHORT_LIVED' });
  await story.millrace.delete('/millrace/v1/secrets/SHORT_LIVED');
  const { flow } = await enrolled(action('1-1', {}));
  const [step] = (await story.passage(flow)).steps;
  expect(step).toMatchObject({ outcome: 'FAILED', reason: 'SECRET_MISSING' });
  expect(step.detail.message).toContain('SHORT_LIVED');
});

test('adapters are read, replaced, listed and deleted', async () => {
  const made = await adapt('1-77', { timeoutSeconds: 5 });
  expect(made).toMatchObject({ actionTypeId: '1-77', secretName: null, appId: null, timeoutSeconds: 5 });
  const changed = await adapt('1-77', { secretName: 'RECEIVER' });
  expect(changed).toMatchObject({ secretName: 'RECEIVER', timeoutSeconds: null, createdAt: made.createdAt });
  expect((await story.millrace.get(path('1-77'))).body).toEqual(changed);
  const { body } = await story.millrace.get('/millrace/v1/action-adapters');
  expect(body.results).toContainEqual(changed);
  expect((await story.millrace.delete(path('1-77'))).status).toBe(204);
  expect((await story.millrace.delete(path('1-77'))).status).toBe(404);
  expect((await story.millrace.get(path('1-77'))).status).toBe(404);
});

const URL = 'https://adapter.example.test';
test.each<[string, string, object, string]>([
  ['a type that runs here', '0-5', { url: URL }, 'actionTypeId "0-5" runs here by itself'],
  ['no type', 'slack', { url: URL }, 'must be the id of a type of action'],
  ['no address', '1-2', {}, 'url is required'],
  ['plain http to the world', '1-2', { url: 'http://adapter.example.com' }, 'url: must be an https address'],
  [
    'a secret that there is not',
    '1-2',
    { url: URL, secretName: 'NOBODY' },
    'secretName "NOBODY" is no secret',
  ],
  ['an app that there is not', '1-2', { url: URL, appId: 999 }, 'appId "999" is no app'],
  ['both', '1-2', { url: URL, appId: 1, secretName: 'RECEIVER' }, 'either secretName or appId'],
  ['a time that is too long', '1-2', { url: URL, timeoutSeconds: 301 }, 'timeoutSeconds must be at most 300'],
  ['a misspelt member', '1-2', { url: URL, secret: 'RECEIVER' }, 'secret is not a member'],
])('%s is refused', async (_, actionTypeId, body, said) => {
  const answer = await story.millrace.put(path(actionTypeId), body);
  expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(said)]);
});
