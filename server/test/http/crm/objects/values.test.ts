import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, inARow, setProperty } from '../../../support/flow-bodies.ts';
import { type Story, tellStory } from '../../../support/story.ts';

const CONTACTS = '/crm/v3/objects/contacts';
const MIDNIGHT = Date.UTC(2026, 0, 1);
const QUARTER_PAST_TEN = MIDNIGHT + 36_900_000;

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  const likes = [
    { label: 'Sour', value: 'sour' },
    { label: 'Sweet', value: 'sweet' },
  ];
  for (const [name, type, fieldType, more] of [
    ['due', 'date', 'date', {}],
    ['seen', 'datetime', 'date', {}],
    ['age', 'number', 'number', {}],
    ['vip', 'bool', 'booleancheckbox', {}],
    ['likes', 'enumeration', 'checkbox', { options: likes }],
    ['note', 'string', 'text', {}],
  ] as const) {
    const body = { name, label: name, type, fieldType, groupName: 'contactinformation', ...more };
    const made = await story.millrace.post('/crm/v3/properties/contacts', body);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
  }
});
afterAll(() => story.stop());

/** What is refused, with the code and what the message has to say. */
const REFUSED: readonly (readonly [property: string, value: unknown, code: string, says: string])[] = [
  [
    'due',
    String(QUARTER_PAST_TEN),
    'INVALID_DATE',
    `${QUARTER_PAST_TEN} is at 10:15:00.000 UTC, not midnight!`,
  ],
  ['due', QUARTER_PAST_TEN, 'INVALID_DATE', 'is at 10:15:00.000 UTC'],
  ['due', MIDNIGHT + 1, 'INVALID_DATE', 'is at 00:00:00.001 UTC'],
  ['due', '2026-01-01T10:15:00Z', 'INVALID_DATE', '2026-01-01T10:15:00Z is at 10:15:00.000 UTC'],
  ['due', '2026-01-01T00:00:00+01:00', 'INVALID_DATE', 'is at 23:00:00.000 UTC'],
  ['due', ' 2026-01-01 ', 'INVALID_DATE', 'without blanks'],
  ['due', `${MIDNIGHT} `, 'INVALID_DATE', 'without blanks'],
  ['seen', ' 2026-01-01T10:15:00Z', 'INVALID_DATE', 'without blanks'],
  ['age', ' 5 ', 'INVALID_INTEGER', 'without blanks'],
  ['age', ' ', 'INVALID_INTEGER', 'without blanks'],
  ['age', '5\n', 'INVALID_INTEGER', 'without blanks'],
  ['vip', ' true', 'INVALID_OPTION', 'without blanks'],
  ['likes', 'sour; sweet', 'INVALID_OPTION', '" sweet"'],
  ['likes', ' sour', 'INVALID_OPTION', '" sour"'],
];

const TAKEN: readonly (readonly [property: string, value: unknown, kept: string])[] = [
  ['due', String(MIDNIGHT), '2026-01-01'],
  ['due', MIDNIGHT, '2026-01-01'],
  ['due', '2026-01-01', '2026-01-01'],
  ['due', '2026-01-01T01:00:00+01:00', '2026-01-01'],
  ['seen', QUARTER_PAST_TEN, '2026-01-01T10:15:00.000Z'],
  ['age', '-5.50', '-5.5'],
  ['vip', 'TRUE', 'true'],
  ['likes', 'sour;sweet', 'sour;sweet'],
  ['likes', ';sweet', 'sweet'],
  ['note', ' as it came ', ' as it came '],
];

