import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../support/millrace.ts';
import { type Story, tellStory } from '../../support/story.ts';

let story: Story;
let path = '';
beforeAll(async () => {
  story = await tellStory();
  path = await givenForm([
    { objectTypeId: '0-1', name: 'email', fieldType: 'email', required: true },
    { objectTypeId: '0-2', name: 'name', fieldType: 'single_line_text', required: true },
    { objectTypeId: '0-2', name: 'domain', fieldType: 'single_line_text' },
    { objectTypeId: '0-2', name: 'numberofemployees', fieldType: 'number' },
    { objectTypeId: '0-5', name: 'subject', fieldType: 'single_line_text' },
  ]);
});
afterAll(() => story.stop());

async function givenForm(fields: readonly object[]): Promise<string> {
  const made = await story.millrace.post('/marketing/v3/forms', { name: 'Demo', fieldGroups: [{ fields }] });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return `${story.millrace.accountId}/${made.body.id}`;
}

/** Answers by the names that messages have for fields: `email`, `0-2/name`. */
function submit(
  answers: Record<string, unknown>,
  door: 'submit' | 'secure/submit' = 'submit',
  form = path,
): Promise<Answer> {
  const fields = Object.entries(answers).map(([key, value]) => {
    const [objectTypeId, name] = key.includes('/') ? key.split('/') : ['0-1', key];
    return { objectTypeId, name, value };
  });
  return story.millrace.post(`/submissions/v3/integration/${door}/${form}`, { fields });
}

const contactOf = async (email: string) =>
  (
    await story.millrace.get(
      `/crm/v3/objects/contacts/${email}?idProperty=email&associations=companies,tickets&properties=jobtitle`,
    )
  ).body;

const idsOf = (record: { associations?: Record<string, { results: { id: string }[] }> }, plural: string) => [
  ...new Set(record.associations?.[plural]?.results.map(({ id }) => id) ?? []),
];

const refused = (errorType: string, message: string) => ({
  status: 400,
  body: { errors: [{ errorType, message }] },
});

