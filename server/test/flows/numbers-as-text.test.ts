import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  const stars = {
    name: 'stars',
    label: 'Stars',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
  };
  expect((await story.millrace.post('/crm/v3/properties/contacts', stars)).status).toBe(201);
});
afterAll(() => story.stop());

const action = (actionTypeId: string, fields: Body) => ({
  type: 'SINGLE_CONNECTION',
  actionTypeId,
  actionTypeVersion: 0,
  fields,
});

const add = (incrementAmount: unknown) => setProperty('stars', { type: 'INCREMENT', incrementAmount });
const inDays = (delta: unknown) => ({ delta, timeUnit: 'DAYS', daysOfWeek: [] });

/** One way through these fields, as numbers and as texts. */
async function bothWays(fieldsOf: (written: (number: number) => unknown) => Body): Promise<Body[]> {
  return Promise.all(
    [(number: number) => number, String].map(async (written) => {
      const fields = fieldsOf(written);
      const flow = await story.givenFlow(contactFlow(inARow(fields)));
      const stored = await story.millrace.get(`/automation/v4/flows/${flow}`);
      expect(stored.body.actions[0]).toMatchObject(fields);
      const { body } = await story.millrace.get(`/millrace/v1/flows/${flow}/lint`);
      expect(body.results.filter(({ severity }: Body) => severity === 'error')).toEqual([]);
      const contact = await story.givenContact({ stars: '2' });
      await story.enroll(flow, contact);
      const [step] = (await story.passage(flow)).steps;
      return { outcome: step.outcome, step, contact };
    }),
  );
}

describe('a number that is written as text is a number', () => {
  test('in the time at which a task is due', async () => {
    const ways = await bothWays((written) =>
      action('0-3', {
        subject: 'Call',
        due_time: { ...inDays(written(5)), timeOfDay: { hour: written(8), minute: written(30) } },
      }),
    );
    const due = await Promise.all(
      ways.map(async ({ outcome, contact }) => {
        expect(outcome).toBe('SUCCEEDED');
        const { body } = await story.millrace.get(`/crm/v4/objects/contacts/${contact}/associations/tasks`);
        const { hs_timestamp } = await story.properties('tasks', String(body.results[0].toObjectId));
        return hs_timestamp;
      }),
    );
    expect(due[0]).toBe(due[1]);
  });

  test('in what is added to a property, in a list too', async () => {
    const ways = await bothWays((written) => add(written(3)));
    for (const { outcome, contact } of ways) {
      expect(outcome).toBe('SUCCEEDED');
      expect((await story.properties('contacts', contact))['stars']).toBe('5');
    }
  });

  test('in a time from now, and in the type of an association', async () => {
    const dated = await bothWays((written) =>
      setProperty('closedate', { type: 'RELATIVE_DATETIME', timeDelay: inDays(written(-1)) }),
    );
    expect(dated.map(({ outcome }) => outcome)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    const linked = await bothWays((written) =>
      setProperty('jobtitle', 'x', {
        association: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: written(1) },
      }),
    );
    expect(linked[0]!.step.reason).toBe(linked[1]!.step.reason);
  });
});

test.each([
  [action('0-3', { subject: 'x', due_time: inDays('soon') }), 'fields.due_time.delta', '"soon"'],
  [action('0-3', { subject: 'x', due_time: inDays('') }), 'fields.due_time.delta', '""'],
  [action('0-3', { subject: 'x', due_time: inDays('1.5') }), 'fields.due_time.delta', '1.5'],
  [add('three'), 'fields.value.incrementAmount', '"three"'],
])('what spells no number is named: %j', async (wrong, path, quoted) => {
  const { body } = await story.millrace.post('/millrace/v1/flows/lint', contactFlow(inARow(wrong)));
  const found = body.results.filter(({ severity }: Body) => severity === 'error');
  expect(found).toMatchObject([{ path: `actions[0].${path}` }]);
  expect(found[0].message).toContain(quoted);
});
