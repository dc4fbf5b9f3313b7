import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

const FORMS = '/marketing/v3/forms';
const GUID = '5d1f0c3a-6c0e-4a6e-9b7a-3f6b8a2f1c11';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const group = (...fields: object[]) => ({ groupType: 'default_group', richTextType: 'text', fields });
const email = { fieldType: 'email', name: 'email', label: 'E-mail', objectTypeId: '0-1', required: true };

const create = async (body: object = {}) => {
  const answer = await millrace.post(FORMS, { name: 'Demo', fieldGroups: [group(email)], ...body });
  expect(answer.status).toBe(201);
  return answer.body;
};

test('what is left out has its default', async () => {
  const form = await create({
    fieldGroups: [
      group({ fieldType: 'email', name: 'email' }, { fieldType: 'dropdown', name: 'lifecyclestage' }),
    ],
  });
  expect(form).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: 'Demo',
    formType: 'hubspot',
    archived: false,
    createdAt: expect.stringMatching(/Z$/),
    updatedAt: form.createdAt,
    configuration: {
      language: 'en',
      postSubmitAction: { type: 'thank_you', value: 'Thanks for submitting the form.' },
    },
    displayOptions: {
      theme: 'default_style',
      submitButtonText: 'Submit',
      style: { submitAlignment: 'left' },
    },
    legalConsentOptions: { type: 'none' },
  });
  const [first, second] = form.fieldGroups[0].fields;
  expect(first).toEqual({
    fieldType: 'email',
    objectTypeId: '0-1',
    name: 'email',
    label: 'Email',
    required: false,
    hidden: false,
    dependentFields: [],
    validation: { blockedEmailDomains: [], useDefaultBlockList: false },
  });
  expect(second.options).toContainEqual({ label: 'Lead', value: 'lead', displayOrder: expect.any(Number) });
  expect((await millrace.get(`${FORMS}/${form.id}`)).body).toEqual(form);
});

test('every kind of field, and fields that depend on others', async () => {
  const option = { label: 'A', value: 'a', displayOrder: 0, description: '' };
  const text = (fieldType: string, name: string) => ({ fieldType, name, label: name, objectTypeId: '0-1' });
  const dependentCondition = { operator: 'set_any', values: ['a'], value: '', rangeStart: '', rangeEnd: '' };
  const fields = [
    { ...email, validation: { blockedEmailDomains: ['x.com'], useDefaultBlockList: true } },
    {
      ...text('phone', 'phone'),
      useCountryCodeSelect: true,
      validation: { minAllowedDigits: 1, maxAllowedDigits: 9 },
    },
    { ...text('mobile_phone', 'mobilephone'), validation: { minAllowedDigits: 1, maxAllowedDigits: 9 } },
    text('single_line_text', 'firstname'),
    text('multi_line_text', 'message'),
    { ...text('number', 'associatedcompanyid'), validation: { minAllowedDigits: 0, maxAllowedDigits: 9 } },
    text('single_checkbox', 'hs_email_optout'),
    text('datepicker', 'closedate'),
    { ...text('file', 'website'), allowMultipleFiles: true },
    { ...text('multiple_checkboxes', 'hs_buying_role'), options: [option], defaultValues: ['a'] },
    {
      ...text('dropdown', 'numemployees'),
      options: [option],
      dependentFields: [{ dependentCondition, dependentField: text('single_line_text', 'company') }],
    },
    { ...text('radio', 'lifecyclestage'), options: [option] },
    { ...text('payment_link_radio', 'hs_lead_status'), options: [option] },
    { ...text('single_line_text', 'domain'), objectTypeId: '0-2' },
  ];
  const form = await create({ fieldGroups: [group(...fields.slice(0, 7)), group(...fields.slice(7))] });
  const kept = form.fieldGroups.flatMap((each: { fields: object[] }) => each.fields);
  expect(kept).toMatchObject(fields);
});

