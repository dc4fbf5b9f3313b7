import { Client, Signature } from '@hubspot/api-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Actions,
  definitionBody,
  givenApp,
  inputField,
  outputField,
  patch,
  type TestApp,
} from '../support/app-actions.ts';
import { type AppReceiver, type Received, startAppReceiver } from '../support/app-receiver.ts';
import {
  action,
  contactFlow,
  delayMinutes,
  flowOver,
  inARow,
  manual,
  setProperty,
  to,
} from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
let receiver: AppReceiver;
let app: TestApp;
let actions: Actions;

beforeAll(async () => {
  receiver = await startAppReceiver();
  story = await tellStory();
  app = await givenApp(story.millrace);
  const { token, url } = story.millrace;
  actions = new Client({ accessToken: token, developerApiKey: token, basePath: url }).automation.actions;
});
afterAll(async () => {
  await story.stop();
  await receiver.stop();
});
beforeEach(() => receiver.answerWith({ body: { outputFields: { reservation: 'R-1' } } }));

const definition = (more = {}) => definitionBody(`${receiver.url}/reserve?shop=1`, more);
const given = async (more = {}) => (await actions.definitionsApi.create(app.appId, definition(more))).id;
const reserve = (id: string, fields: Record<string, unknown> = { sku: 'S-1' }) => action(`1-${id}`, fields);

/** A contact in a flow of the action, and an action that reads its output. */
async function enrolled(id: string, fields?: Record<string, unknown>, properties = {}) {
  const output = { type: 'FIELD_DATA', actionId: '1', dataKey: 'reservation' };
  const flow = await story.givenFlow(contactFlow(inARow(reserve(id, fields), setProperty('city', output))));
  const contact = await story.givenContact(properties);
  await story.enroll(flow, contact);
  return { flow, contact };
}

const last = () => receiver.received.at(-1) as Received;
const stepsOf = async (flow: string): Promise<Body[]> => (await story.passage(flow)).steps;
const outcomes = async (flow: string) =>
  (await stepsOf(flow)).map(({ outcome, reason }) => (reason === null ? outcome : `${outcome} ${reason}`));

/** Waits for a receiver's callback to be the only thing that is missing. */
async function blocked(more = {}, outputFields = {}) {
  receiver.answerWith({ body: { outputFields: { hs_execution_state: 'BLOCK', ...outputFields } } });
  const passage = await enrolled(await given(more));
  return { ...passage, callbackId: last().body.callbackId as string };
}

const complete = (callbackId: string, outputFields: Record<string, string> = {}) =>
  actions.callbacksApi.complete(callbackId, { outputFields });

