import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
let statements = 0;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, () => {
    statements++;
  });
});
afterAll(() => millrace.stop());

async function a(objectType: string, properties: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await millrace.post(`/crm/v3/objects/${objectType}`, { properties });
  expect(status).toBe(201);
  return body.id;
}

const hubspot = (associationTypeId: number) => ({
  associationCategory: 'HUBSPOT_DEFINED',
  associationTypeId,
});

/** The association types from the contact to each company. */
async function typesOf(contact: string): Promise<Record<string, number[]>> {
  const { body } = await millrace.get(`/crm/v4/objects/contacts/${contact}/associations/companies`);
  return Object.fromEntries(
    body.results.map((one: { toObjectId: string; associationTypes: { typeId: number }[] }) => [
      one.toObjectId,
      one.associationTypes.map((type) => type.typeId).sort((x, y) => x - y),
    ]),
  );
}

async function changesOf(id: string): Promise<string[]> {
  const rows = await millrace.sql`select kind from changes where record_id = ${id} order by id`;
  return rows.map((row) => row['kind'] as string);
}

describe('one pair of records', () => {
  it('is associated by default, and the first company is the primary one', async () => {
    const [contact, one, two] = [await a('contacts'), await a('companies'), await a('companies')];
    const put = await millrace.put(`/crm/v4/objects/contact/${contact}/associations/default/company/${one}`);
    expect(put.status).toBe(200);
    expect(put.body).toMatchObject({
      status: 'COMPLETE',
      results: [
        { from: { id: contact }, to: { id: one }, associationSpec: hubspot(279) },
        { from: { id: one }, to: { id: contact }, associationSpec: hubspot(280) },
      ],
    });
    await millrace.put(`/crm/v4/objects/0-1/${contact}/associations/default/0-2/${two}`);
    expect(await typesOf(contact)).toEqual({ [one]: [1, 279], [two]: [279] });
  });

  it('is read with labels, and nothing but them where there are none', async () => {
    const [contact, company] = [await a('contacts'), await a('companies')];
    await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/companies/${company}`, [hubspot(1)]);
    const { body } = await millrace.get(`/crm/v4/objects/contacts/${contact}/associations/companies`);
    expect(body).toEqual({
      results: [
        {
          toObjectId: Number(company),
          associationTypes: [
            { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
            { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
          ],
        },
      ],
    });
    const none = await millrace.get(`/crm/v4/objects/contacts/${contact}/associations/deals`);
    expect(none.body).toEqual({ results: [] });
  });

  it('gives the primary place to another company, from either end', async () => {
    const [contact, one, two] = [await a('contacts'), await a('companies'), await a('companies')];
    await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/companies/${one}`, [hubspot(1)]);
    const put = await millrace.put(`/crm/v4/objects/companies/${two}/associations/contacts/${contact}`, [
      hubspot(2),
    ]);
    expect([put.status, put.body]).toEqual([
      201,
      {
        fromObjectTypeId: '0-2',
        fromObjectId: Number(two),
        toObjectTypeId: '0-1',
        toObjectId: Number(contact),
        labels: ['Primary'],
      },
    ]);
    expect(await typesOf(contact)).toEqual({ [one]: [279], [two]: [1, 279] });
  });

  it('is logged at both ends, once', async () => {
    const [contact, deal] = [await a('contacts'), await a('deals', { dealname: 'D' })];
    const path = `/crm/v4/objects/contacts/${contact}/associations/deals/${deal}`;
    await millrace.put(path, [hubspot(4)]);
    await millrace.put(path, [hubspot(4)]);
    await millrace.delete(path);
    await millrace.delete(path);
    expect(await changesOf(contact)).toEqual(['created', 'associated', 'disassociated']);
    expect(await changesOf(deal)).toEqual(['created', 'associated', 'disassociated']);
    const [change] =
      await millrace.sql`select after from changes where record_id = ${deal} and kind = 'associated'`;
    expect(change?.['after']).toEqual({
      objectTypeId: '0-1',
      id: contact,
      category: 'HUBSPOT_DEFINED',
      typeId: 3,
    });
  });

  it('is not there any more when one of them is archived', async () => {
    const [contact, company] = [await a('contacts'), await a('companies')];
    await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
    await millrace.delete(`/crm/v3/objects/companies/${company}`);
    expect(await typesOf(contact)).toEqual({});
  });

  it('is read page by page', async () => {
    const company = await a('companies');
    const contacts = [await a('contacts'), await a('contacts'), await a('contacts')];
    for (const contact of contacts) {
      await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
    }
    const path = `/crm/v4/objects/companies/${company}/associations/contacts?limit=2`;
    const first = await millrace.get(path);
    expect(first.body.results).toHaveLength(2);
    const second = await millrace.get(`${path}&after=${first.body.paging.next.after}`);
    expect(second.body.results.map((one: { toObjectId: number }) => one.toObjectId)).toEqual([
      Number(contacts[2]),
    ]);
    expect(second.body).not.toHaveProperty('paging');
  });

  it.each([
    ['a record that there is not', 'contacts', '999999', 'companies', [hubspot(279)], 404],
    ['an unknown object type', 'unicorns', '1', 'companies', [hubspot(279)], 400],
    ['the wrong direction', 'contacts', undefined, 'companies', [hubspot(280)], 400],
    ['a type between other objects', 'contacts', undefined, 'companies', [hubspot(3)], 400],
    ['no types', 'contacts', undefined, 'companies', [], 400],
    [
      'a category that there is not',
      'contacts',
      undefined,
      'companies',
      [{ associationCategory: 'MINE', associationTypeId: 1 }],
      400,
    ],
  ])('is not associated with %s', async (_, from, fromId, to, types, status) => {
    const id = fromId ?? (await a('contacts'));
    const answer = await millrace.put(
      `/crm/v4/objects/${from}/${id}/associations/${to}/${await a('companies')}`,
      types,
    );
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status: 'error', correlationId: expect.any(String) });
  });
});

