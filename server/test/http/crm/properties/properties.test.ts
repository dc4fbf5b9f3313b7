import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const PROPERTIES = '/crm/v3/properties/contacts';
const shoeSize = {
  name: 'shoe_size',
  label: 'Shoe size',
  type: 'number',
  fieldType: 'number',
  groupName: 'contactinformation',
};

describe('the properties of an object type', () => {
  it('are the standard ones to begin with', async () => {
    const { status, body } = await millrace.get(PROPERTIES);
    expect(status).toBe(200);
    const stage = body.results.find((property: { name: string }) => property.name === 'lifecyclestage');
    expect(stage).toMatchObject({
      label: 'Lifecycle Stage',
      type: 'enumeration',
      fieldType: 'radio',
      groupName: 'contactinformation',
      hubspotDefined: true,
      hasUniqueValue: false,
      archived: false,
      modificationMetadata: { archivable: false, readOnlyDefinition: true, readOnlyValue: false },
    });
    expect(stage.options[1]).toEqual({
      label: 'Lead',
      value: 'lead',
      description: '',
      displayOrder: 1,
      hidden: false,
    });
    expect(stage).not.toHaveProperty('createdUserId');
    expect(stage).not.toHaveProperty('readOnlyValue');
  });

  it('say who made them, and are not called standard when they are the account’s own', async () => {
    const body = {
      name: 'net_worth',
      label: 'Net',
      type: 'number',
      fieldType: 'number',
      groupName: 'contactinformation',
    };
    const made = await millrace.post(PROPERTIES, { ...body, showCurrencySymbol: true });
    expect(made.body).toMatchObject({
      createdUserId: expect.stringMatching(/^\d+$/),
      updatedUserId: made.body.createdUserId,
      showCurrencySymbol: true,
    });
    expect(made.body).not.toHaveProperty('hubspotDefined');
    const { token } = (
      await millrace.post('/millrace/v1/tokens', { name: 'other', scopes: ['crm.schemas.contacts.write'] })
    ).body;
    const as = { authorization: `Bearer ${token}` };
    const changed = await millrace.call(
      'PATCH',
      `${PROPERTIES}/net_worth`,
      { showCurrencySymbol: false },
      as,
    );
    expect(changed.body).toMatchObject({ showCurrencySymbol: false, createdUserId: made.body.createdUserId });
    expect(changed.body.updatedUserId).not.toBe(made.body.createdUserId);
    expect((await millrace.get(`${PROPERTIES}/net_worth`)).body).toMatchObject(changed.body);
    expect((await millrace.get('/crm/v3/properties/deals/amount')).body).toMatchObject({
      hubspotDefined: true,
      showCurrencySymbol: true,
    });
    expect((await millrace.get(`${PROPERTIES}/email`)).body).not.toHaveProperty('showCurrencySymbol');
  });

  it('include those that flows of real accounts read', async () => {
    for (const path of [
      'contacts/hs_current_customer',
      'contacts/hs_email_last_reply_date',
      'contacts/hs_lastmodifieddate',
      'tickets/hs_last_email_activity',
      'tickets/hs_last_email_date',
      'tickets/hs_in_helpdesk',
    ])
      expect((await millrace.get(`/crm/v3/properties/${path}`)).status, path).toBe(200);
  });

  it('are read one at a time', async () => {
    const { body } = await millrace.get('/crm/v3/properties/0-1/email');
    expect(body).toMatchObject({ name: 'email', hasUniqueValue: true });
    expect((await millrace.get(`${PROPERTIES}/nonsense`)).status).toBe(404);
  });
});

