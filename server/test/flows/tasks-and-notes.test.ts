import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  action,
  contactFlow,
  flowOver,
  inARow,
  isAnyOf,
  setProperty,
  whenMet,
} from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

const TASK = '0-3';
const NOTE = '0-169425243';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.patch('/millrace/v1/settings', { timeZone: 'Europe/Berlin' });
});
afterAll(() => story.stop());

/** The first step of one contact's passage through these actions. */
async function run(actions: Body[], contact: string): Promise<Body> {
  const flowId = await story.givenFlow(contactFlow(inARow(...actions)));
  await story.enroll(flowId, contact);
  return (await story.passage(flowId)).steps;
}

async function read(type: string, id: string, associations = ''): Promise<Body> {
  const properties =
    'hs_task_subject,hs_task_body,hs_task_type,hs_task_priority,hs_task_status,hs_timestamp,hubspot_owner_id,hs_note_body';
  const { body } = await story.millrace.get(
    `/crm/v3/objects/${type}/${id}?properties=${properties}${associations && `&associations=${associations}`}`,
  );
  return body;
}

const staticValue = (text: string) => ({ type: 'STATIC_VALUE', staticValue: text });
const property = (propertyName: string) => ({ type: 'OBJECT_PROPERTY', propertyName });
const WORKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];

