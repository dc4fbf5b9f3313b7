import { Signature } from '@hubspot/api-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definitionBody, givenApp, inputField, type TestApp } from '../../support/app-actions.ts';
import { type AppReceiver, startAppReceiver } from '../../support/app-receiver.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

let millrace: Millrace;
let receiver: AppReceiver;
let app: TestApp;
let id: string;

beforeAll(async () => {
  receiver = await startAppReceiver();
  millrace = await startMillrace();
  app = await givenApp(millrace);
  id = await defined();
});
afterAll(async () => {
  await millrace.stop();
  await receiver.stop();
});

async function defined(more = {}): Promise<string> {
  const { status, body } = await millrace.post(
    `/automation/v4/actions/${app.appId}`,
    definitionBody(`${receiver.url}/run`, {
      inputFields: [
        inputField('sku', { type: 'enumeration', optionsUrl: `${receiver.url}/options` }, true),
        inputField('size', {
          type: 'enumeration',
          options: [
            { value: 's', label: 'Small' },
            { value: 'l', label: 'Large', description: 'XL' },
          ],
        }),
        inputField('who', { type: 'enumeration', referencedObjectType: 'OWNER' }),
        inputField('note'),
      ],
      ...more,
    }),
  );
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

const ask = (body: unknown, of = id) => millrace.post(`/millrace/v1/action-types/1-${of}/options`, body);
const last = () => receiver.received.at(-1)!;

test("a field's options are asked of its app, signed, with what the form has", async () => {
  const options = [{ label: 'Chair', description: 'Oak', value: 'C' }, { value: 7 }];
  receiver.answerWith({ body: { options, after: 'next', searchable: true } });
  const { status, body } = await ask({
    inputFieldName: 'sku',
    objectTypeId: '0-1',
    inputFields: {
      size: { type: 'STATIC_VALUE', staticValue: 's' },
      who: { type: 'OBJECT_PROPERTY', propertyName: 'hubspot_owner_id' },
      note: '',
    },
    fetchOptions: { q: 'cha', after: 'first' },
  });
  expect([status, body]).toEqual([
    200,
    { options: [options[0], { label: '7', value: '7' }], after: 'next', searchable: true },
  ]);
  const { path, text, headers, body: sent } = last();
  expect(path).toBe('/options');
  expect(sent).toEqual({
    origin: {
      portalId: Number(millrace.accountId),
      actionDefinitionId: Number(id),
      actionDefinitionVersion: 1,
    },
    objectTypeId: '0-1',
    inputFieldName: 'sku',
    inputFields: {
      size: { type: 'STATIC_VALUE', value: 's' },
      who: { type: 'OBJECT_PROPERTY', propertyName: 'hubspot_owner_id' },
    },
    fetchOptions: { q: 'cha', after: 'first' },
  });
  const signed = {
    clientSecret: app.clientSecret,
    method: 'POST',
    url: `${receiver.url}/options`,
    requestBody: text,
  };
  const signature = headers['x-hubspot-signature'] as string;
  expect(Signature.isValid({ ...signed, signature, signatureVersion: 'v2' })).toBe(true);
});

test('functions make the request, and read the answer', async () => {
  const pre = `exports.main = (event, callback) => callback({ httpMethod: 'GET', webhookUrl: event.webhookUrl + '?field=' + event.inputFieldName })`;
  const post = `exports.main = async ({ fieldKey, responseBody }) => ({ options: responseBody.split(',').map((value) => ({ value, label: fieldKey + ' ' + value })) })`;
  const of = await defined({
    functions: [
      { functionType: 'PRE_FETCH_OPTIONS', id: 'sku', functionSource: pre },
      { functionType: 'POST_FETCH_OPTIONS', functionSource: post },
    ],
  });
  receiver.answerWith({ body: 'C,T', headers: { 'content-type': 'text/plain' } });
  const { body } = await ask({ inputFieldName: 'sku' }, of);
  expect(body.message).toBeUndefined();
  expect(body.options).toEqual([
    { value: 'C', label: 'sku C' },
    { value: 'T', label: 'sku T' },
  ]);
  expect([last().method, last().path, last().text]).toEqual(['GET', '/options?field=sku', '']);
});

test('options that the definition has are found without asking', async () => {
  const before = receiver.received.length;
  expect((await ask({ inputFieldName: 'size' })).body.options).toHaveLength(2);
  const found = await ask({ inputFieldName: 'size', fetchOptions: { q: 'LARGE' } });
  expect(found.body).toEqual({
    options: [{ value: 'l', label: 'Large', description: 'XL' }],
    searchable: true,
  });
  expect((await ask({ inputFieldName: 'note' })).body.options).toEqual([]);
  expect(receiver.received.length).toBe(before);
});

test('what is not there', async () => {
  expect((await ask({ inputFieldName: 'sku' }, '1')).status).toBe(404);
  const field = await ask({ inputFieldName: 'colour' });
  expect([field.status, field.body.message]).toEqual([400, expect.stringContaining('"colour" is no field')]);
  expect((await ask({})).body.message).toContain('inputFieldName is required');
  expect((await ask({ inputFieldName: 'sku', query: 'x' })).body.message).toContain('query is not a member');
});

test.each([
  ['an error', { status: 500 }, 'It answered 500'],
  ['nonsense', { body: 'what?' }, 'must be an object, not "what?"'],
  ['options without values', { body: { options: [{ label: 'A' }] } }, 'options[0].value'],
  ['too many bytes', { body: 'x'.repeat(1_100_000) }, 'more than 1000000 bytes'],
])('an app that answers %s', async (_, reply, said) => {
  receiver.answerWith(reply);
  const { status, body } = await ask({ inputFieldName: 'sku' });
  expect([status, body.category]).toEqual([502, 'RECEIVER_FAILED']);
  expect(body.message).toContain(said);
});

test('the catalogue has the actions of apps, with their fields', async () => {
  const list = async (query = '') =>
    (await millrace.get(`/automation/2026-09-beta/action-types${query}`)).body.results;
  const find = (results: { actionTypeId: string }[]) =>
    results.find(({ actionTypeId }) => actionTypeId === `1-${id}`);
  expect(find(await list())).toMatchObject({
    actionName: 'Reserve stock',
    groupId: 'APPS',
    objectTypeIds: ['0-1'],
    inputFieldDefinitions: [
      {
        name: 'sku',
        label: 'Article',
        isRequired: true,
        fieldDefinitionType: 'EXTERNAL_ENUM',
        optionsUrl: `/millrace/v1/action-types/1-${id}/options`,
      },
      {
        name: 'size',
        fieldDefinitionType: 'ENUM',
        options: [{ value: 's', label: 'Small' }, { description: 'XL' }],
      },
      { name: 'who', fieldDefinitionType: 'EXTERNAL_ENUM', optionsUrl: '/crm/v3/owners' },
      { name: 'note', fieldDefinitionType: 'SIMPLE', type: 'string' },
    ],
  });
  expect(find(await list('?objectTypeId=0-1'))).toBeDefined();
  expect(find(await list('?objectTypeId=0-3'))).toBeUndefined();
  await millrace.delete(`/automation/v4/actions/${app.appId}/${id}`);
  expect(find(await list())).toBeUndefined();
});