test('a chosen id is kept, and a taken one refused', async () => {
  const form = await create({ id: GUID.toUpperCase() });
  expect(form.id).toBe(GUID);
  const again = await millrace.post(FORMS, { name: 'Twin', id: GUID });
  expect([again.status, again.body.category]).toEqual([409, 'CONFLICT']);
  expect((await millrace.get(`${FORMS}/${GUID}`)).body.name).toBe('Demo');
});

test('PATCH changes what it names, PUT everything', async () => {
  const { id } = await create();
  const redirect = { postSubmitAction: { type: 'redirect_url', value: 'https://example.com/' } };
  const patched = await millrace.patch(`${FORMS}/${id}`, { name: 'Second', configuration: redirect });
  expect(patched.status).toBe(200);
  expect(patched.body).toMatchObject({ name: 'Second', configuration: { ...redirect, language: 'en' } });
  expect(patched.body.fieldGroups[0].fields).toHaveLength(1);
  const style = { displayOptions: { style: { submitColor: '#000000' } } };
  const styled = (await millrace.patch(`${FORMS}/${id}`, style)).body;
  expect(styled.displayOptions).toMatchObject({
    theme: 'default_style',
    style: { submitColor: '#000000', submitSize: '12px' },
  });
  const replaced = await millrace.put(`${FORMS}/${id}`, {
    ...styled,
    name: 'Third',
    fieldGroups: [],
    configuration: {},
  });
  expect(replaced.status).toBe(200);
  expect(replaced.body).toMatchObject({ id, name: 'Third', fieldGroups: [], createdAt: styled.createdAt });
  expect(replaced.body.configuration.postSubmitAction.type).toBe('thank_you');
});

test('a form whose property has gone can still be renamed', async () => {
  const property = {
    name: 'shoe_size',
    label: 'Shoe',
    type: 'string',
    fieldType: 'text',
    groupName: 'contactinformation',
  };
  expect((await millrace.post('/crm/v3/properties/contacts', property)).status).toBe(201);
  const { id } = await create({
    fieldGroups: [group(email, { fieldType: 'single_line_text', name: 'shoe_size' })],
  });
  expect((await millrace.delete('/crm/v3/properties/contacts/shoe_size')).status).toBe(204);
  expect((await millrace.patch(`${FORMS}/${id}`, { name: 'Renamed' })).status).toBe(200);
  const path = `/submissions/v3/integration/submit/${millrace.accountId}/${id}`;
  const fields = [
    { name: 'email', value: 'shoe@example.com' },
    { name: 'shoe_size', value: '42' },
  ];
  expect((await millrace.post(path, { fields })).status).toBe(200);
});

test('archived, and brought back', async () => {
  const { id } = await create({ name: 'Gone' });
  expect((await millrace.delete(`${FORMS}/${id}`)).status).toBe(204);
  for (const method of ['GET', 'DELETE'])
    expect((await millrace.call(method, `${FORMS}/${id}`)).status).toBe(404);
  expect((await millrace.patch(`${FORMS}/${id}`, { name: 'x' })).status).toBe(404);
  expect((await millrace.get(`${FORMS}/${id}?archived=true`)).body).toMatchObject({
    archived: true,
    name: 'Gone',
  });
  const listed = (await millrace.get(`${FORMS}?archived=true`)).body.results;
  expect(listed.map((form: { id: string }) => form.id)).toEqual([id]);
  expect((await millrace.patch(`${FORMS}/${id}`, { archived: false })).body.archived).toBe(false);
  expect((await millrace.get(`${FORMS}/${id}`)).status).toBe(200);
});

test('the listing pages through all', async () => {
  await create();
  const all = (await millrace.get(FORMS)).body.results;
  const ids: string[] = [];
  let after = '';
  for (;;) {
    const { body } = await millrace.get(`${FORMS}?limit=2${after}`);
    ids.push(...body.results.map((form: { id: string }) => form.id));
    if (!body.paging) break;
    after = `&after=${body.paging.next.after}`;
  }
  expect(ids).toEqual(all.map((form: { id: string }) => form.id));
  expect((await millrace.get(`${FORMS}?formTypes=captured&formTypes=flow`)).body).toEqual({ results: [] });
  expect((await millrace.get(`${FORMS}?formTypes=all`)).body.results).toEqual(all);
});