describe('the company of a form', () => {
  test('is made and becomes the contact’s own', async () => {
    const answer = await submit({
      email: 'ira@acme.example',
      '0-2/name': 'Acme',
      '0-2/domain': 'acme.example',
      '0-2/numberofemployees': 7,
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const [company, ...others] = idsOf(await contactOf('ira@acme.example'), 'companies');
    expect(others).toEqual([]);
    expect(await story.properties('companies', company!)).toMatchObject({
      name: 'Acme',
      domain: 'acme.example',
      numberofemployees: '7',
    });
    const own = await story.millrace.get(
      `/crm/v4/objects/contacts/${(await contactOf('ira@acme.example')).id}/associations/companies`,
    );
    expect(
      own.body.results[0].associationTypes.map(({ typeId }: { typeId: number }) => typeId).sort(),
    ).toEqual([1, 279]);
  });

  test('is found by its domain in any case, and changed', async () => {
    const company = await story.givenRecord('companies', { name: 'Bolt', domain: 'Bolt.example' });
    await submit({ email: 'one@bolt.example', '0-2/name': 'Bolt AG', '0-2/domain': 'BOLT.example' });
    await submit({ email: 'two@bolt.example', '0-2/name': 'Bolt AG', '0-2/domain': 'bolt.example' });
    for (const email of ['one@bolt.example', 'two@bolt.example'])
      expect(idsOf(await contactOf(email), 'companies')).toEqual([company]);
    expect((await story.properties('companies', company))['name']).toBe('Bolt AG');
  });

  test('is found by the domain of either that were merged, and keeps the one that it goes by', async () => {
    const one = await story.givenRecord('companies', { name: 'Dune', domain: 'dune.example' });
    const two = await story.givenRecord('companies', { name: 'Dune Ltd', domain: 'dune-ltd.example' });
    const merged = await story.millrace.post('/crm/v3/objects/companies/merge', {
      primaryObjectId: one,
      objectIdToMerge: two,
    });
    await submit({ email: 'a@dune.example', '0-2/name': 'Dune Group', '0-2/domain': 'dune-ltd.example' });
    expect(idsOf(await contactOf('a@dune.example'), 'companies')).toEqual([merged.body.id]);
    expect(await story.properties('companies', merged.body.id)).toMatchObject({
      name: 'Dune Group',
      domain: 'dune.example',
    });
  });

  test('follows when its domain changes, and is not found when it is archived', async () => {
    const company = await story.givenRecord('companies', { name: 'Cask', domain: 'old.example' });
    await story.change('companies', company, { domain: 'new.example' });
    await submit({ email: 'a@cask.example', '0-2/name': 'Cask', '0-2/domain': 'new.example' });
    expect(idsOf(await contactOf('a@cask.example'), 'companies')).toEqual([company]);
    await submit({ email: 'b@cask.example', '0-2/name': 'Other', '0-2/domain': 'old.example' });
    expect(idsOf(await contactOf('b@cask.example'), 'companies')).not.toEqual([company]);
    await story.millrace.delete(`/crm/v3/objects/companies/${company}`);
    await submit({ email: 'c@cask.example', '0-2/name': 'Third', '0-2/domain': 'new.example' });
    expect(idsOf(await contactOf('c@cask.example'), 'companies')).not.toEqual([company]);
  });

  test('without a domain is the contact’s primary one, or a new one', async () => {
    await submit({ email: 'solo@dock.example', '0-2/name': 'Dock' });
    const [first] = idsOf(await contactOf('solo@dock.example'), 'companies');
    await submit({ email: 'solo@dock.example', '0-2/name': 'Dock & Sons' });
    expect(idsOf(await contactOf('solo@dock.example'), 'companies')).toEqual([first]);
    expect((await story.properties('companies', first!))['name']).toBe('Dock & Sons');
  });

  test('is one, however many submissions name its domain at the same time', async () => {
    const people = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@echo.example`);
    const answers = await Promise.all(
      people.map((email) => submit({ email, '0-2/name': 'Echo', '0-2/domain': 'echo.example' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
    const companies = await Promise.all(
      people.map(async (email) => idsOf(await contactOf(email), 'companies')),
    );
    expect(new Set(companies.flat()).size).toBe(1);
  });

  test('is named in messages with its object type', async () => {
    expect(await submit({ email: 'x@acme.example' })).toMatchObject(
      refused('REQUIRED_FIELD', "Error in 'fields.0-2/name'. Required field '0-2/name' is missing"),
    );
    expect(await submit({ '0-2/name': 'Acme' })).toMatchObject(
      refused('REQUIRED_FIELD', "Error in 'fields.email'. Required field 'email' is missing"),
    );
    for (const [field, errorType] of [
      ['0-2/city', 'FIELD_NOT_IN_FORM_DEFINITION'],
      ['0-5/content', 'FIELD_NOT_IN_FORM_DEFINITION'],
      ['0-999/name', 'FIELD_NOT_IN_FORM_DEFINITION'],
      ['0-2/numberofemployees', 'INVALID_NUMBER'],
    ] as const) {
      const answer = await submit({ email: 'x@acme.example', '0-2/name': 'Acme', [field]: 'many' });
      expect(answer.body.errors, field).toMatchObject([
        { errorType, message: expect.stringContaining(`Error in 'fields.${field}'.`) },
      ]);
    }
  });
});

test('a ticket of a form is made in the first stage, for the contact and its company', async () => {
  await submit({
    email: 'help@frog.example',
    '0-2/name': 'Frog',
    '0-2/domain': 'frog.example',
    '0-5/subject': 'It croaks',
  });
  const contact = await contactOf('help@frog.example');
  const [ticket] = idsOf(contact, 'tickets');
  expect(await story.properties('tickets', ticket!)).toMatchObject({
    subject: 'It croaks',
    hs_pipeline: '0',
    hs_pipeline_stage: '1',
  });
  const companies = await story.millrace.get(`/crm/v4/objects/tickets/${ticket}/associations/companies`);
  expect(companies.body.results.map((one: { toObjectId: unknown }) => String(one.toObjectId))).toEqual(
    idsOf(contact, 'companies'),
  );
});

test('a record that its answers are not enough for is refused, and nothing is written', async () => {
  const form = await givenForm([
    { objectTypeId: '0-1', name: 'email', fieldType: 'email' },
    { objectTypeId: '0-14', name: 'hs_title', fieldType: 'single_line_text' },
  ]);
  const answer = await submit({ email: 'quote@acme.example', '0-14/hs_title': 'Roof' }, 'submit', form);
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0]).toMatchObject({
    errorType: 'REQUIRED_FIELD',
    message: expect.stringContaining("'fields.0-14/hs_expiration_date'"),
  });
  expect(
    (await story.millrace.get('/crm/v3/objects/contacts/quote@acme.example?idProperty=email')).status,
  ).toBe(404);
});

describe('the secure door', () => {
  test('takes fields that the form does not list', async () => {
    const answers = { email: 'lead@gate.example', '0-2/name': 'Gate', jobtitle: 'Keeper' };
    expect(await submit(answers)).toMatchObject(
      refused('FIELD_NOT_IN_FORM_DEFINITION', "Error in 'fields.jobtitle'. The form has no such field"),
    );
    expect((await submit({ ...answers, '0-2/city': 'Bern' }, 'secure/submit')).status).toBe(200);
    const contact = await contactOf('lead@gate.example');
    expect(contact.properties.jobtitle).toBe('Keeper');
    expect((await story.properties('companies', idsOf(contact, 'companies')[0]!))['city']).toBe('Bern');
  });

  test('holds them against their properties all the same', async () => {
    const answers = { email: 'lead@gate.example', '0-2/name': 'Gate' };
    expect((await submit({ ...answers, colour: 'red' }, 'secure/submit')).body.errors).toMatchObject([
      { errorType: 'FIELD_NOT_IN_FORM_DEFINITION', message: expect.stringContaining("'fields.colour'") },
    ]);
    expect((await submit({ ...answers, lifecyclestage: 'fan' }, 'secure/submit')).body.errors).toMatchObject([
      { errorType: 'VALUE_NOT_IN_FIELD_DEFINITION' },
    ]);
    expect((await submit({ email: 'lead@gate.example' }, 'secure/submit')).body.errors).toMatchObject([
      { errorType: 'REQUIRED_FIELD' },
    ]);
  });
});
