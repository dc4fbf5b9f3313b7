import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Millrace, startMillrace } from '../../../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

const CONTACTS = '/crm/v3/objects/contacts';

async function aContact(properties: Record<string, unknown>): Promise<string> {
  const { status, body } = await millrace.post(CONTACTS, { properties });
  expect(status).toBe(201);
  return body.id;
}

async function changesOf(id: string) {
  return millrace.sql`select kind, before, after, source, at from changes where record_id = ${id} order by id`;
}

describe('a record', () => {
  it('is made, with what the server adds', async () => {
    const { status, body } = await millrace.post(CONTACTS, {
      properties: { email: 'Ada@Example.com', firstname: 'Ada', hs_email_optout: false },
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^\d+$/),
      properties: {
        email: 'ada@example.com',
        hs_email_domain: 'example.com',
        firstname: 'Ada',
        hs_email_optout: 'false',
        hs_object_id: body.id,
        createdate: body.createdAt,
        lastmodifieddate: body.updatedAt,
        hs_lastmodifieddate: body.updatedAt,
        lifecyclestage: 'lead',
        hs_lifecyclestage_lead_date: body.createdAt,
        hs_pipeline: 'contacts-lifecycle-pipeline',
        hs_object_source: 'INTEGRATION',
        hs_object_source_label: 'INTEGRATION',
        hs_object_source_id: expect.stringMatching(/^\d+$/),
      },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: body.createdAt,
      archived: false,
      url: `${millrace.url}/contacts/${millrace.accountId}/record/0-1/${body.id}`,
    });
  });

  it('has an id that is drawn here, and says so when another was brought along', async () => {
    const warned = (given: string) => [
      { category: 'ID_NOT_TAKEN', message: expect.stringContaining(`id ${given} was not taken`) },
    ];
    const one = await millrace.post(CONTACTS, { id: '77', properties: { city: 'Bern' } });
    expect([one.status, one.body.id]).not.toEqual([201, '77']);
    expect(one.body.warnings).toMatchObject(warned('"77"'));
    expect(one.body.warnings[0].context.id).toEqual([one.body.id]);
    const batch = await millrace.post(`${CONTACTS}/batch/create`, {
      inputs: [{ id: 78, properties: { city: 'Bern' } }, { properties: { city: 'Bern' } }],
    });
    expect(batch.body.results[0].warnings).toMatchObject(warned('"78"'));
    expect(batch.body.results[1]).not.toHaveProperty('warnings');
  });

  it('is read with the default properties, or with those that are asked for', async () => {
    const id = await aContact({ email: 'read@example.com', city: 'Turin' });
    const plain = await millrace.get(`${CONTACTS}/${id}`);
    expect(Object.keys(plain.body.properties).sort()).toEqual([
      'createdate',
      'email',
      'firstname',
      'hs_object_id',
      'lastmodifieddate',
      'lastname',
    ]);
    expect(plain.body.properties.firstname).toBeNull();
    const asked = await millrace.get(`/crm/v3/objects/0-1/${id}?properties=city,phone&properties=nonsense`);
    expect(asked.body.properties).toEqual({
      city: 'Turin',
      phone: null,
      hs_object_id: id,
      createdate: expect.any(String),
      lastmodifieddate: expect.any(String),
    });
  });

  it('is read by a unique property', async () => {
    const id = await aContact({ email: 'by.mail@example.com' });
    const { body } = await millrace.get(`${CONTACTS}/BY.mail@example.com?idProperty=email`);
    expect(body.id).toBe(id);
  });

  it('is changed, and keeps the history of its properties', async () => {
    const id = await aContact({ email: 'history@example.com', lifecyclestage: 'lead' });
    const { status, body } = await millrace.patch(`${CONTACTS}/${id}`, {
      properties: { lifecyclestage: 'customer', city: 'Rome' },
    });
    expect(status).toBe(200);
    expect(body.properties).toMatchObject({ lifecyclestage: 'customer', city: 'Rome' });
    await millrace.patch(`${CONTACTS}/${id}`, { properties: { city: '' } });
    const read = await millrace.get(`${CONTACTS}/${id}?propertiesWithHistory=lifecyclestage,city`);
    expect(read.body.properties).toMatchObject({ lifecyclestage: 'customer', city: null });
    const { lifecyclestage, city } = read.body.propertiesWithHistory;
    expect(lifecyclestage.map((entry: { value: string }) => entry.value)).toEqual(['customer', 'lead']);
    expect(city.map((entry: { value: string }) => entry.value)).toEqual(['', 'Rome']);
    expect(lifecyclestage[0]).toEqual({
      value: 'customer',
      timestamp: expect.any(String),
      sourceType: 'INTEGRATION',
      sourceId: expect.any(String),
    });
  });

  it('is changed by a unique property', async () => {
    const id = await aContact({ email: 'patch.by.mail@example.com' });
    const { body } = await millrace.patch(`${CONTACTS}/patch.by.mail@example.com?idProperty=email`, {
      properties: { firstname: 'Grace' },
    });
    expect(body).toMatchObject({ id, properties: { firstname: 'Grace' } });
  });

  it('says what follows from its values', async () => {
    const { body } = await millrace.post('/crm/v3/objects/deals', {
      properties: { dealname: 'D', dealstage: 'contractsent' },
    });
    expect(body.properties).toMatchObject({ pipeline: 'default', hs_is_closed: 'false' });
    const path = `/crm/v3/objects/deals/${body.id}`;
    const won = await millrace.patch(path, { properties: { dealstage: 'closedwon' } });
    expect(won.body.properties).toMatchObject({ hs_is_closed_won: 'true', closedate: won.body.updatedAt });
    const nowhere = await millrace.patch(path, { properties: { dealstage: 'nowhere' } });
    expect(nowhere.body.errors).toMatchObject([{ code: 'INVALID_OPTION', in: 'properties.dealstage' }]);
  });

  it('adds to a choice of several that begins with a semicolon', async () => {
    const id = await aContact({ email: 'several@example.com', hs_buying_role: 'CHAMPION' });
    const { body } = await millrace.patch(`${CONTACTS}/${id}`, {
      properties: { hs_buying_role: ';END_USER;CHAMPION' },
    });
    expect(body.properties.hs_buying_role).toBe('CHAMPION;END_USER');
  });

  it('logs a change for what differs, and none for what does not', async () => {
    const id = await aContact({ email: 'changes@example.com', city: 'Bern' });
    await millrace.patch(`${CONTACTS}/${id}`, { properties: { city: 'Bern' } });
    await millrace.patch(`${CONTACTS}/${id}`, {
      properties: { city: 'Basel', email: 'changes@example.com' },
    });
    await millrace.delete(`${CONTACTS}/${id}`);
    const changes = await changesOf(id);
    expect(changes.map((change) => change['kind'])).toEqual(['created', 'updated', 'archived']);
    expect(changes[0]).toMatchObject({ before: null, after: { city: 'Bern', hs_object_id: id } });
    expect(changes[1]).toMatchObject({
      before: { city: 'Bern' },
      after: { city: 'Basel' },
      source: { type: 'API' },
    });
  });

  it('is archived: gone, unless archived ones are asked for, and its e-mail is free again', async () => {
    const id = await aContact({ email: 'gone@example.com' });
    expect((await millrace.delete(`${CONTACTS}/${id}`)).status).toBe(204);
    expect((await millrace.delete(`${CONTACTS}/${id}`)).status).toBe(204);
    expect((await millrace.get(`${CONTACTS}/${id}`)).status).toBe(404);
    expect((await millrace.patch(`${CONTACTS}/${id}`, { properties: { city: 'Bonn' } })).status).toBe(404);
    const archived = await millrace.get(`${CONTACTS}/${id}?archived=true`);
    expect(archived.body).toMatchObject({ id, archived: true, archivedAt: expect.any(String) });
    await aContact({ email: 'gone@example.com' });
  });
});