describe('bad input', () => {
  const fields = (...list: object[]) => ({ name: 'n', fieldGroups: [group(...list)] });
  const deep = (levels: number): object => ({
    ...email,
    dependentFields:
      levels === 0 ? [] : [{ dependentCondition: { operator: 'eq' }, dependentField: deep(levels - 1) }],
  });
  test.each([
    [{}, 'name'],
    [{ name: 5 }, 'name'],
    [{ name: 'half \ud800' }, 'name'],
    [{ name: 'n', id: 'mine' }, 'id'],
    [{ name: 'n', formType: 'flow' }, 'formType'],
    [{ name: 'n', fieldGroups: {} }, 'fieldGroups'],
    [
      { name: 'n', configuration: { postSubmitAction: { type: 'dance', value: '' } } },
      'configuration.postSubmitAction.type',
    ],
    [
      { name: 'n', configuration: { lifecycleStages: [{ objectTypeId: '0-1', value: 'x' }] } },
      'configuration.lifecycleStages[0]',
    ],
    [{ name: 'n', displayOptions: { theme: 'blue' } }, 'displayOptions.theme'],
    [{ name: 'n', legalConsentOptions: { type: 'maybe' } }, 'legalConsentOptions.type'],
    [fields({ name: 'email' }), 'fieldGroups[0].fields[0].fieldType'],
    [fields({ fieldType: 'hologram', name: 'email' }), 'fieldGroups[0].fields[0].fieldType'],
    [fields({ fieldType: 'email' }), 'fieldGroups[0].fields[0].name'],
    [fields({ ...email, requird: true }), 'fieldGroups[0].fields[0].requird'],
    [fields({ ...email, required: 'yes' }), 'fieldGroups[0].fields[0].required'],
    [fields(email, { ...email, name: 'nonesuch' }), 'fieldGroups[0].fields[1].name'],
    [fields(email, email), 'fieldGroups[0].fields[1].name'],
    [fields({ ...email, name: 'hs_object_id' }), 'fieldGroups[0].fields[0].name'],
    [fields({ ...email, objectTypeId: '9-9' }), 'fieldGroups[0].fields[0].objectTypeId'],
    [
      fields(deep(9)),
      'fieldGroups[0].fields[0].dependentFields[0].dependentField.dependentFields[0].dependentField.dependentFields[0].dependentField.dependentFields',
    ],
    [
      fields({
        ...email,
        dependentFields: [
          { dependentCondition: { operator: 'eq' }, dependentField: { ...email, hidden: 1 } },
        ],
      }),
      'fieldGroups[0].fields[0].dependentFields[0].dependentField.hidden',
    ],
  ])('%# names the member: %j', async (body, member) => {
    const answer = await millrace.post(FORMS, body);
    expect([answer.status, answer.body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect(answer.body.errors.map((error: { in: string }) => error.in)).toContain(member);
  });

  test('a body as deep as it may be large is refused', async () => {
    const opening = `{"fieldType":"email","name":"email","dependentFields":[{"dependentCondition":{"operator":"eq"},"dependentField":`;
    const levels = 20_000;
    const field = `${opening.repeat(levels)}{}${'}]}'.repeat(levels)}`;
    const answer = await millrace.post(FORMS, `{"name":"n","fieldGroups":[{"fields":[${field}]}]}`);
    expect(answer.status).toBe(400);
  });

  test('no such form, no such id, no scope', async () => {
    const absent = `${FORMS}/00000000-0000-4000-8000-000000000000`;
    for (const [method, body] of [['GET'], ['DELETE'], ['PATCH', {}], ['PUT', { name: 'n' }]] as const)
      expect((await millrace.call(method, absent, body)).status).toBe(404);
    expect((await millrace.get(`${FORMS}/abc`)).status).toBe(400);
    const { body } = await millrace.post('/millrace/v1/tokens', { name: 'x', scopes: ['content'] });
    expect(
      (await millrace.call('GET', FORMS, undefined, { authorization: `Bearer ${body.token}` })).status,
    ).toBe(403);
  });
});