describe('a task', () => {
  test("the older API's number for any activity and a contact links it, too: the original's sample has it", async () => {
    const contact = await story.givenContact();
    const associations = [
      {
        target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 10 },
        value: { type: 'ENROLLED_OBJECT' },
      },
    ];
    const [step] = await run(
      [action(TASK, { subject: 'Call', associations, use_explicit_associations: 'true' })],
      contact,
    );
    expect(step.outcome).toBe('SUCCEEDED');
    const { associations: linked } = await read('tasks', step.detail.recordId, 'contacts');
    expect(linked.contacts.results).toMatchObject([{ id: contact }]);
  });

  test('links lead to records of the type that the link is for, or the action cannot run', async () => {
    const contact = await story.givenContact();
    const spec = (associationTypeId: number) => ({
      associationCategory: 'HUBSPOT_DEFINED',
      associationTypeId,
    });
    const unfit = [
      { target: spec(192), value: { type: 'ENROLLED_OBJECT' } },
      { target: spec(192), value: { type: 'COPY_ASSOCIATION', sourceSpec: spec(4) } },
    ];
    for (const link of unfit) {
      const [step] = await run([action(TASK, { subject: 'Call', associations: [link] })], contact);
      expect(step).toMatchObject({ outcome: 'FAILED', reason: 'INVALID_CONFIGURATION' });
      expect(step.detail.message).toMatch(
        /leads to records of the object type 0-2; .* of the object type 0-/,
      );
    }
  });

  test('is a record with the standard properties, on the enrolled contact, for its owner', async () => {
    const contact = await story.givenContact({ firstname: 'Ada & Co', hubspot_owner_id: '77' });
    const [step, next] = await run(
      [
        action(TASK, {
          task_type: 'CALL',
          subject: 'Call {{ enrolled_object.firstname }}',
          body: '<p>{{ enrolled_object.firstname }}</p>',
          priority: 'HIGH',
          owner_assignment: { type: 'CUSTOM', value: property('hubspot_owner_id') },
          associations: [
            {
              target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 },
              value: { type: 'ENROLLED_OBJECT' },
            },
          ],
          use_explicit_associations: 'true',
        }),
        setProperty('message', '{{ action_outputs.action_output_1.hs_object_id }}'),
      ],
      contact,
    );
    expect(step).toMatchObject({ outcome: 'SUCCEEDED', detail: { objectTypeId: '0-27' } });
    expect(next.outcome).toBe('SUCCEEDED');
    const { recordId } = step.detail;
    expect((await story.properties('contacts', contact))['message']).toBe(recordId);
    const task = await read('tasks', recordId, 'contacts');
    expect(task.properties).toMatchObject({
      hs_task_subject: 'Call Ada & Co',
      hs_task_body: '<p>Ada &amp; Co</p>',
      hs_task_type: 'CALL',
      hs_task_priority: 'HIGH',
      hs_task_status: 'NOT_STARTED',
      hubspot_owner_id: '77',
    });
    expect(task.associations.contacts.results).toEqual([{ id: contact, type: 'task_to_contact' }]);
  });

  test.each([
    ['a time of day, days from now', { delta: 3, timeUnit: 'DAYS', timeOfDay: { hour: 8, minute: 30 } }],
    ['on to the first of some days', { delta: 1, timeUnit: 'DAYS', daysOfWeek: WORKDAYS }],
    ['only on Wednesdays', { delta: 0, timeUnit: 'DAYS', daysOfWeek: ['WEDNESDAY'] }],
    ['hours', { delta: 6, timeUnit: 'HOURS', daysOfWeek: [] }],
  ])('is due: %s', async (_, due_time: Body) => {
    const [step] = await run([action(TASK, { subject: 'Later', due_time })], await story.givenContact());
    expect(step.outcome).toBe('SUCCEEDED');
    const { properties, createdAt } = await read('tasks', step.detail.recordId);
    const due = new Date(properties.hs_timestamp);
    const days = (due.getTime() - Date.parse(createdAt)) / 86_400_000;
    const at = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Berlin',
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
    }).formatToParts(due);
    const part = (type: string) => at.find((each) => each.type === type)?.value;
    if (due_time.timeOfDay) expect([part('hour'), part('minute')]).toEqual(['08', '30']);
    if (due_time.daysOfWeek?.length) expect(due_time.daysOfWeek).toContain(part('weekday')?.toUpperCase());
    const whole = due_time.timeUnit === 'HOURS' ? due_time.delta / 24 : due_time.delta;
    expect(days).toBeGreaterThan(whole - 1.1);
    expect(days).toBeLessThan(whole + 7.1);
  });

  test('is due at once and nobody’s, unless it is said otherwise', async () => {
    const contact = await story.givenContact({ hubspot_owner_id: '77' });
    const [step] = await run([action(TASK, { subject: 'Now' })], contact);
    const task = await read('tasks', step.detail.recordId, 'contacts');
    expect(task.properties).toMatchObject({
      hs_task_type: 'TODO',
      hs_task_priority: 'NONE',
      hubspot_owner_id: null,
      hs_timestamp: task.createdAt,
    });
    expect(task.associations.contacts.results).toEqual([{ id: contact, type: 'task_to_contact' }]);
  });

  test('is on the companies of the contact, too', async () => {
    const contact = await story.givenContact();
    const company = await story.givenRecord('companies', { name: 'Engines' });
    await story.millrace.put(`/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
    const [step] = await run(
      [
        action(TASK, {
          subject: 'Both',
          associations: [
            {
              target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 },
              value: { type: 'ENROLLED_OBJECT' },
            },
            {
              target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 192 },
              value: {
                type: 'COPY_ASSOCIATION',
                sourceSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 },
              },
            },
          ],
          use_explicit_associations: 'true',
        }),
      ],
      contact,
    );
    const task = await read('tasks', step.detail.recordId, 'contacts,companies');
    expect(task.associations.contacts.results).toHaveLength(1);
    expect(task.associations.companies.results).toEqual([{ id: company, type: 'task_to_company' }]);
  });

  test('enrolls itself where a flow over tasks wants it, once', async () => {
    const tasks = await story.givenFlow(
      flowOver(
        '0-27',
        inARow(action(TASK, { subject: 'Follow up', priority: 'LOW' })),
        whenMet([isAnyOf('hs_task_priority', 'LOW')], { shouldReEnroll: true }),
      ),
    );
    await run([action(TASK, { subject: 'First', priority: 'LOW' })], await story.givenContact());
    const passages = await story.enrollments(tasks);
    expect(passages).toHaveLength(2);
    expect((await story.passage(tasks)).steps).toMatchObject([{ reason: 'LOOP_PREVENTED' }]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown type', { subject: 'x', task_type: 'SING' }, 'fields.task_type'],
    ['an unknown priority', { subject: 'x', priority: 'URGENT' }, 'fields.priority'],
    [
      'an unknown day',
      { subject: 'x', due_time: { delta: 1, timeUnit: 'DAYS', daysOfWeek: ['SOMEDAY'] } },
      'fields.due_time.daysOfWeek[0]',
    ],
    [
      'a delta that is no number',
      { subject: 'x', due_time: { delta: 'soon', timeUnit: 'DAYS' } },
      'fields.due_time.delta',
    ],
    ['no title', {}, 'fields.subject'],
    [
      'an owner of an unknown kind',
      { subject: 'x', owner_assignment: { type: 'ANYBODY' } },
      'fields.owner_assignment',
    ],
    [
      'an unknown association',
      {
        subject: 'x',
        associations: [
          {
            target: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 9999 },
            value: { type: 'ENROLLED_OBJECT' },
          },
        ],
      },
      'fields.associations[0].target',
    ],
  ])('with %s is named by lint and by each step, and the record goes on', async (_, fields, path) => {
    const flow = contactFlow(inARow(action(TASK, fields), setProperty('message', 'on')));
    const lint = await story.millrace.post('/millrace/v1/flows/lint', flow);
    expect(lint.body.results.map((each: Body) => each.path).join(' ')).toContain(path);
    const contact = await story.givenContact();
    const flowId = await story.givenFlow(flow);
    await story.enroll(flowId, contact);
    const [step] = (await story.passage(flowId)).steps;
    expect(step).toMatchObject({ outcome: 'FAILED', reason: 'INVALID_CONFIGURATION' });
    expect(step.detail.message).toContain(path);
    expect((await story.properties('contacts', contact))['message']).toBe('on');
  });
});

describe('a note', () => {
  test('is a record on the enrolled contact, pinned when it is wished', async () => {
    const contact = await story.givenContact({ industry: 'R&D' });
    const [step] = await run(
      [
        action(NOTE, { note_body: '<p>In {{ enrolled_object.industry }}</p>', pin_note: 'true' }),
        action(NOTE, { note_body: 'x', pin_note: 'false' }),
      ],
      contact,
    );
    expect(step).toMatchObject({ outcome: 'SUCCEEDED', detail: { objectTypeId: '0-46', pinned: true } });
    const note = await read('notes', step.detail.recordId, 'contacts');
    expect(note.properties).toMatchObject({
      hs_note_body: '<p>In R&amp;D</p>',
      hs_timestamp: note.createdAt,
    });
    expect(note.associations.contacts.results).toEqual([{ id: contact, type: 'note_to_contact' }]);
    expect((await story.properties('contacts', contact))['hs_pinned_engagement_id']).toBe(
      step.detail.recordId,
    );
  });

  test('with a value that is too long fails, and nothing is half-written', async () => {
    const [step] = await run([action(NOTE, { note_body: 'x'.repeat(70_000) })], await story.givenContact());
    expect(step).toMatchObject({ outcome: 'FAILED', reason: 'VALUE_TOO_LONG' });
  });
});

test('what an owner is given to must be there, lint says', async () => {
  const fields = { subject: 'x', owner_assignment: { type: 'CUSTOM', value: staticValue('4711') } };
  const { body } = await story.millrace.post(
    '/millrace/v1/flows/lint',
    contactFlow(inARow(action(TASK, fields))),
  );
  expect(body.results).toContainEqual(
    expect.objectContaining({
      path: 'actions[0].fields.owner_assignment.value.staticValue',
      severity: 'info',
    }),
  );
});
