import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action, contactFlow, inARow, manual, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const text = (staticValue: string) => ({ type: 'STATIC_VALUE', staticValue });
const own = (propertyName: string) => ({ type: 'OBJECT_PROPERTY', propertyName });

/** Sets `jobtitle` of a new contact to a value; what it has become, or why not. */
async function comesTo(value: Body, properties: Record<string, string> = {}, more: Body = {}) {
  const flow = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', value)), manual, more));
  const contact = await story.givenContact(properties);
  await story.enroll(flow, contact);
  const [step] = (await story.passage(flow)).steps;
  if (step.outcome !== 'SUCCEEDED') return `! ${step.reason}: ${step.detail.message}`;
  return (await story.properties('contacts', contact))['jobtitle'] ?? null;
}

async function link(contact: string, company: string, label?: number): Promise<void> {
  await story.millrace.put(
    `/crm/v4/objects/contacts/${contact}/associations/${label ? '' : 'default/'}companies/${company}`,
    label ? [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: label }] : undefined,
  );
}

describe('kinds of values', () => {
  test('a list is its values joined with ";", a map is JSON; what is unknown in them fails', async () => {
    const list = {
      type: 'LIST',
      values: [text('a'), own('city'), own('zip'), text('{{ enrolled_object.city }}!')],
    };
    expect(await comesTo(list, { city: 'Ulm' })).toBe('a;Ulm;Ulm!');
    expect(await comesTo({ type: 'LIST', values: [] })).toBe(null);
    const map = { type: 'MAP', values: { city: own('city'), zip: own('zip'), more: { a: 1 }, all: list } };
    expect(JSON.parse((await comesTo(map, { city: 'Ulm' }))!)).toEqual({
      city: 'Ulm',
      zip: null,
      more: { a: 1 },
      all: ['a', 'Ulm', null, 'Ulm!'],
    });
    expect(await comesTo({ type: 'LIST', values: [text('a'), own('no_such')] })).toMatch(
      /^! UNKNOWN_PROPERTY/,
    );
  });

  test('a column of a dataset fails with a plain reason', async () => {
    const column = {
      type: 'ENROLLMENT_DATASET_COLUMN',
      enrollmentDatasetColumnToken: '{{ dataset.region }}',
    };
    expect(await comesTo(column)).toBe(
      '! DATASET_MISSING: There is no dataset to read "{{ dataset.region }}" of: the record was not enrolled by one.',
    );
  });

  test('properties that are numbers are added as such', async () => {
    const define = (name: string) =>
      story.millrace.post('/crm/v3/properties/contacts', {
        name,
        label: name,
        type: 'number',
        fieldType: 'number',
        groupName: 'contactinformation',
      });
    await define('visits');
    await define('calls');
    const sum =
      '{{ (enrolled_object.visits + enrolled_object.calls) * 2 }} of {{ enrolled_object.zip + "1" }}';
    expect(await comesTo(text(sum), { visits: '7', calls: '0.5', zip: '01' })).toBe('15 of 011');
  });

  test('numbers are computed, texts are formatted; a filter that can do nothing fails the step', async () => {
    const inText = (staticValue: string) => comesTo(text(staticValue), { firstname: 'ada' });
    expect(
      await inText('{{ enrolled_object.firstname|title }} {{ enrolled_object.firstname|default("x") }}'),
    ).toBe('Ada ada');
    expect(await inText('{{ _0_1.firstname|upper ~ "!" }}')).toBe('ADA!');
    expect(await inText('{{ "2026-03-01"|format_date("dd.MM.yyyy") ~ enrolled_object.zip }}')).toBe(
      '01.03.2026',
    );
    expect(await inText('{{ enrolled_object.firstname|add(1) }}')).toBe(
      '! FILTER_FAILED: The text cannot be made: add takes numbers, not "ada".',
    );
  });

  test('options are added with a leading ";" or an appending value, each once, and taken out by a filter', async () => {
    await story.millrace.post('/crm/v3/properties/contacts', {
      name: 'likes',
      label: 'Likes',
      groupName: 'contactinformation',
      type: 'enumeration',
      fieldType: 'checkbox',
      options: ['sour', 'sweet', 'salt'].map((value) => ({ value, label: value })),
    });
    const after = async (value: Body | string) => {
      const flow = await story.givenFlow(contactFlow(inARow(setProperty('likes', value))));
      const contact = await story.givenContact({ likes: 'sour;sweet' });
      await story.enroll(flow, contact);
      return (await story.properties('contacts', contact))['likes'];
    };
    expect(await after(';salt;sour')).toBe('sour;sweet;salt');
    expect(await after({ type: 'STATIC_APPEND_VALUE', staticAppendValue: 'salt' })).toBe('sour;sweet;salt');
    expect(await after('salt')).toBe('salt');
    expect(await after('{{ enrolled_object.likes|remove_option("sour") }}')).toBe('sweet');
    expect(await after({ type: 'LIST', values: [text('salt'), text('sweet')] })).toBe('salt;sweet');
    expect(await after('')).toBe(null);
  });
});