describe('an execution request', () => {
  test('says who, where and what, as the original does, and is signed for the app', async () => {
    const id = await given({ objectRequestOptions: { properties: ['email', 'phone', 'constructor'] } });
    const fields = {
      sku: { type: 'STATIC_VALUE', staticValue: 'S-{{ enrolled_object.city }}' },
      quantity: { type: 'OBJECT_PROPERTY', propertyName: 'numemployees' },
      unknown: 'is not sent',
    };
    const { flow, contact } = await enrolled(id, fields, {
      email: 'ada@example.test',
      city: 'Ulm',
      numemployees: '1-5',
    });
    const { method, path, headers, text, body } = last();
    expect([method, path]).toEqual(['POST', '/reserve?shop=1']);
    expect(headers['content-type']).toBe('application/json');
    expect(body).toEqual({
      callbackId: expect.stringMatching(new RegExp(`^ap-${story.millrace.accountId}-${id}-`)),
      origin: {
        portalId: Number(story.millrace.accountId),
        actionDefinitionId: Number(id),
        actionDefinitionVersion: 1,
      },
      context: { source: 'WORKFLOWS', workflowId: Number(flow) },
      object: {
        objectId: Number(contact),
        objectType: 'CONTACT',
        properties: { email: 'ada@example.test', phone: null, constructor: null },
      },
      inputFields: { sku: 'S-Ulm', quantity: '1-5' },
    });
    const signed = {
      clientSecret: app.clientSecret,
      method: 'POST',
      url: `${receiver.url}/reserve?shop=1`,
      requestBody: text,
    };
    const signature = headers['x-hubspot-signature'] as string;
    expect(headers['x-hubspot-signature-version']).toBe('v2');
    expect(Signature.isValid({ ...signed, signature, signatureVersion: 'v2' })).toBe(true);
    expect(Signature.isValid({ ...signed, requestBody: `${text} `, signature, signatureVersion: 'v2' })).toBe(
      false,
    );
    const third = headers['x-hubspot-signature-v3'] as string;
    const timestamp = Number(headers['x-hubspot-request-timestamp']);
    expect(Signature.isValid({ ...signed, signature: third, signatureVersion: 'v3', timestamp })).toBe(true);
    const [step] = await stepsOf(flow);
    expect(step).toMatchObject({ actionTypeId: `1-${id}`, outcome: 'SUCCEEDED', detail: { status: 200 } });
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'R-1' });
    const { results } = (await story.millrace.get(`/millrace/v1/flows/${flow}/lint`)).body;
    expect(results.map(({ code, path: at }: Body) => [code, at])).toEqual([
      ['UNKNOWN_FIELD', 'actions[0].fields.unknown'],
    ]);
  });

  test('tells no sensitive value', async () => {
    const properties = {
      name: 'diagnosis',
      label: 'Diagnosis',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
    };
    await story.millrace.post('/crm/v3/properties/contacts', { ...properties, dataSensitivity: 'sensitive' });
    const id = await given({ objectRequestOptions: { properties: ['diagnosis', 'email'] } });
    await enrolled(id, undefined, { diagnosis: 'secret', email: 'eve@example.test' });
    expect(last().body.object.properties).toEqual({ email: 'eve@example.test' });
    expect(last().text).not.toContain('secret');
  });

  test('says nothing of the record when the action does not need it', async () => {
    const id = await given({ objectRequestOptions: { properties: ['email'] } });
    const path = `/automation/v4/actions/${app.appId}/${id}/requires-object`;
    await story.millrace.post(path, { requiresObject: false });
    await enrolled(id);
    expect(last().body).not.toHaveProperty('object');
  });

  test('names other records as well', async () => {
    const id = await given({ objectTypes: ['COMPANY', 'TICKET'] });
    const flow = await story.givenFlow(flowOver('0-2', inARow(reserve(id)), manual));
    await story.enroll(flow, await story.givenRecord('companies', { name: 'Acme' }));
    expect(last().body.object.objectType).toBe('COMPANY');
  });
});

