import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
let client: Client;
beforeAll(async () => {
  millrace = await startMillrace();
  client = new Client({ accessToken: millrace.token, basePath: millrace.url });
});
afterAll(() => millrace.stop());

const email = {
  fieldType: 'email',
  objectTypeId: '0-1',
  name: 'email',
  label: 'E-mail',
  required: true,
  hidden: false,
  dependentFields: [],
  validation: { blockedEmailDomains: [], useDefaultBlockList: false },
};
const definition = {
  formType: 'hubspot',
  name: 'Demo',
  createdAt: new Date(0),
  updatedAt: new Date(0),
  archived: false,
  fieldGroups: [{ groupType: 'default_group', richTextType: 'text', fields: [email] }],
  configuration: { language: 'en', postSubmitAction: { type: 'thank_you', value: 'Thanks' } },
  displayOptions: { theme: 'default_style', submitButtonText: 'Send' },
  legalConsentOptions: { type: 'none' },
};

test("the original's client writes, reads and archives forms", async () => {
  const api = client.marketing.forms.formsApi;
  const made = await api.create(definition as unknown as Parameters<typeof api.create>[0]);
  const { id } = made;
  expect(made).toMatchObject({
    name: 'Demo',
    fieldGroups: [{ fields: [{ name: 'email', required: true }] }],
  });
  const read = await api.getById(id);
  expect(read).toEqual(made);
  expect((await api.getPage()).results).toHaveLength(1);
  expect((await api.update(id, { name: 'Renamed' })).name).toBe('Renamed');
  expect((await api.replace(id, read)).name).toBe('Demo');
  await api.archive(id);
  await expect(api.getById(id)).rejects.toMatchObject({ code: 404 });
});
