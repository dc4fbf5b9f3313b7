import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

/** The associations of the older API: one name each, at records and in batches. */
let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
});
afterAll(() => millrace.stop());

async function a(objectType: string, properties: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await millrace.post(`/crm/v3/objects/${objectType}`, { properties });
  expect(status).toBe(201);
  return body.id;
}

const below = (type: string, id: string, to: string) => `/crm/v3/objects/${type}/${id}/associations/${to}`;

test('a pair is associated by name or by number, read from both ends, and parted', async () => {
  const [contact, company] = [await a('contacts'), await a('companies')];
  for (const type of ['contact_to_company', '279', '1', 'CONTACT_TO_COMPANY_UNLABELED']) {
    const put = await millrace.put(`${below('contacts', contact, 'companies')}/${company}/${type}`);
    expect(put.status, JSON.stringify(put.body)).toBe(200);
    expect(put.body.id).toBe(contact);
    expect(put.body.associations.companies.results.map((one: { id: string }) => one.id)).toContain(company);
    const back = await millrace.get(below('companies', company, 'contacts'));
    expect(back.body.results).toContainEqual({ id: contact, type: 'company_to_contact' });
    const path = `${below('0-1', contact, '0-2')}/${company}/contact_to_company`;
    expect((await millrace.delete(path)).status).toBe(204);
    expect((await millrace.get(below('contacts', contact, 'companies'))).body).toEqual({ results: [] });
  }
  const deal = await a('deals', { dealname: 'D' });
  await millrace.put(`${below('deals', deal, 'contacts')}/${contact}/deal_to_contact`);
  expect((await millrace.get(below('deals', deal, 'contacts'))).body).toEqual({
    results: [{ id: contact, type: 'deal_to_contact' }],
  });
});

test('a label of the account is made and taken away alone', async () => {
  const [contact, company] = [await a('contacts'), await a('companies')];
  const label = await millrace.post('/crm/v4/associations/contacts/companies/labels', {
    label: 'Buyer',
    name: 'buyer',
  });
  const { typeId } = label.body.results[0];
  const path = `${below('contacts', contact, 'companies')}/${company}`;
  expect((await millrace.put(`${path}/buyer`)).status).toBe(200);
  const types = await millrace.get('/crm/v3/associations/contacts/companies/types');
  expect(types.body.results).toEqual(
    expect.arrayContaining([
      { id: '279', name: 'contact_to_company_unlabeled' },
      { id: '1', name: 'contact_to_company' },
      { id: String(typeId), name: 'buyer' },
    ]),
  );
  expect((await millrace.delete(`${path}/buyer`)).status).toBe(204);
  const left = await millrace.get(below('contacts', contact, 'companies'));
  expect(left.body.results.map((one: { type: string }) => one.type)).toEqual([
    'contact_to_company',
    'contact_to_company_unlabeled',
  ]);
});

test('an unknown type and unknown records are refused by name', async () => {
  const [contact, company] = [await a('contacts'), await a('companies')];
  const path = `${below('contacts', contact, 'companies')}/${company}`;
  for (const type of ['deal_to_contact', '99999', '3']) {
    const { status, body } = await millrace.put(`${path}/${type}`);
    expect([status, body.category, body.subCategory]).toEqual([
      400,
      'VALIDATION_ERROR',
      'crm.associations.INVALID_ASSOCIATION_TYPE',
    ]);
    expect(body.message).toContain(`"${type}"`);
  }
  const input = { from: { id: contact }, to: { id: company }, type: 'nonsense' };
  const batch = await millrace.post('/crm/v3/associations/contacts/companies/batch/create', {
    inputs: [input],
  });
  expect([batch.status, batch.body.subCategory, batch.body.errors[0].in]).toEqual([
    400,
    'crm.associations.INVALID_ASSOCIATION_TYPE',
    'inputs[0].type',
  ]);
  expect((await millrace.put(`${below('contacts', '999999', 'companies')}/${company}/279`)).status).toBe(404);
  expect((await millrace.get(below('contacts', '999999', 'companies'))).status).toBe(404);
});

test('batches make, read and part pairs; who has none is told', async () => {
  const [one, two, three] = [await a('contacts'), await a('contacts'), await a('contacts')];
  const company = await a('companies');
  const inputs = [one, two].map((id) => ({ from: { id }, to: { id: company }, type: 'contact_to_company' }));
  const base = '/crm/v3/associations/contacts/companies/batch';
  const made = await millrace.post(`${base}/create`, { inputs });
  expect([made.status, made.body.results]).toEqual([201, inputs]);
  const read = await millrace.post(`${base}/read`, {
    inputs: [three, two, 'abc', one].map((id) => ({ id })),
  });
  expect(read.status).toBe(207);
  expect(read.body.results.map((each: { from: { id: string } }) => each.from.id)).toEqual([two, one]);
  expect(read.body.results[0].to).toContainEqual({ id: company, type: 'contact_to_company' });
  expect(read.body.errors.map((error: { subCategory: string }) => error.subCategory)).toEqual([
    'crm.associations.NO_ASSOCIATIONS_FOUND',
    'crm.associations.INVALID_IDENTIFIER',
  ]);
  expect((await millrace.post(`${base}/archive`, { inputs })).status).toBe(204);
  const none = await millrace.post('/crm/v3/associations/0-2/0-1/batch/read', { inputs: [{ id: company }] });
  expect([none.status, none.body.results, none.body.numErrors]).toEqual([207, [], 1]);
});

test('pages follow one another, of a record and in a batch', async () => {
  const company = await a('companies');
  const contacts: string[] = [];
  for (let batch = 0; batch < 2; batch++) {
    const { body } = await millrace.post('/crm/v3/objects/contacts/batch/create', {
      inputs: Array.from({ length: 60 }, () => ({ properties: {} })),
    });
    contacts.push(...body.results.map((record: { id: string }) => record.id));
  }
  const inputs = contacts.map((id) => ({ from: { id }, to: { id: company }, type: '279' }));
  expect(
    (await millrace.post('/crm/v3/associations/contacts/companies/batch/create', { inputs })).status,
  ).toBe(201);
  const [read] = (
    await millrace.post('/crm/v3/associations/companies/contacts/batch/read', { inputs: [{ id: company }] })
  ).body.results;
  expect(new Set(read.to.map((one: { id: string }) => one.id))).toEqual(new Set(contacts.slice(0, 100)));
  expect(read.paging.next.after).toBe(contacts[99]);
  const rest = await millrace.get(read.paging.next.link.replace(millrace.url, ''));
  expect(new Set(rest.body.results.map((one: { id: string }) => one.id))).toEqual(
    new Set(contacts.slice(100)),
  );
  const page = await millrace.get(`${below('companies', company, 'contacts')}?limit=70`);
  expect(page.body.paging.next.after).toBe(contacts[69]);
});