describe('what a receiver answers', () => {
  const said: readonly [string, object, string[]][] = [
    ['nothing at all', { body: '' }, ['SUCCEEDED', 'FAILED OUTPUT_MISSING']],
    [
      'no JSON',
      { body: 'thanks', headers: { 'content-type': 'text/plain' } },
      ['SUCCEEDED', 'FAILED OUTPUT_MISSING'],
    ],
    [
      'SUCCESS',
      { body: { outputFields: { hs_execution_state: 'SUCCESS', reservation: 7 } } },
      ['SUCCEEDED', 'SUCCEEDED'],
    ],
    [
      'ASYNC: the flow goes on',
      { body: { outputFields: { hs_execution_state: 'ASYNC', reservation: 'later' } } },
      ['SUCCEEDED', 'SUCCEEDED'],
    ],
    [
      'FAIL_CONTINUE, with outputs',
      { body: { outputFields: { hs_execution_state: 'FAIL_CONTINUE', reservation: 'none' } } },
      ['FAILED FAILED_BY_APP', 'SUCCEEDED'],
    ],
    ['4xx', { status: 404 }, ['FAILED REFUSED_BY_RECEIVER', 'FAILED OUTPUT_MISSING']],
    [
      '4xx with a state',
      { status: 409, body: { outputFields: { hs_execution_state: 'SUCCESS', reservation: 'R' } } },
      ['SUCCEEDED', 'SUCCEEDED'],
    ],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      ['FAILED REFUSED_BY_RECEIVER', 'FAILED OUTPUT_MISSING'],
    ],
    [
      'a state that there is not',
      { body: { outputFields: { hs_execution_state: 'MAYBE' } } },
      ['FAILED INVALID_ANSWER', 'FAILED OUTPUT_MISSING'],
    ],
    [
      'outputs that are a list',
      { body: { outputFields: ['R'] } },
      ['FAILED INVALID_ANSWER', 'FAILED OUTPUT_MISSING'],
    ],
    [
      'an output that is too long',
      { body: { outputFields: { reservation: 'R'.repeat(65_001) } } },
      ['FAILED INVALID_ANSWER', 'FAILED OUTPUT_MISSING'],
    ],
    [
      'BLOCK for no time',
      { body: { outputFields: { hs_execution_state: 'BLOCK', hs_expiration_duration: 'P-1D' } } },
      ['FAILED INVALID_ANSWER', 'FAILED OUTPUT_MISSING'],
    ],
    [
      'more than can be read',
      { body: JSON.stringify({ outputFields: { a: 'x'.repeat(1_100_000) } }) },
      ['FAILED INVALID_ANSWER', 'FAILED OUTPUT_MISSING'],
    ],
  ];
  test.each(said)('%s', async (_, reply, steps) => {
    receiver.answerWith(reply);
    const { flow } = await enrolled(await given());
    expect(await outcomes(flow)).toEqual(steps);
    expect(await story.passage(flow)).toMatchObject({ status: 'COMPLETED' });
  });

  test('a mistake is told with the member and its value', async () => {
    receiver.answerWith({ body: { outputFields: { hs_execution_state: 'MAYBE' } } });
    const { flow } = await enrolled(await given());
    const [{ detail }] = await stepsOf(flow);
    expect(detail.message).toBe(
      'outputFields.hs_execution_state must be one of "SUCCESS", "FAIL_CONTINUE", "BLOCK", "ASYNC", not "MAYBE".',
    );
  });

  test('a branch knows whether it could be done', async () => {
    receiver.answerWith({ body: { outputFields: { hs_execution_state: 'FAIL_CONTINUE' } } });
    const branch = {
      type: 'STATIC_BRANCH',
      actionId: '2',
      inputValue: { type: 'FIELD_DATA', actionId: '1', dataKey: 'hs_execution_state' },
      staticBranches: [{ branchValue: 'FAILURE', connection: to('3') }],
    };
    const mend = setProperty('city', 'nowhere', { actionId: '3' });
    const id = await given();
    const first = { ...reserve(id), actionId: '1', connection: to('2') };
    const flow = await story.givenFlow(contactFlow([first, branch, mend]));
    const contact = await story.givenContact();
    await story.enroll(flow, contact);
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'nowhere' });
  });

  test('429 is asked again when it says, 5xx after a minute, with one key', async () => {
    const begin = receiver.received.length;
    const replies = [{ status: 429, headers: { 'retry-after': '7200000' } }, { status: 503 }, {}];
    receiver.answerWith(() => replies[receiver.received.length - begin - 1]!);
    const { flow } = await enrolled(await given());
    expect(receiver.received.length - begin).toBe(1);
    await story.pass('PT1H59M');
    expect(receiver.received.length - begin).toBe(1);
    await story.pass('PT1M');
    expect(receiver.received.length - begin).toBe(2);
    await story.pass('PT2H');
    expect(receiver.received.length - begin).toBe(3);
    const tries = receiver.received.slice(begin);
    expect(new Set(tries.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(new Set(tries.map(({ body }) => body.callbackId)).size).toBe(1);
    expect((await outcomes(flow))[0]).toBe('SUCCEEDED');
  });

  test('the text of the first rule that is met stands in the step', async () => {
    const id = await given({
      executionRules: [
        { labelName: 'none', conditions: { hs_execution_state: 'FAIL_CONTINUE', warehouse: ['A', 'B'] } },
        { labelName: 'few', conditions: { warehouse: 'C' } },
        { labelName: 'any', conditions: {} },
      ],
      labels: {
        en: {
          actionName: 'R',
          executionRules: {
            none: 'Nothing left in {{ warehouse }}',
            few: 'Few left',
            any: 'Done {{ missing }}',
          },
        },
      },
    });
    const texts: unknown[] = [];
    for (const outputFields of [
      { hs_execution_state: 'FAIL_CONTINUE', warehouse: 'B' },
      { warehouse: 'C' },
      { warehouse: 'A' },
    ]) {
      receiver.answerWith({ body: { outputFields } });
      const { flow } = await enrolled(id);
      texts.push((await stepsOf(flow))[0].detail.message);
    }
    expect(texts).toEqual(['Nothing left in B', 'Few left', 'Done ']);
  });
});