describe("a property of one's own", () => {
  it('is made, used, changed, archived', async () => {
    const made = await millrace.post(PROPERTIES, shoeSize);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...shoeSize,
      options: [],
      createdAt: expect.any(String),
      modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
    });
    const contact = await millrace.post('/crm/v3/objects/contacts', { properties: { shoe_size: 43 } });
    expect(contact.body.properties.shoe_size).toBe('43');
    const changed = await millrace.patch(`${PROPERTIES}/shoe_size`, { label: 'EU shoe size' });
    expect([changed.status, changed.body.label]).toEqual([200, 'EU shoe size']);
    expect((await millrace.get(`${PROPERTIES}/shoe_size`)).body).toMatchObject({
      label: 'EU shoe size',
      type: 'number',
    });
    expect((await millrace.delete(`${PROPERTIES}/shoe_size`)).status).toBe(204);
    expect((await millrace.get(`${PROPERTIES}/shoe_size`)).status).toBe(404);
    expect((await millrace.get(`${PROPERTIES}/shoe_size?archived=true`)).body).toMatchObject({
      archived: true,
    });
    const refused = await millrace.post('/crm/v3/objects/contacts', { properties: { shoe_size: 43 } });
    expect(refused.body.errors).toMatchObject([{ code: 'PROPERTY_DOESNT_EXIST' }]);
  });

  it('can keep its values unique', async () => {
    await millrace.post(PROPERTIES, {
      ...shoeSize,
      name: 'erp_id',
      type: 'string',
      fieldType: 'text',
      hasUniqueValue: true,
    });
    const { body } = await millrace.post('/crm/v3/objects/contacts', { properties: { erp_id: 'E-1' } });
    const again = await millrace.post('/crm/v3/objects/contacts', { properties: { erp_id: 'E-1' } });
    expect(again.status).toBe(409);
    expect(again.body.message).toContain(`Existing ID: ${body.id}`);
    expect((await millrace.get('/crm/v3/objects/contacts/E-1?idProperty=erp_id')).body.id).toBe(body.id);
  });

  it('can be a choice, whose options are checked', async () => {
    await millrace.post(PROPERTIES, {
      ...shoeSize,
      name: 'colour',
      type: 'enumeration',
      fieldType: 'select',
      options: [{ label: 'Red', value: 'red', displayOrder: 0, hidden: false }],
    });
    const refused = await millrace.post('/crm/v3/objects/contacts', { properties: { colour: 'blue' } });
    expect(refused.body.errors).toMatchObject([{ code: 'INVALID_OPTION' }]);
    await millrace.patch(`${PROPERTIES}/colour`, {
      options: [
        { label: 'Red', value: 'red' },
        { label: 'Blue', value: 'blue' },
      ],
    });
    const taken = await millrace.post('/crm/v3/objects/contacts', { properties: { colour: 'blue' } });
    expect(taken.status).toBe(201);
  });

  it('comes back under its name with the values that records have, if it is of the same type', async () => {
    await millrace.post(PROPERTIES, { ...shoeSize, name: 'hat_size' });
    const { body } = await millrace.post('/crm/v3/objects/contacts', { properties: { hat_size: 58 } });
    await millrace.delete(`${PROPERTIES}/hat_size`);
    const other = { ...shoeSize, name: 'hat_size', type: 'string', fieldType: 'text' };
    expect((await millrace.post(PROPERTIES, other)).status).toBe(409);
    expect((await millrace.post(PROPERTIES, { ...shoeSize, name: 'hat_size' })).status).toBe(201);
    const read = await millrace.get(`/crm/v3/objects/contacts/${body.id}?properties=hat_size`);
    expect(read.body.properties.hat_size).toBe('58');
  });

  it('is one of many that want its name at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => millrace.post(PROPERTIES, { ...shoeSize, name: 'wanted' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
  });
});

describe('a standard property', () => {
  it('takes new options', async () => {
    const { body } = await millrace.get(`${PROPERTIES}/hs_lead_status`);
    const options = [...body.options, { label: 'Asleep', value: 'ASLEEP' }];
    expect((await millrace.patch(`${PROPERTIES}/hs_lead_status`, { options })).status).toBe(200);
    const contact = await millrace.post('/crm/v3/objects/contacts', {
      properties: { hs_lead_status: 'ASLEEP' },
    });
    expect(contact.status).toBe(201);
  });

  it('keeps its type, and stays', async () => {
    const changed = await millrace.patch(`${PROPERTIES}/firstname`, { type: 'number', fieldType: 'number' });
    expect(changed.body.errors).toMatchObject([{ in: 'type' }, { in: 'fieldType' }]);
    expect((await millrace.delete(`${PROPERTIES}/firstname`)).status).toBe(400);
  });
});

describe('batches', () => {
  it('make, read and archive', async () => {
    const inputs = [
      { ...shoeSize, name: 'one' },
      { ...shoeSize, name: 'email' },
      { ...shoeSize, name: 'two', groupName: 'nowhere' },
    ];
    const made = await millrace.post(`${PROPERTIES}/batch/create`, { inputs });
    expect(made.status).toBe(207);
    expect(made.body.results).toMatchObject([{ name: 'one' }]);
    expect(made.body.errors).toMatchObject([
      { category: 'OBJECT_ALREADY_EXISTS', context: { name: ['email'] } },
      { category: 'VALIDATION_ERROR', context: { name: ['two'] }, errors: [{ in: 'inputs[2].groupName' }] },
    ]);
    const read = await millrace.post(`${PROPERTIES}/batch/read`, {
      inputs: [{ name: 'one' }, { name: 'email' }],
    });
    expect([read.status, read.body.results.length]).toEqual([200, 2]);
    expect((await millrace.post(`${PROPERTIES}/batch/archive`, { inputs: [{ name: 'one' }] })).status).toBe(
      204,
    );
    expect((await millrace.post(`${PROPERTIES}/batch/read`, { inputs: [{ name: 'one' }] })).status).toBe(207);
  });
});

