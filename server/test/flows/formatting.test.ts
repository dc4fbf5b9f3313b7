import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, contactFlow, flowOver, inARow, manual, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

async function run(actions: Body[], properties: Record<string, string>, more: Body = {}) {
  const flow = await story.givenFlow(contactFlow(actions, manual, more));
  const contact = await story.givenContact(properties);
  await story.enroll(flow, contact);
  return { steps: (await story.passage(flow)).steps, values: await story.properties('contacts', contact) };
}

test('data is formatted for a later action, which reads it as an output', async () => {
  const { values } = await run(
    inARow(
      action('0-33', {
        template: '{{ concat(enrolled_object.firstname|title, " ", upper(enrolled_object.city)) }}',
      }),
      setProperty('jobtitle', { type: 'FIELD_DATA', actionId: '1', dataKey: 'formatted_value' }),
      setProperty('company', 'Of {{ action_outputs.action_output_1.formatted_value|length }}'),
    ),
    { firstname: 'ada', city: 'Ulm' },
  );
  expect([values['jobtitle'], values['company']]).toEqual(['Ada ULM', 'Of 7']);
});

test('a formula that cannot be read is told of at save, and its step fails with the reason', async () => {
  const lint = async (fields: Body) =>
    (await story.millrace.post('/millrace/v1/flows/lint', contactFlow(inARow(action('0-33', fields))))).body
      .results;
  const inTemplate = (template: string) => lint({ template });
  for (const template of [
    '{{ enrolled_object.city|shout("x") }}',
    '{{ enrolled_object.city',
    '{% if 1 %}x{% endif %}',
  ])
    expect(await inTemplate(template)).toContainEqual(
      expect.objectContaining({ code: 'INVALID_TEMPLATE', path: 'actions[0].fields.template' }),
    );
  expect(await lint({ template: 'x', locale: 'no locale' })).toContainEqual(
    expect.objectContaining({ code: 'INVALID_LOCALE', path: 'actions[0].fields.locale' }),
  );
  expect(await inTemplate('{{ enrolled_object.city|default("there") }}')).toEqual([]);
});

test('a telephone number is checked and formatted', async () => {
  const { steps, values } = await run(
    inARow(
      action('0-225935194', {
        phone_property: 'phone',
        country_property: 'country',
        default_country: 'US',
        target_property: 'mobilephone',
      }),
    ),
    { phone: '030 901820', country: 'Germany' },
  );
  expect(steps[0]).toMatchObject({ outcome: 'SUCCEEDED', detail: { is_valid: 'true', country: 'DE' } });
  expect(values['mobilephone']).toBe('+4930901820');
  const wrong = await run(inARow(action('0-225935194', { phone_property: 'phone' })), {
    phone: '030 901820',
  });
  expect(wrong.steps[0]).toMatchObject({ outcome: 'SUCCEEDED', detail: { is_valid: 'false' } });
});

test('a property is copied from the primary company, and a deal gets the owner of its contact', async () => {
  const owner = (await story.millrace.get('/crm/v3/owners')).body.results[0]?.id ?? '1';
  const contact = await story.givenContact({ hubspot_owner_id: owner });
  const deal = await story.givenRecord('deals', { dealname: 'D' });
  await story.millrace.put(`/crm/v4/objects/deals/${deal}/associations/default/contacts/${contact}`);
  const copy = action('0-25', {
    source_property: 'hubspot_owner_id',
    target_property: 'hubspot_owner_id',
    target_object: 'CONTACT',
  });
  const flow = await story.givenFlow(flowOver('0-3', inARow(copy), manual));
  await story.enroll(flow, deal);
  expect((await story.properties('deals', deal))['hubspot_owner_id']).toBe(owner);
});

test('a property is set on the one record that a data source picks', async () => {
  const [one, two] = [
    await story.givenRecord('companies', { name: 'One', city: 'Bern' }),
    await story.givenRecord('companies', { name: 'Two', city: 'Genf' }),
  ];
  const dataSources = [
    {
      name: 'c',
      type: 'STATIC_PROPERTY_FILTER',
      objectTypeId: '0-2',
      propertyName: 'city',
      staticValue: 'Genf',
    },
  ];
  const set = (targetObject: string) =>
    action('0-5', {
      property_name: 'industry',
      targetObject,
      value: { type: 'STATIC_VALUE', staticValue: 'BANKING' },
    });
  const { steps } = await run(
    inARow(set('{{ fetched_objects.c }}'), set('{{ fetched_objects.none }}')),
    {},
    { dataSources },
  );
  expect(steps.map((step: Body) => step.reason)).toEqual([null, 'INVALID_CONFIGURATION']);
  expect((await story.properties('companies', two))['industry']).toBe('BANKING');
  expect((await story.properties('companies', one))['industry'] ?? null).toBe(null);
});

test('records of any type are made: a note, a call, a task, one of a custom type', async () => {
  const { body: custom } = await story.millrace.post('/crm/v3/schemas', {
    name: 'planet',
    labels: { singular: 'Planet', plural: 'Planets' },
    requiredProperties: ['name'],
    primaryDisplayProperty: 'name',
    associatedObjects: ['CONTACT'],
    properties: [{ name: 'name', label: 'Name', type: 'string', fieldType: 'text' }],
  });
  const make = (object_type_id: string, targetProperty: string) =>
    action('0-14', {
      object_type_id,
      properties: [
        {
          targetProperty,
          value: { type: 'STATIC_VALUE', staticValue: 'For {{ enrolled_object.firstname }}' },
        },
        ...(object_type_id.startsWith('2-')
          ? []
          : [
              {
                targetProperty: 'hs_timestamp',
                value: { type: 'TIMESTAMP', timestampType: 'EXECUTION_TIME' },
              },
            ]),
      ],
    });
  const { steps } = await run(
    inARow(
      make('0-46', 'hs_note_body'),
      make('0-48', 'hs_call_title'),
      make('0-27', 'hs_task_subject'),
      make(custom.objectTypeId, 'name'),
    ),
    { firstname: 'Ada' },
  );
  expect(steps.map((step: Body) => [step.outcome, step.detail.associations.length])).toEqual(
    Array(4).fill(['SUCCEEDED', 1]),
  );
});

test('a record that moves to another pipeline begins in its first stage', async () => {
  const { body } = await story.millrace.post('/crm/v3/pipelines/deals', {
    label: 'Renewals',
    displayOrder: 1,
    stages: ['First', 'Second'].map((label, displayOrder) => ({
      label,
      displayOrder,
      metadata: { probability: '0.1' },
    })),
  });
  const deal = await story.givenRecord('deals', { dealname: 'D' });
  const flow = await story.givenFlow(flowOver('0-3', inARow(setProperty('pipeline', body.id)), manual));
  await story.enroll(flow, deal);
  expect(await story.properties('deals', deal)).toMatchObject({
    pipeline: body.id,
    dealstage: body.stages[0].id,
  });
});