describe('a receiver that says BLOCK', () => {
  test('is waited for until it completes the callback, which it can do once', async () => {
    const { flow, contact, callbackId } = await blocked();
    await story.pass('P6D');
    expect(await outcomes(flow)).toEqual([]);
    await complete(callbackId, { hs_execution_state: 'SUCCESS', reservation: 'R-9' });
    await story.settle();
    expect(await outcomes(flow)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'R-9' });
    await expect(complete(callbackId)).rejects.toMatchObject({ code: 410 });
    await story.pass('P30D');
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'R-9' });
  });

  test('case 42: without a duration for seven days, then the flow goes on', async () => {
    const { flow, callbackId } = await blocked();
    await story.pass('P6DT23H59M');
    expect(await outcomes(flow)).toEqual([]);
    await story.pass('PT1M');
    expect(await outcomes(flow)).toEqual(['FAILED OUTCOME_EXPIRED', 'FAILED OUTPUT_MISSING']);
    expect(await story.passage(flow)).toMatchObject({ status: 'COMPLETED' });
    const late = await story.millrace.post(`/automation/v4/actions/callbacks/${callbackId}/complete`, {
      outputFields: {},
    });
    expect(late).toMatchObject({ status: 410, body: { category: 'GONE' } });
    expect(late.body.message).toContain(callbackId);
  });

  test.each(['hs_expiration_duration', 'hs_default_expiration'])(
    'is waited for as long as %s says',
    async (name) => {
      const { flow } = await blocked({}, { [name]: 'P2DT6H' });
      await story.pass('P2DT5H');
      expect(await outcomes(flow)).toEqual([]);
      await story.pass('PT1H');
      expect((await outcomes(flow))[0]).toBe('FAILED OUTCOME_EXPIRED');
    },
  );

  test('says later that it could not be done, and why', async () => {
    const { flow, callbackId } = await blocked();
    const body = { outputFields: { reservation: 'none' }, typedOutputs: {}, failureReasonType: 'SOLD_OUT' };
    const path = `/automation/actions/2026-03/callbacks/${callbackId}/complete`;
    expect((await story.millrace.post(path, body)).status).toBe(204);
    await story.settle();
    expect(await outcomes(flow)).toEqual(['FAILED FAILED_BY_APP', 'SUCCEEDED']);
    expect((await stepsOf(flow))[0].detail).toMatchObject({ failureReasonType: 'SOLD_OUT' });
  });

  test('gives typed outputs', async () => {
    const { contact, callbackId } = await blocked();
    const body = { outputFields: {}, typedOutputs: { reservation: 42 } };
    await story.millrace.post(`/automation/v4/actions/callbacks/${callbackId}/complete`, body);
    await story.settle();
    expect(await story.properties('contacts', contact)).toMatchObject({ city: '42' });
  });

  test('completes many at once: all, or none', async () => {
    const first = await blocked();
    const second = await blocked();
    const batch = (...ids: string[]) => ({
      inputs: ids.map((callbackId) => ({ callbackId, outputFields: { reservation: 'B' } })),
    });
    const path = '/automation/v4/actions/callbacks/complete';
    const unknown = await story.millrace.post(path, batch(first.callbackId, `${second.callbackId}0`));
    expect(unknown.status).toBe(404);
    const twice = await story.millrace.post(path, batch(first.callbackId, first.callbackId));
    expect(twice.status).toBe(410);
    await story.settle();
    expect(await outcomes(first.flow)).toEqual([]);
    await actions.callbacksApi.completeBatch(batch(first.callbackId, second.callbackId));
    await story.settle();
    for (const { contact } of [first, second])
      expect(await story.properties('contacts', contact)).toMatchObject({ city: 'B' });
    expect((await story.millrace.post(path, batch(second.callbackId))).status).toBe(410);
  });

  test('completes once, however many try at the same time', async () => {
    const { flow, callbackId } = await blocked();
    const path = `/automation/v4/actions/callbacks/${callbackId}/complete`;
    const tries = Array.from({ length: 20 }, (_, index) =>
      story.millrace.post(path, { outputFields: { reservation: `${index}` } }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.toSorted().slice(0, 2)).toEqual([204, 410]);
    await story.settle();
    expect(await outcomes(flow)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });

  test('may complete before it has answered', async () => {
    receiver.answerWith(async ({ body }) => {
      await complete(body.callbackId, { reservation: 'early' });
      return { body: { outputFields: { hs_execution_state: 'BLOCK' } } };
    });
    const { flow, contact } = await enrolled(await given());
    expect(await outcomes(flow)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'early' });
    await expect(complete(last().body.callbackId)).rejects.toMatchObject({ code: 410 });
  });

  test('is waited for after its definition has been changed, or deleted', async () => {
    receiver.answerWith({ body: { outputFields: { hs_execution_state: 'BLOCK' } } });
    const id = await given();
    const { flow } = await enrolled(id);
    const { callbackId } = last().body;
    await actions.definitionsApi.update(id, app.appId, patch({ outputFields: [outputField('other')] }));
    await actions.definitionsApi.archive(id, app.appId);
    await story.settle();
    expect(await outcomes(flow)).toEqual([]);
    await complete(callbackId, { reservation: 'R' });
    await story.settle();
    expect((await outcomes(flow))[0]).toBe('SUCCEEDED');
  });
});