describe('a new record with associations', () => {
  it('is linked both ways, and the first company is the primary one', async () => {
    const company = (await millrace.post('/crm/v3/objects/companies', { properties: { name: 'Acme' } })).body
      .id;
    const { status, body } = await millrace.post(CONTACTS, {
      properties: { email: 'linked@example.com' },
      associations: [
        { to: { id: company }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }] },
      ],
    });
    expect(status).toBe(201);
    const contact = await millrace.get(`${CONTACTS}/${body.id}?associations=companies`);
    expect(contact.body.associations).toEqual({
      companies: {
        results: [
          { id: company, type: 'contact_to_company' },
          { id: company, type: 'contact_to_company_unlabeled' },
        ],
      },
    });
    const back = await millrace.get(`/crm/v3/objects/companies/${company}?associations=contact`);
    expect(back.body.associations.contacts.results.map((entry: { id: string }) => entry.id)).toEqual([
      body.id,
      body.id,
    ]);
    const kinds = (await changesOf(company)).map((change) => change['kind']);
    expect(kinds).toEqual(['created', 'associated', 'associated']);
  });

  it.each([
    ['a type that there is not', 99_999, 'INVALID_ASSOCIATION_TYPE', 'associations[0].types[0]'],
    ['the other direction', 280, 'INVALID_ASSOCIATION_TYPE', 'associations[0].types[0]'],
    ['a record that there is not', 279, 'INVALID_ASSOCIATION_TARGET', 'associations[0].to.id'],
  ])('is refused with %s', async (_, associationTypeId, code, member) => {
    const { status, body } = await millrace.post(CONTACTS, {
      properties: { email: 'unlinked@example.com' },
      associations: [
        { to: { id: '999999999' }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] },
      ],
    });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ code, in: member }]);
    const rows = await millrace.sql`select 1 from unique_values where value = 'unlinked@example.com'`;
    expect(rows).toHaveLength(0);
  });
});

