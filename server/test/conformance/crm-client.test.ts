import { Client } from '@hubspot/api-client';
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import {
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
} from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import { ObjectTypePropertyCreateTypeEnum } from '@hubspot/api-client/lib/codegen/crm/schemas/index.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
let client: Client;
beforeAll(async () => {
  millrace = await startMillrace();
  client = new Client({ accessToken: millrace.token, basePath: millrace.url });
});
afterAll(() => millrace.stop());

const HUBSPOT_DEFINED = AssociationSpecAssociationCategoryEnum.HubspotDefined;

it("the original's own client makes, reads, changes and archives records", async () => {
  const { contacts } = client.crm;
  const made = await contacts.basicApi.create({
    properties: { email: 'client@example.com', firstname: 'Ada' },
    associations: [],
  });
  expect(made.createdAt).toBeInstanceOf(Date);
  const changed = await contacts.basicApi.update(made.id, { properties: { city: 'Paris' } });
  expect(changed.properties['city']).toBe('Paris');
  const read = await contacts.basicApi.getById(
    'client@example.com',
    ['city'],
    ['city'],
    undefined,
    false,
    'email',
  );
  expect(read.id).toBe(made.id);
  expect(read.propertiesWithHistory?.['city']?.[0]?.value).toBe('Paris');
  const all = await contacts.getAll(100);
  expect(all.map((one) => one.id)).toContain(made.id);
  await expect(
    contacts.basicApi.create({ properties: { email: 'client@example.com' }, associations: [] }),
  ).rejects.toMatchObject({
    code: 409,
    body: { category: 'CONFLICT', message: `Contact already exists. Existing ID: ${made.id}` },
  });
  await contacts.basicApi.archive(made.id);
  await expect(contacts.basicApi.getById(made.id)).rejects.toMatchObject({ code: 404 });
});

it('… in batches, with their errors', async () => {
  const { batchApi } = client.crm.companies;
  const made = await batchApi.create({
    inputs: [
      { properties: { name: 'A' }, associations: [] },
      { properties: { nonsense: 'B' }, associations: [], objectWriteTraceId: 'second' },
    ],
  });
  expect(made).toMatchObject({
    status: 'COMPLETE',
    numErrors: 1,
    errors: [{ context: { objectWriteTraceId: ['second'] } }],
  });
  const id = made.results[0]!.id;
  const upserted = await client.crm.contacts.batchApi.upsert({
    inputs: [{ idProperty: 'email', id: 'upsert@example.com', properties: { firstname: 'U' } }],
  });
  expect(upserted.results[0]?._new).toBe(true);
  const read = await batchApi.read({ inputs: [{ id }], properties: ['name'], propertiesWithHistory: [] });
  expect(read.results[0]?.properties['name']).toBe('A');
  await batchApi.archive({ inputs: [{ id }] });
});

it('… searches records', async () => {
  const { basicApi, searchApi } = client.crm.deals;
  for (const amount of ['10', '200', '3000'])
    await basicApi.create({ properties: { dealname: `Deal of ${amount}`, amount }, associations: [] });
  const request = {
    filterGroups: [{ filters: [{ propertyName: 'amount', operator: FilterOperatorEnum.Gte, value: '100' }] }],
    sorts: ['-amount'],
    properties: ['amount'],
    limit: 1,
    after: '0',
  };
  const first = await searchApi.doSearch(request);
  expect(first.total).toBe(2);
  expect(first.results[0]?.properties['amount']).toBe('3000');
  const next = await searchApi.doSearch({ ...request, after: first.paging!.next!.after });
  expect(next.results[0]?.properties['amount']).toBe('200');
  expect(next.paging).toBeUndefined();
  await expect(searchApi.doSearch({ ...request, sorts: ['-nonsense'] })).rejects.toMatchObject({ code: 400 });
});

it('… and associates them', async () => {
  const company = await client.crm.companies.basicApi.create({
    properties: { name: 'Acme' },
    associations: [],
  });
  const contact = await client.crm.contacts.basicApi.create({
    properties: { firstname: 'B' },
    associations: [
      { to: { id: company.id }, types: [{ associationCategory: HUBSPOT_DEFINED, associationTypeId: 279 }] },
    ],
  });
  const { v4 } = client.crm.associations;
  const page = await v4.basicApi.getPage('contacts', contact.id, 'companies');
  // The wire has a number, whatever the client's own types say.
  expect(page.results[0]?.toObjectId).toBe(Number(company.id));
  expect(page.results[0]?.associationTypes.map((type) => type.typeId).sort()).toEqual([1, 279]);
  const batch = await v4.batchApi.getPage('contacts', 'companies', { inputs: [{ id: contact.id }] });
  expect(batch.results[0]?.to[0]?.toObjectId).toBe(Number(company.id));
  await v4.basicApi.archive('contacts', contact.id, 'companies', company.id);
  await v4.basicApi.createDefault('contacts', contact.id, 'companies', company.id);
  const labels = await client.crm.associations.v4.schema.definitionsApi.getAll('contacts', 'companies');
  expect(labels.results.map((type) => type.typeId)).toEqual([279, 1]);
});

it('… and defines what they can hold', async () => {
  const property = await client.crm.properties.coreApi.create('contacts', {
    name: 'shoe_size',
    label: 'Shoe size',
    groupName: 'contactinformation',
    type: PropertyCreateTypeEnum.Number,
    fieldType: PropertyCreateFieldTypeEnum.Number,
  });
  expect(property.modificationMetadata?.archivable).toBe(true);
  await client.crm.properties.coreApi.archive('contacts', 'shoe_size');
  const all = await client.crm.properties.coreApi.getAll('contacts');
  expect(all.results.map((one) => one.name)).not.toContain('shoe_size');
  const groups = await client.crm.properties.groupsApi.getAll('contacts');
  expect(groups.results[0]?.name).toBe('contactinformation');
});

it("… and object types of one's own", async () => {
  const schema = await client.crm.schemas.coreApi.create({
    name: 'car',
    labels: { singular: 'Car', plural: 'Cars' },
    requiredProperties: ['vin'],
    primaryDisplayProperty: 'vin',
    properties: [
      { name: 'vin', label: 'VIN', type: ObjectTypePropertyCreateTypeEnum.String, fieldType: 'text' },
    ],
    associatedObjects: ['CONTACT'],
  });
  expect(schema.objectTypeId).toMatch(/^2-\d+$/);
  const car = await client.crm.objects.basicApi.create(schema.objectTypeId!, {
    properties: { vin: 'V' },
    associations: [],
  });
  expect(car.properties['vin']).toBe('V');
  await client.crm.objects.basicApi.archive('car', car.id);
  await client.crm.schemas.coreApi.archive('car');
});