describe('batches', () => {
  const BATCH = '/crm/v4/associations/contacts/companies/batch';

  it('associate, read and take apart', async () => {
    const [one, two, company] = [await a('contacts'), await a('contacts'), await a('companies')];
    const created = await millrace.post(`${BATCH}/create`, {
      inputs: [one, two, '999999'].map((id) => ({
        from: { id },
        to: { id: company },
        types: [hubspot(279)],
      })),
    });
    expect(created.status).toBe(207);
    expect(created.body.results).toMatchObject([
      { fromObjectId: Number(one) },
      { fromObjectId: Number(two) },
    ]);
    expect(created.body.errors).toMatchObject([
      { category: 'OBJECT_NOT_FOUND', context: { fromObjectId: ['999999'], toObjectId: [company] } },
    ]);
    const read = await millrace.post(`${BATCH}/read`, { inputs: [{ id: one }, { id: two }, { id: 'x' }] });
    expect(read.status).toBe(207);
    expect(read.body.results).toMatchObject([
      { from: { id: one }, to: [{ toObjectId: Number(company) }] },
      { from: { id: two }, to: [{ toObjectId: Number(company) }] },
    ]);
    const archived = await millrace.post(`${BATCH}/archive`, {
      inputs: [{ from: { id: one }, to: [{ id: company }] }],
    });
    expect(archived.status).toBe(204);
    expect(await typesOf(one)).toEqual({});
    expect(await typesOf(two)).toEqual({ [company]: [1, 279] });
  });

  it('associate by default', async () => {
    const [contact, company] = [await a('contacts'), await a('companies')];
    const { status, body } = await millrace.post(`${BATCH}/associate/default`, {
      inputs: [{ from: { id: contact }, to: { id: company } }],
    });
    expect([status, body.results.length]).toEqual([200, 2]);
    expect(await typesOf(contact)).toEqual({ [company]: [1, 279] });
  });

  it('leave one primary company when several are named at once', async () => {
    const [contact, one, two] = [await a('contacts'), await a('companies'), await a('companies')];
    await millrace.post(`${BATCH}/create`, {
      inputs: [one, two].map((id) => ({ from: { id: contact }, to: { id }, types: [hubspot(1)] })),
    });
    expect(await typesOf(contact)).toEqual({ [one]: [279], [two]: [1, 279] });
  });

  it('take only labels away', async () => {
    const [contact, company] = [await a('contacts'), await a('companies')];
    await millrace.put(`/crm/v4/objects/contacts/${contact}/associations/companies/${company}`, [hubspot(1)]);
    const inputs = [{ from: { id: contact }, to: { id: company }, types: [hubspot(1)] }];
    expect((await millrace.post(`${BATCH}/labels/archive`, { inputs })).status).toBe(204);
    expect(await typesOf(contact)).toEqual({ [company]: [279] });
  });

  it('refuse too many inputs', async () => {
    const inputs = Array.from({ length: 2_001 }, () => ({
      from: { id: '1' },
      to: { id: '2' },
      types: [hubspot(1)],
    }));
    const { status, body } = await millrace.post(`${BATCH}/create`, { inputs });
    expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('cost the same number of statements whatever their size', async () => {
    const costs = [];
    for (const size of [1, 12]) {
      const contacts = await Promise.all(Array.from({ length: size }, () => a('contacts')));
      const company = await a('companies');
      const ends = contacts.map((id) => ({ from: { id }, to: { id: company } }));
      const before = statements;
      await millrace.post(`${BATCH}/create`, {
        inputs: ends.map((pair) => ({ ...pair, types: [hubspot(1)] })),
      });
      await millrace.post(`${BATCH}/read`, { inputs: contacts.map((id) => ({ id })) });
      await millrace.post(`${BATCH}/archive`, {
        inputs: contacts.map((id) => ({ from: { id }, to: [{ id: company }] })),
      });
      costs.push(statements - before);
      expect(await typesOf(contacts[0]!)).toEqual({});
    }
    expect(costs[1]).toBe(costs[0]);
  });

  it('in opposite order, at once, do not lock each other out', async () => {
    const contacts = await Promise.all(Array.from({ length: 6 }, () => a('contacts')));
    const companies = await Promise.all(Array.from({ length: 6 }, () => a('companies')));
    const pairs = contacts.map((id, index) => ({
      from: { id },
      to: { id: companies[index] },
      types: [hubspot(279)],
    }));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        millrace.post(`${BATCH}/create`, { inputs: index % 2 === 0 ? pairs : [...pairs].reverse() }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 201));
  });
});

describe('labels', () => {
  const LABELS = '/crm/associations/v4/contacts/companies/labels';

  it('are the standard ones to begin with, at both paths', async () => {
    const expected = {
      results: [
        { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
        { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
      ],
    };
    expect((await millrace.get(LABELS)).body).toEqual(expected);
    expect((await millrace.get('/crm/v4/associations/0-1/0-2/labels')).body).toEqual(expected);
  });

  it('are made, used, renamed, deleted', async () => {
    const made = await millrace.post(LABELS, { label: 'Manager', name: 'manager', inverseLabel: 'Managed' });
    expect(made.status).toBe(200);
    const [there, back] = made.body.results;
    expect([there.label, back.label]).toEqual(['Manager', 'Managed']);
    expect((await millrace.post(LABELS, { label: 'Manager', name: 'manager' })).status).toBe(409);

    const [contact, company] = [await a('contacts'), await a('companies')];
    const types = [{ associationCategory: 'USER_DEFINED', associationTypeId: there.typeId }];
    const put = await millrace.put(
      `/crm/v4/objects/contacts/${contact}/associations/companies/${company}`,
      types,
    );
    expect(put.body.labels).toEqual(['Manager']);
    const { body } = await millrace.get(`/crm/v4/objects/companies/${company}/associations/contacts`);
    expect(body.results[0].associationTypes).toContainEqual({
      category: 'USER_DEFINED',
      typeId: back.typeId,
      label: 'Managed',
    });

    const renamed = await millrace.put(LABELS, { associationTypeId: there.typeId, label: 'Boss' });
    expect(renamed.status).toBe(204);
    expect((await millrace.get(LABELS)).body.results).toContainEqual({
      category: 'USER_DEFINED',
      typeId: there.typeId,
      label: 'Boss',
    });
    expect((await millrace.delete(`${LABELS}/${there.typeId}`)).status).toBe(400);
    await millrace.delete(`/crm/v4/objects/contacts/${contact}/associations/companies/${company}`);
    expect((await millrace.delete(`${LABELS}/${there.typeId}`)).status).toBe(204);
    expect((await millrace.get(LABELS)).body.results).toHaveLength(2);
  });

  it('of the standard cannot be deleted', async () => {
    expect((await millrace.delete(`${LABELS}/1`)).status).toBe(404);
  });
});