describe('a value that does not fit is refused, not repaired', () => {
  test.each(REFUSED)('%s %j: %s', async (property, value, code, says) => {
    const id = await story.givenContact();
    const properties = { [property]: value };
    const wrong = (message: string) => expect(message).toContain(says.replaceAll('"', '\\"'));
    const refused = { status: 400, body: { category: 'VALIDATION_ERROR', errors: [{ code }] } };

    const changed = await story.millrace.patch(`${CONTACTS}/${id}`, { properties });
    expect(changed).toMatchObject(refused);
    expect(changed.body.message).toContain(`"error":"${code}"`);
    expect(changed.body.errors[0].in).toBe(`properties.${property}`);
    expect(changed.body.errors[0].message).toContain(says);
    const made = await story.millrace.post(CONTACTS, { properties });
    expect(made).toMatchObject(refused);
    for (const [verb, inputs] of [
      ['create', [{ properties }]],
      ['update', [{ id, properties }]],
      ['upsert', [{ id: 'new@example.test', idProperty: 'email', properties }]],
    ] as const) {
      const batch = await story.millrace.post(`${CONTACTS}/batch/${verb}`, { inputs });
      expect([207, 400]).toContain(batch.status);
      wrong(JSON.stringify(batch.body).replaceAll('\\\\\\"', '\\"'));
    }
    expect((await story.properties('contacts', id))[property]).toBeNull();
  });

  test.each(TAKEN)('%s %j is kept as %j', async (property, value, kept) => {
    const made = await story.millrace.post(CONTACTS, { properties: { [property]: value } });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body.properties[property]).toBe(kept);
  });

  test('in the answers of a form', async () => {
    const kinds = { due: 'datepicker', age: 'number', likes: 'multiple_checkboxes', vip: 'single_checkbox' };
    const fields = Object.entries({ email: 'email', ...kinds });
    const made = await story.millrace.post('/marketing/v3/forms', {
      name: 'Values',
      fieldGroups: [
        { fields: fields.map(([name, fieldType]) => ({ name, fieldType, objectTypeId: '0-1' })) },
      ],
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const submit = (name: string, value: string) =>
      story.millrace.post(`/submissions/v3/integration/submit/${story.millrace.accountId}/${made.body.id}`, {
        fields: [
          { name: 'email', value: 'form@example.test' },
          { name, value },
        ],
      });
    for (const [name, value, errorType] of [
      ['due', String(QUARTER_PAST_TEN), 'INVALID_DATE'],
      ['age', ' 5 ', 'INVALID_NUMBER'],
      ['likes', 'sour; sweet', 'VALUE_NOT_IN_FIELD_DEFINITION'],
      ['vip', ' true', 'VALUE_NOT_IN_FIELD_DEFINITION'],
    ] as const) {
      const answer = await submit(name, value);
      expect(answer, name).toMatchObject({ status: 400, body: { errors: [{ errorType }] } });
    }
    expect((await submit('due', '2026-01-01')).status).toBe(200);
  });

  test('in what flows write: the step fails and says so, the passage goes on', async () => {
    const written = { age: ' 5 ', due: '2026-01-01T10:15:00Z', note: ' as it came ' };
    const steps = Object.entries(written).map(([name, value]) => setProperty(name, value));
    const flowId = await story.givenFlow(contactFlow(inARow(...steps)));
    const id = await story.givenContact();
    await story.enroll(flowId, id);
    const passage = await story.passage(flowId);
    expect(passage).toMatchObject({
      status: 'COMPLETED',
      steps: [
        { outcome: 'FAILED', reason: 'INVALID_INTEGER' },
        { outcome: 'FAILED', reason: 'INVALID_DATE' },
        { outcome: 'SUCCEEDED' },
      ],
    });
    expect(JSON.stringify(passage.steps[1])).toContain('is at 10:15:00.000 UTC, not midnight!');
    expect(await story.properties('contacts', id)).toMatchObject({
      age: null,
      due: null,
      note: ' as it came ',
    });
  });

  test('an instant that a flow copies into a date loses its time of day, in the zone of the account', async () => {
    await story.millrace.patch('/millrace/v1/settings', { timeZone: 'Europe/Berlin' });
    const copies = [
      { type: 'OBJECT_PROPERTY', propertyName: 'seen' },
      { type: 'STATIC_VALUE', staticValue: '{{ enrolled_object.seen }}' },
    ];
    for (const value of copies) {
      const flowId = await story.givenFlow(contactFlow(inARow(setProperty('due', value))));
      const id = await story.givenContact({ seen: '2026-01-01T23:30:00Z' });
      await story.enroll(flowId, id);
      expect((await story.properties('contacts', id))['due'], value.type).toBe('2026-01-02');
    }
  });
});

test('a search compares as before: a moment stands for its day', async () => {
  const id = await story.givenContact({ due: '2026-03-01' });
  const filters = [{ propertyName: 'due', operator: 'EQ', value: String(Date.UTC(2026, 2, 1, 10)) }];
  const found = await story.millrace.post(`${CONTACTS}/search`, { filterGroups: [{ filters }] });
  expect(found.body.results.map((one: { id: string }) => one.id)).toEqual([id]);
});