describe('a listing', () => {
  it('goes on page by page, to the end', async () => {
    for (const name of ['a', 'b', 'c']) {
      await millrace.post('/crm/v3/objects/products', { properties: { name, price: 10 } });
    }
    const first = await millrace.get('/crm/v3/objects/products?limit=2&properties=name');
    expect(first.body.results.map((one: { properties: { name: string } }) => one.properties.name)).toEqual([
      'a',
      'b',
    ]);
    const { after, link } = first.body.paging.next;
    expect(after).toBe(first.body.results[1].id);
    expect(new URL(link).searchParams.get('properties')).toBe('name');
    const second = await millrace.get(`/crm/v3/objects/products?limit=2&properties=name&after=${after}`);
    expect(second.body.results).toHaveLength(1);
    expect(second.body).not.toHaveProperty('paging');
  });

  it('has the archived ones only when they are asked for', async () => {
    const { body } = await millrace.post('/crm/v3/objects/quotes', {
      properties: { hs_title: 'Old', hs_expiration_date: '2026-12-31' },
    });
    await millrace.delete(`/crm/v3/objects/quotes/${body.id}`);
    expect((await millrace.get('/crm/v3/objects/quotes')).body.results).toEqual([]);
    expect((await millrace.get('/crm/v3/objects/quotes?archived=true')).body.results).toHaveLength(1);
  });
});

describe('a value that must be unique', () => {
  it('is refused a second time, with the holder named', async () => {
    const id = await aContact({ email: 'one@example.com' });
    const again = await millrace.post(CONTACTS, { properties: { email: 'ONE@example.com' } });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      status: 'error',
      category: 'CONFLICT',
      message: `Contact already exists. Existing ID: ${id}`,
      correlationId: expect.any(String),
    });
    const other = await aContact({ email: 'other@example.com' });
    const changed = await millrace.patch(`${CONTACTS}/${other}`, {
      properties: { email: 'one@example.com' },
    });
    expect(changed.status).toBe(409);
  });

  it('goes to one of many that want it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => millrace.post(CONTACTS, { properties: { email: 'race@example.com' } })),
    );
    const winners = answers.filter((answer) => answer.status === 201);
    const losers = answers.filter((answer) => answer.status === 409);
    expect([winners.length, losers.length]).toEqual([1, 7]);
    for (const loser of losers) {
      expect(loser.body.message).toBe(`Contact already exists. Existing ID: ${winners[0]?.body.id}`);
    }
  });
});

