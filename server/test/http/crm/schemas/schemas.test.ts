import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const SCHEMAS = '/crm-object-schemas/v3/schemas';

function carSchema(name: string) {
  return {
    name,
    labels: { singular: 'Car | of\n[mine] x', plural: 'Cars' },
    description: 'What we sell',
    primaryDisplayProperty: 'vin',
    requiredProperties: ['vin'],
    searchableProperties: ['vin'],
    properties: [
      { name: 'vin', label: 'VIN', type: 'string', fieldType: 'text', hasUniqueValue: true },
      { name: 'doors', label: 'Doors', type: 'number', fieldType: 'number' },
    ],
    associatedObjects: ['CONTACT', '0-2'],
  };
}

describe('a custom object type', () => {
  it('is defined, and has records like any other', async () => {
    const { status, body } = await millrace.post(SCHEMAS, carSchema('car'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      objectTypeId: expect.stringMatching(/^2-\d+$/),
      id: body.objectTypeId.slice(2),
      name: 'car',
      fullyQualifiedName: `p${millrace.accountId}_car`,
      requiredProperties: ['vin'],
      archived: false,
    });
    const names = body.properties.map((property: { name: string }) => property.name);
    expect(names).toEqual(
      expect.arrayContaining(['vin', 'doors', 'hs_object_id', 'hs_createdate', 'hubspot_owner_id']),
    );
    const pairs = body.associations.map((one: { fromObjectTypeId: string; toObjectTypeId: string }) => [
      one.fromObjectTypeId,
      one.toObjectTypeId,
    ]);
    expect(pairs).toEqual(
      expect.arrayContaining([
        [body.objectTypeId, '0-1'],
        ['0-2', body.objectTypeId],
        [body.objectTypeId, '0-27'],
      ]),
    );

    const car = await millrace.post('/crm/v3/objects/car', { properties: { vin: 'V1', doors: 5 } });
    expect([car.status, car.body.properties.doors]).toEqual([201, '5']);
    for (const name of [body.objectTypeId, 'p_car', body.fullyQualifiedName]) {
      expect(
        (await millrace.get(`/crm/v3/objects/${name}/${car.body.id}?properties=vin`)).body.properties.vin,
      ).toBe('V1');
    }
    const again = await millrace.post('/crm/v3/objects/car', { properties: { vin: 'V1' } });
    expect(again.status).toBe(409);
    const missing = await millrace.post('/crm/v3/objects/car', { properties: { doors: 3 } });
    expect([missing.status, missing.body.context]).toEqual([400, { properties: ['vin'] }]);
  });

  it('is associated with what it says', async () => {
    const { body } = await millrace.post(SCHEMAS, carSchema('boat'));
    const boat = (await millrace.post('/crm/v3/objects/boat', { properties: { vin: 'B1' } })).body.id;
    const contact = (await millrace.post('/crm/v3/objects/contacts', { properties: {} })).body.id;
    const put = await millrace.put(`/crm/v4/objects/boat/${boat}/associations/default/contacts/${contact}`);
    expect(put.status).toBe(200);
    const read = await millrace.get(`/crm/v4/objects/contacts/${contact}/associations/${body.objectTypeId}`);
    expect(read.body.results).toMatchObject([
      { toObjectId: Number(boat), associationTypes: [{ category: 'USER_DEFINED', label: null }] },
    ]);
    const none = await millrace.put(`/crm/v4/objects/boat/${boat}/associations/default/deals/1`);
    expect(none.status).toBe(400);
    const made = await millrace.post(`${SCHEMAS}/boat/associations`, {
      fromObjectTypeId: 'boat',
      toObjectTypeId: 'deals',
      name: 'boat_to_deal',
    });
    expect(made.body).toMatchObject({
      fromObjectTypeId: body.objectTypeId,
      toObjectTypeId: '0-3',
      name: 'boat_to_deal',
    });
    const deal = (await millrace.post('/crm/v3/objects/deals', { properties: { dealname: 'D' } })).body.id;
    expect(
      (await millrace.put(`/crm/v4/objects/boat/${boat}/associations/default/deals/${deal}`)).status,
    ).toBe(200);
    expect((await millrace.delete(`${SCHEMAS}/boat/associations/${made.body.id}`)).status).toBe(400);
  });

  it('is listed, read, changed, deleted when it has no records', async () => {
    await millrace.post(SCHEMAS, carSchema('plane'));
    const list = await millrace.get('/crm/v3/schemas');
    expect(list.body.results.map((one: { name: string }) => one.name)).toContain('plane');
    const batch = await millrace.post(`${SCHEMAS}/batch/read`, { inputs: ['plane', 'contacts', 'unicorn'] });
    expect(batch.body.results.map((one: { name: string }) => one.name)).toEqual(['plane', 'contact']);
    const patched = await millrace.patch(`${SCHEMAS}/plane`, {
      labels: { plural: 'Aeroplanes' },
      requiredProperties: [],
      clearDescription: true,
    });
    expect(patched.status).toBe(200);
    expect(patched.body).toMatchObject({ labels: { plural: 'Aeroplanes' }, requiredProperties: [] });
    expect(patched.body).not.toHaveProperty('description');
    const plane = (await millrace.post('/crm/v3/objects/plane', { properties: {} })).body.id;
    expect((await millrace.delete(`${SCHEMAS}/plane`)).status).toBe(400);
    await millrace.delete(`/crm/v3/objects/plane/${plane}`);
    expect((await millrace.delete(`${SCHEMAS}/plane`)).status).toBe(204);
    expect((await millrace.get(`${SCHEMAS}/plane`)).status).toBe(400);
    expect((await millrace.post(SCHEMAS, carSchema('plane'))).status).toBe(201);
  });

  it('takes further properties', async () => {
    await millrace.post(SCHEMAS, carSchema('bike'));
    const property = {
      name: 'gears',
      label: 'Gears',
      type: 'number',
      fieldType: 'number',
      groupName: 'bike_information',
    };
    expect((await millrace.post('/crm/v3/properties/bike', property)).status).toBe(201);
    const bike = await millrace.post('/crm/v3/objects/bike', { properties: { vin: 'K1', gears: 21 } });
    expect(bike.body.properties.gears).toBe('21');
  });
});