describe('a callback that there is not', () => {
  test.each([
    ['nonsense', 'nonsense'],
    ['another account', 'ap-999999-1-1-1-1'],
    ['an enrollment that there is not', 'ap-{account}-1-999999999-1-1'],
    ['odd characters', 'ap-{account}-1-1-%25E0%25A4-1'],
  ])('%s', async (_, id) => {
    const callbackId = id.replace('{account}', story.millrace.accountId);
    const path = `/automation/v4/actions/callbacks/${callbackId}/complete`;
    const { status, body } = await story.millrace.post(path, { outputFields: {} });
    expect([status, body.category]).toEqual([404, 'OBJECT_NOT_FOUND']);
  });

  test('a body that says nothing, or the wrong thing', async () => {
    const { callbackId } = await blocked();
    const path = `/automation/v4/actions/callbacks/${callbackId}/complete`;
    const refusals = [
      [{}, 'outputFields is required'],
      [{ outputFields: 'R' }, 'outputFields must be an object'],
      [
        { outputFields: { hs_execution_state: 'BLOCK' } },
        'must be "SUCCESS" or "FAIL_CONTINUE", not "BLOCK"',
      ],
      [{ outputFields: { hs_execution_state: 'MAYBE' } }, 'hs_execution_state must be one of'],
      [{ outputFields: { a: 'x'.repeat(65_001) } }, 'outputFields.a must have at most 65000 characters'],
    ] as const;
    for (const [body, said] of refusals) {
      const answer = await story.millrace.post(path, body);
      expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(said)]);
    }
    await complete(callbackId);
  });
});

describe('an action whose definition', () => {
  test('has changed is called as it is now', async () => {
    const id = await given();
    await actions.definitionsApi.update(
      id,
      app.appId,
      patch({
        actionUrl: `${receiver.url}/moved`,
        published: false,
      }),
    );
    await enrolled(id);
    expect(last().path).toBe('/moved');
    expect(last().body.origin.actionDefinitionVersion).toBe(2);
  });

  test('was deleted fails, and the flow goes on', async () => {
    const id = await given();
    const flow = await story.givenFlow(contactFlow(inARow(delayMinutes(10), reserve(id))));
    await story.enroll(flow, await story.givenContact());
    await actions.definitionsApi.archive(id, app.appId);
    const before = receiver.received.length;
    await story.pass('PT10M');
    expect(await outcomes(flow)).toEqual(['SUCCEEDED', 'FAILED APP_ACTION_DELETED']);
    expect(receiver.received.length).toBe(before);
    const { body } = await story.millrace.get(`/millrace/v1/flows/${flow}/lint`);
    expect(body.results).toMatchObject([
      { severity: 'error', code: 'APP_ACTION_DELETED', path: 'actions[1].actionTypeId' },
    ]);
  });

  test('is of an app that was deleted fails, too, also when it was to be asked again', async () => {
    const other = await givenApp(story.millrace, 'Gone');
    const { id } = await actions.definitionsApi.create(other.appId, definition());
    receiver.answerWith({ status: 503 });
    const asked = await enrolled(id);
    await story.millrace.delete(`/millrace/v1/apps/${other.appId}`);
    await story.pass('PT5M');
    expect((await outcomes(asked.flow))[0]).toBe('FAILED APP_DELETED');
    expect((await outcomes((await enrolled(id)).flow))[0]).toBe('FAILED APP_DELETED');
  });

  test('never was is skipped, as before', async () => {
    const { flow } = await enrolled('4500123');
    expect((await outcomes(flow))[0]).toBe('SKIPPED ACTION_NOT_SUPPORTED');
  });

  test('is for other records, or lacks a field, cannot run', async () => {
    const id = await given({ inputFields: [inputField('sku', {}, true)] });
    const missing = await enrolled(id, {});
    const [step] = await stepsOf(missing.flow);
    expect(step).toMatchObject({ reason: 'INVALID_CONFIGURATION' });
    expect(step.detail.message).toBe('fields.sku is required by the action ("Article").');
    const empty = await enrolled(id, { sku: { type: 'OBJECT_PROPERTY', propertyName: 'phone' } });
    expect((await outcomes(empty.flow))[0]).toBe('FAILED REQUIRED_INPUT_MISSING');
    const flow = await story.givenFlow(flowOver('0-3', inARow(reserve(id)), manual));
    await story.enroll(flow, await story.givenRecord('deals', { dealname: 'D' }));
    expect((await stepsOf(flow))[0].detail.message).toContain('is for records of the types 0-1, not of 0-3');
  });
});