describe('bad input', () => {
  it('of many kinds is named all at once', async () => {
    const { status, body } = await millrace.post('/crm/v3/objects/deals', {
      properties: { dealname: 'D', amount: 'much', dealstage: 'nowhere', shoe_size: 43 },
    });
    expect(status).toBe(400);
    expect(body.category).toBe('VALIDATION_ERROR');
    expect(body.message).toMatch(/^Property values were not valid: \[\{"isValid":false/);
    expect(body.errors.map((error: { code: string; in: string }) => [error.code, error.in])).toEqual([
      ['INVALID_INTEGER', 'properties.amount'],
      ['PROPERTY_DOESNT_EXIST', 'properties.shoe_size'],
      ['INVALID_OPTION', 'properties.dealstage'],
    ]);
  });

  it.each([
    [
      'an unknown object type',
      'POST',
      '/crm/v3/objects/unicorns',
      { properties: {} },
      400,
      'Unable to infer object type from: unicorns',
    ],
    ['an id that is not one', 'GET', `${CONTACTS}/ada`, undefined, 404, 'add ?idProperty=…'],
    ['an id that there is not', 'GET', `${CONTACTS}/999999`, undefined, 404, '999999'],
    ['a record to delete that there never was', 'DELETE', `${CONTACTS}/999999`, undefined, 404, '999999'],
    ['not JSON', 'POST', CONTACTS, '{"properties":', 400, 'Invalid input JSON'],
    ['no properties', 'POST', CONTACTS, {}, 400, 'properties is required'],
    ['properties that are a list', 'POST', CONTACTS, { properties: [1] }, 400, 'properties must be'],
    [
      'a missing stage',
      'POST',
      '/crm/v3/objects/tickets',
      { properties: { subject: 'S' } },
      400,
      'Some required properties were not set',
    ],
    ['a limit that is too high', 'GET', `${CONTACTS}?limit=101`, undefined, 400, 'limit'],
    ['a cursor that is not one', 'GET', `${CONTACTS}?after=x`, undefined, 400, 'after'],
    [
      'an id property that is not unique',
      'GET',
      `${CONTACTS}/Ada?idProperty=firstname`,
      undefined,
      400,
      'firstname',
    ],
    [
      'associations to an unknown type',
      'GET',
      `${CONTACTS}?associations=unicorns`,
      undefined,
      400,
      'unicorns',
    ],
    [
      'a value with a zero character',
      'POST',
      CONTACTS,
      { properties: { firstname: 'a\0b' } },
      400,
      'firstname',
    ],
    ['a read-only property', 'POST', CONTACTS, { properties: { hs_object_id: '5' } }, 400, 'READ_ONLY_VALUE'],
  ])('%s', async (_, method, path, body, status, message) => {
    const answer = await millrace.call(method, path, body);
    expect(answer.body).toMatchObject({ status: 'error', correlationId: expect.any(String) });
    expect([answer.status, answer.body.message]).toEqual([status, expect.stringContaining(message)]);
  });

  it('writes nothing', async () => {
    const before = await millrace.sql`select count(*) from records`;
    await millrace.post(CONTACTS, { properties: { email: 'nothing' } });
    expect(await millrace.sql`select count(*) from records`).toEqual(before);
  });
});

describe('scopes', () => {
  it('open the object types of their family, to read or to write', async () => {
    const made = await millrace.post('/millrace/v1/tokens', {
      name: 'reader',
      scopes: ['crm.objects.contacts.read'],
    });
    const headers = { authorization: `Bearer ${made.body.token}` };
    expect((await millrace.call('GET', CONTACTS, undefined, headers)).status).toBe(200);
    expect((await millrace.call('GET', '/crm/v3/objects/notes', undefined, headers)).status).toBe(200);
    const refused = await millrace.call('GET', '/crm/v3/objects/deals', undefined, headers);
    expect([refused.status, refused.body.category]).toEqual([403, 'MISSING_SCOPES']);
    const write = await millrace.call('POST', CONTACTS, { properties: {} }, headers);
    expect(write.status).toBe(403);
  });
});
