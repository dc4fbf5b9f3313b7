import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

/** What clients read by type and by sub-category. */
let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

async function a(objectType: string): Promise<string> {
  return (await millrace.post(`/crm/v3/objects/${objectType}`, { properties: {} })).body.id;
}

const typed = (associationTypeId: unknown, category: object = { associationCategory: 'HUBSPOT_DEFINED' }) => [
  { ...category, associationTypeId },
];

test('ids of associated records are numbers; who they are of stays text', async () => {
  const [contact, company] = [await a('contacts'), await a('companies')];
  const path = `/crm/v4/objects/contacts/${contact}/associations/companies`;
  const put = await millrace.put(`${path}/${company}`, typed(279));
  expect(put.body).toMatchObject({ fromObjectId: Number(contact), toObjectId: Number(company) });
  expect((await millrace.get(path)).body.results[0].toObjectId).toBe(Number(company));
  const batch = '/crm/v4/associations/contacts/companies/batch';
  const read = await millrace.post(`${batch}/read`, { inputs: [{ id: contact }] });
  expect(read.status).toBe(200);
  expect(read.body.results).toMatchObject([{ from: { id: contact }, to: [{ toObjectId: Number(company) }] }]);
  const made = await millrace.post(`${batch}/create`, {
    inputs: [{ from: { id: contact }, to: { id: company }, types: typed(279) }],
  });
  expect(made.body.results[0].toObjectId).toBe(Number(company));
});

test('a batch read says of each record without associations that it has none', async () => {
  const [one, two, company] = [await a('contacts'), await a('contacts'), await a('companies')];
  await millrace.put(`/crm/v4/objects/contacts/${one}/associations/default/companies/${company}`);
  const read = (from: string, to: string, ...ids: string[]) =>
    millrace.post(`/crm/v4/associations/${from}/${to}/batch/read`, { inputs: ids.map((id) => ({ id })) });
  const both = await read('contacts', 'companies', one, two);
  expect(both.status).toBe(207);
  expect(both.body).toMatchObject({
    status: 'COMPLETE',
    results: [{ from: { id: one } }],
    numErrors: 1,
    errors: [
      {
        status: 'error',
        category: 'OBJECT_NOT_FOUND',
        subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
        message: `No company is associated with contact ${two}.`,
        context: { fromObjectId: [two], fromObjectType: ['contact'], toObjectType: ['company'] },
        errors: [],
        links: {},
      },
    ],
  });
  for (const [from, to] of [
    ['contacts', 'companies'],
    ['0-1', '0-3'],
  ] as const) {
    const none = await read(from, to, two);
    expect([none.status, none.body.results, none.body.numErrors]).toEqual([207, [], 1]);
  }
  const nobody = await read('companies', 'contacts', company, '999999', 'abc');
  expect(nobody.body.results).toMatchObject([{ from: { id: company } }]);
  expect(
    nobody.body.errors.map((error: { category: string; subCategory: string }) => [
      error.category,
      error.subCategory,
    ]),
  ).toEqual([
    ['OBJECT_NOT_FOUND', 'crm.associations.NO_ASSOCIATIONS_FOUND'],
    ['VALIDATION_ERROR', 'crm.associations.INVALID_IDENTIFIER'],
  ]);
  const single = await millrace.get(`/crm/v4/objects/contacts/${two}/associations/companies`);
  expect([single.status, single.body]).toEqual([200, { results: [] }]);
});

test('type ids come as text, too, and without a category', async () => {
  const [contact, company] = [await a('contacts'), await a('companies')];
  const path = `/crm/v4/objects/contacts/${contact}/associations/companies/${company}`;
  for (const types of [typed('279'), typed(279, {}), typed('279', { associationCategory: null })]) {
    expect((await millrace.put(path, types)).status).toBe(201);
    const made = await millrace.post('/crm/v3/objects/contacts', {
      properties: {},
      associations: [{ to: { id: company }, types }],
    });
    expect(made.status).toBe(201);
    const batch = '/crm/v4/associations/contacts/companies/batch';
    const inputs = [{ from: { id: contact }, to: { id: company }, types }];
    expect((await millrace.post(`${batch}/create`, { inputs })).status).toBe(201);
    expect((await millrace.post(`${batch}/labels/archive`, { inputs })).status).toBe(204);
  }
  const wrong = await millrace.put(path, typed(4));
  expect([wrong.status, wrong.body.subCategory]).toEqual([400, 'crm.associations.INVALID_ASSOCIATION_TYPE']);
  const missing = await millrace.put(path);
  expect([missing.status, missing.body.message]).toEqual([400, expect.stringContaining('body is missing')]);
});

test('records are listed and read under v4 as under v3', async () => {
  const contact = await a('contacts');
  const [older, newer] = [
    await millrace.get(`/crm/v3/objects/contacts?limit=1`),
    await millrace.get(`/crm/v4/objects/contacts?limit=1`),
  ];
  expect(newer.body.results).toEqual(older.body.results);
  expect(new URL(newer.body.paging.next.link).pathname).toBe('/crm/v4/objects/contacts');
  expect((await millrace.get(`/crm/v4/objects/contacts/${contact}`)).body.id).toBe(contact);
});