describe('the definition of a standard object type', () => {
  it('is read, and not changed', async () => {
    const { body } = await millrace.get(`${SCHEMAS}/contacts`);
    expect(body).toMatchObject({ objectTypeId: '0-1', name: 'contact', primaryDisplayProperty: 'email' });
    expect((await millrace.patch(`${SCHEMAS}/contacts`, { description: 'x' })).status).toBe(404);
    expect((await millrace.delete(`${SCHEMAS}/contacts`)).status).toBe(404);
  });
});

describe('bad input', () => {
  it.each([
    ['a name that is taken', { name: 'contact' }, 409, undefined],
    ['a name with a space', { name: 'my car' }, 400, 'name'],
    ['no labels', { labels: undefined }, 400, 'labels'],
    ['an unknown primary property', { primaryDisplayProperty: 'plate' }, 400, 'primaryDisplayProperty'],
    ['an unknown required property', { requiredProperties: ['vin', 'plate'] }, 400, 'requiredProperties[1]'],
    ['an unknown associated object', { associatedObjects: ['unicorn'] }, 400, 'associatedObjects[0]'],
    [
      'a property twice',
      { properties: [1, 2].map(() => ({ name: 'vin', label: 'V', type: 'string', fieldType: 'text' })) },
      400,
      'properties[1].name',
    ],
    [
      'a field that cannot show the type',
      { properties: [{ name: 'vin', label: 'V', type: 'date', fieldType: 'text' }] },
      400,
      'properties[0].fieldType',
    ],
  ])('%s', async (_, change, status, member) => {
    const answer = await millrace.post(SCHEMAS, { ...carSchema('wrong'), ...change });
    expect([answer.status, answer.body.errors?.[0].in]).toEqual([status, member]);
    expect((await millrace.get(`${SCHEMAS}/wrong`)).status).toBe(400);
  });
});