describe('data sources', () => {
  const company = (more: Body) => ({ dataSources: [{ name: 'c', ...more }] });
  const found = (more: Body, properties: Record<string, string> = {}) =>
    comesTo(text('{{ fetched_objects.c.name }}'), properties, company(more));

  beforeAll(async () => {
    for (const [name, city, numberofemployees] of [
      ['Acme', 'Bern', '9'],
      ['Bolt', 'Bern', '40'],
      ['Cube', 'Bern', ''],
      ['Dove', 'Genf', '1'],
    ])
      await story.givenRecord('companies', {
        name: name!,
        city: city!,
        ...(numberofemployees ? { numberofemployees } : {}),
      });
  });

  test('find a record of any type by a value that is written out', async () => {
    const byCity = {
      type: 'STATIC_PROPERTY_FILTER',
      objectTypeId: '0-2',
      propertyName: 'city',
      staticValue: 'Bern',
    };
    expect(await found(byCity)).toBe('Acme');
    expect(await found({ ...byCity, objectTypeId: undefined, propertyName: '0-2/city' })).toBe('Acme');
    const sorted = (order: string, missing?: string) =>
      found({ ...byCity, sortBy: { property: 'numberofemployees', order, ...(missing ? { missing } : {}) } });
    expect(await sorted('DESC')).toBe('Bolt');
    expect(await sorted('ASC')).toBe('Acme');
    expect(await sorted('ASC', '_first')).toBe('Cube');
    expect(await sorted('DESC', '100')).toBe('Cube');
    expect(await found({ ...byCity, staticValue: 'Oslo' })).toMatch(/^! FETCHED_OBJECT_MISSING.*"Oslo"/);
    expect(await found({ ...byCity, propertyName: 'no_such' })).toMatch(/^! UNKNOWN_PROPERTY/);
  });

  test('find one by a value of the enrolled record, by a unique property, by its id', async () => {
    const byOwn = (propertyName: string, recordFieldName: string, more: Body = {}) => ({
      type: 'ENROLLED_RECORD_PROPERTY_FILTER',
      objectTypeId: '0-2',
      propertyName,
      recordFieldName,
      ...more,
    });
    expect(await found(byOwn('city', 'city'), { city: 'Genf' })).toBe('Dove');
    expect(await found(byOwn('city', 'city'))).toMatch(/^! FETCHED_OBJECT_MISSING.*no value for "city"/);
    expect(await found(byOwn('city', 'no_such'), { city: 'Genf' })).toMatch(/^! UNKNOWN_PROPERTY/);
    const chief = await story.givenContact({ email: 'chief@example.test', lastname: 'Chief' });
    const lastname = (more: Body, properties: Record<string, string>) =>
      comesTo(text('{{ fetched_objects.c.lastname }}'), properties, company(more));
    const ofContacts = (propertyName: string) => byOwn(propertyName, 'city', { objectTypeId: '0-1' });
    expect(await lastname(ofContacts('email'), { city: 'Chief@Example.test' })).toBe('Chief');
    expect(await lastname(ofContacts('hs_object_id'), { city: chief })).toBe('Chief');
    expect(await lastname(ofContacts('hs_object_id'), { city: 'nobody' })).toMatch(
      /^! FETCHED_OBJECT_MISSING/,
    );
    // Without an object type, the enrolled one is meant.
    const { objectTypeId: _, ...untyped } = ofContacts('email');
    expect(await lastname(untyped, { city: 'chief@example.test' })).toBe('Chief');
  });

  test('find a record that an earlier action of the passage has just made, and not one that it has changed', async () => {
    const source = {
      type: 'STATIC_PROPERTY_FILTER',
      objectTypeId: '0-2',
      propertyName: 'city',
      staticValue: 'Brig',
    };
    const make = action('0-14', {
      object_type_id: '0-2',
      properties: [
        { targetProperty: 'name', value: text('Just made') },
        { targetProperty: 'city', value: text('Brig') },
      ],
    });
    const flow = await story.givenFlow(
      contactFlow(
        inARow(make, setProperty('jobtitle', '{{ fetched_objects.c.name }}')),
        manual,
        company(source),
      ),
    );
    const contact = await story.givenContact();
    await story.enroll(flow, contact);
    expect((await story.properties('contacts', contact))['jobtitle']).toBe('Just made');
  });

  test('that go by a dataset or an argument fail with a plain reason', async () => {
    const unknown = { propertyName: 'city', objectTypeId: '0-2' };
    expect(
      await found({ ...unknown, type: 'DATASET_FIELD_PROPERTY_FILTER', datasetFieldName: 'region' }),
    ).toMatch(/^! DATA_SOURCE_NOT_SUPPORTED.*"region" of a dataset/);
    expect(
      await found({ ...unknown, type: 'ENROLLED_ARGUMENT_PROPERTY_FILTER', argumentName: 'who' }),
    ).toMatch(/^! DATA_SOURCE_NOT_SUPPORTED.*argument "who"/);
  });
});

test('a token of another type is the primary associated record, or else the first', async () => {
  const flow = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'At {{ _0_2.name }}'))));
  const contacts = [await story.givenContact(), await story.givenContact(), await story.givenContact()];
  const [one, two] = [
    await story.givenRecord('companies', { name: 'One' }),
    await story.givenRecord('companies', { name: 'Two' }),
  ];
  await link(contacts[0]!, one);
  await link(contacts[0]!, two);
  await link(contacts[1]!, one);
  await link(contacts[1]!, two, 1);
  await story.enroll(flow, ...contacts);
  const titles = await Promise.all(
    contacts.map(async (id) => (await story.properties('contacts', id))['jobtitle'] ?? null),
  );
  expect(titles).toEqual(['At One', 'At Two', null]);
  expect((await story.passage(flow)).steps[0]).toMatchObject({
    outcome: 'FAILED',
    reason: 'ASSOCIATED_RECORD_MISSING',
  });
});