describe('functions of the app', () => {
  test('make the request, and read the answer', async () => {
    const id = await given({
      functions: [
        {
          functionType: 'PRE_ACTION_EXECUTION',
          functionSource: `exports.main = (event, callback) => {
            console.log('before', event.origin.extensionDefinitionId === event.origin.actionDefinitionId);
            callback({ webhookUrl: event.webhookUrl.replace('reserve', 'v2'), httpMethod: 'PUT', contentType: 'text/plain',
              httpHeaders: { 'X-Shop': 'one' }, body: 'sku=' + event.inputFields.sku });
          }`,
        },
        {
          functionType: 'POST_ACTION_EXECUTION',
          functionSource: `exports.main = async ({ responseBody }) => {
            console.log('after');
            return { outputFields: { reservation: responseBody.split('=')[1], hs_execution_state: 'SUCCESS' } };
          }`,
        },
      ],
    });
    receiver.answerWith({ body: 'ref=R-77', headers: { 'content-type': 'text/plain' } });
    const { flow, contact } = await enrolled(id);
    const { method, path, headers, text } = last();
    expect([method, path, text]).toEqual(['PUT', '/v2?shop=1', 'sku=S-1']);
    expect(headers).toMatchObject({ 'x-shop': 'one', 'content-type': 'text/plain' });
    const signed = {
      clientSecret: app.clientSecret,
      method: 'PUT',
      url: `${receiver.url}/v2?shop=1`,
      requestBody: text,
    };
    const signature = headers['x-hubspot-signature'] as string;
    expect(Signature.isValid({ ...signed, signature, signatureVersion: 'v2' })).toBe(true);
    expect(await story.properties('contacts', contact)).toMatchObject({ city: 'R-77' });
    expect((await stepsOf(flow))[0].detail.log).toContain('after');
  });

  test.each([
    ['throws', 'exports.main = () => { throw new Error("no stock list"); }', 'no stock list'],
    ['cannot be read', 'exports.main = (', 'PRE_ACTION_EXECUTION'],
    ['returns another thing', 'exports.main = async () => ({ httpMethod: "SHOUT" })', 'httpMethod'],
    [
      'returns headers that cannot be sent',
      'exports.main = async () => ({ httpHeaders: { Host: "a" } })',
      'httpHeaders',
    ],
  ])('one that %s fails the step, and nothing is asked', async (_, functionSource, said) => {
    const before = receiver.received.length;
    const id = await given({ functions: [{ functionType: 'PRE_ACTION_EXECUTION', functionSource }] });
    const { flow } = await enrolled(id);
    const [step] = await stepsOf(flow);
    expect(step).toMatchObject({ outcome: 'FAILED', reason: 'FUNCTION_FAILED' });
    expect(step.detail.message).toContain(said);
    expect(receiver.received.length).toBe(before);
  });

  test('one that fails after the answer fails the step, and nothing is asked again', async () => {
    const functionSource = 'exports.main = async () => { throw new Error("cannot read"); }';
    const id = await given({ functions: [{ functionType: 'POST_ACTION_EXECUTION', functionSource }] });
    const before = receiver.received.length;
    const { flow } = await enrolled(id);
    await story.pass('P1D');
    expect(await outcomes(flow)).toEqual(['FAILED FUNCTION_FAILED', 'FAILED OUTPUT_MISSING']);
    expect(receiver.received.length).toBe(before + 1);
  });
});