describe('groups', () => {
  const GROUPS = `${PROPERTIES}/groups`;

  it('are made, read, changed, archived', async () => {
    const made = await millrace.post(GROUPS, { name: 'feet', label: 'Feet' });
    expect([made.status, made.body]).toEqual([
      201,
      { archived: false, name: 'feet', label: 'Feet', displayOrder: -1 },
    ]);
    expect((await millrace.post(GROUPS, { name: 'feet', label: 'Feet' })).status).toBe(409);
    await millrace.post(PROPERTIES, { ...shoeSize, name: 'sock_size', groupName: 'feet' });
    expect((await millrace.patch(`${GROUPS}/feet`, { label: 'Hooves' })).body.label).toBe('Hooves');
    expect((await millrace.get(`${GROUPS}/feet`)).body.label).toBe('Hooves');
    expect((await millrace.get(GROUPS)).body.results.map((group: { name: string }) => group.name)).toContain(
      'feet',
    );
    expect((await millrace.delete(`${GROUPS}/feet`)).status).toBe(400);
    await millrace.delete(`${PROPERTIES}/sock_size`);
    expect((await millrace.delete(`${GROUPS}/feet`)).status).toBe(204);
    expect((await millrace.get(`${GROUPS}/feet`)).status).toBe(404);
  });
});

describe('bad input', () => {
  it.each([
    ['a name with capitals', { ...shoeSize, name: 'ShoeSize' }, 'name'],
    ['a reserved name', { ...shoeSize, name: 'constructor' }, 'name'],
    ['no label', { ...shoeSize, name: 'x', label: undefined }, 'label'],
    ['an unknown type', { ...shoeSize, name: 'x', type: 'shoe' }, 'type'],
    ['a field that cannot show the type', { ...shoeSize, name: 'x', fieldType: 'radio' }, 'fieldType'],
    ['an unknown group', { ...shoeSize, name: 'x', groupName: 'nowhere' }, 'groupName'],
    [
      'a unique date',
      { ...shoeSize, name: 'x', type: 'date', fieldType: 'date', hasUniqueValue: true },
      'hasUniqueValue',
    ],
    [
      'an option twice',
      {
        ...shoeSize,
        name: 'x',
        type: 'enumeration',
        fieldType: 'select',
        options: [
          { label: 'A', value: 'a' },
          { label: 'B', value: 'a' },
        ],
      },
      'options[1].value',
    ],
    [
      'an option with a semicolon',
      {
        ...shoeSize,
        name: 'x',
        type: 'enumeration',
        fieldType: 'select',
        options: [{ label: 'A', value: 'a;b' }],
      },
      'options[0].value',
    ],
  ])('%s', async (_, body, member) => {
    const answer = await millrace.post(PROPERTIES, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { in: string }) => error.in)).toEqual([member]);
  });

  it('an unknown object type', async () => {
    expect((await millrace.get('/crm/v3/properties/unicorns')).status).toBe(400);
  });
});

it('properties are listed of one sensitivity, when asked', async () => {
  const secret = {
    name: 'secret',
    label: 'Secret',
    groupName: 'contactinformation',
    type: 'string',
    fieldType: 'text',
  };
  const made = await millrace.post('/crm/v3/properties/contacts', {
    ...secret,
    dataSensitivity: 'sensitive',
  });
  expect(made.status).toBe(201);
  const names = async (query: string) =>
    (await millrace.get(`/crm/v3/properties/contacts?${query}`)).body.results.map(
      (one: { name: string }) => one.name,
    );
  expect(await names('dataSensitivity=sensitive')).toEqual(['secret']);
  const plain = await names('dataSensitivity=non_sensitive');
  expect(plain).toContain('email');
  expect(plain).not.toContain('secret');
  expect((await millrace.get('/crm/v3/properties/contacts?dataSensitivity=odd')).status).toBe(400);
});
