import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { action, contactFlow, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.patch('/millrace/v1/settings', { timeZone: 'Europe/Berlin' });
  for (const [name, type, fieldType] of [
    ['renewal', 'date', 'date'],
    ['call_at', 'datetime', 'date'],
  ])
    await story.millrace.post('/crm/v3/properties/contacts', {
      name,
      label: name,
      type,
      fieldType,
      groupName: 'contactinformation',
    });
  // A Thursday, noon in Berlin.
  await story.millrace.post('/millrace/v1/clock/advance', { to: '2055-01-14T11:00:00Z' });
});
afterAll(() => story.stop());

const REACHED = 'Mail would go out';

/** A contact in a flow of one action with something to happen behind it. */
async function waiting(actionTypeId: string, fields: Body, properties: Record<string, string> = {}) {
  const flowId = await story.givenFlow(
    contactFlow(inARow(action(actionTypeId, fields), setProperty('jobtitle', REACHED))),
  );
  const contact = await story.givenContact(properties);
  await story.enroll(flowId, contact);
  return { flowId, contact };
}

const position = async (flowId: string) => (await story.passage(flowId)).position;
const outcomes = async (flowId: string) =>
  (await story.passage(flowId)).steps.map((step: Body) => [step.actionId, step.outcome, step.reason]);
const hasPassed = async (contact: string) =>
  (await story.properties('contacts', contact))['jobtitle'] === REACHED;
const lint = async (flowId: string): Promise<Body[]> =>
  (await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`)).body.results;
const moveTo = (to: string) => story.millrace.post('/millrace/v1/clock/advance', { to });

describe('a delay until a day or a time of day', () => {
  const nine = { hour: 9, minute: 0 };

  test.each([
    [{ delta: '0', time_unit: 'DAYS', days_of_week: ['TUESDAY'] }, '2055-01-18T23:00:00.000Z'],
    [
      { delta: '0', time_unit: 'DAYS', days_of_week: ['TUESDAY'], time_of_day: null },
      '2055-01-18T23:00:00.000Z',
    ],
    [{ days_of_week: ['TUESDAY', 'SATURDAY'], time_of_day: nine }, '2055-01-16T08:00:00.000Z'],
    [
      { delta: '0', time_unit: 'MINUTES', days_of_week: ['THURSDAY'], time_of_day: nine },
      '2055-01-21T08:00:00.000Z',
    ],
    [{ delta: '4', time_unit: 'DAYS', time_of_day: nine }, '2055-01-18T08:00:00.000Z'],
    [{ delta: '5760', time_unit: 'MINUTES', time_of_day: nine }, '2055-01-18T08:00:00.000Z'],
    [
      { delta: '4', time_unit: 'DAYS', time_of_day: nine, days_of_week: ['FRIDAY'] },
      '2055-01-22T08:00:00.000Z',
    ],
    [{ delta: '90', time_unit: 'MINUTES', time_of_day: { hour: 13, minute: 0 } }, '2055-01-15T12:00:00.000Z'],
  ])('%j ends at %s', async (fields, until) => {
    const { flowId } = await waiting('0-1', fields);
    expect(await position(flowId)).toMatchObject({ waitingFor: 'delay', until });
    expect(await lint(flowId)).toEqual([]);
  });

  test.each([
    [{ delta: 2, time_unit: 'HOURS' }, 2],
    [{ delta: '4', time_unit: 'DAYS' }, 96],
    [{ delta: '1', time_unit: 'WEEKS' }, 168],
    [{ delta: '30' }, 0.5],
  ])('%j alone takes %d hours', async (fields, hours) => {
    const { flowId } = await waiting('0-1', fields);
    const { since, until } = await position(flowId);
    expect(Date.parse(until) - Date.parse(since)).toBe(hours * 60 * 60 * 1000);
  });

  test('a day that is there already is not waited for', async () => {
    const { contact } = await waiting('0-1', { delta: '0', time_unit: 'DAYS', days_of_week: ['THURSDAY'] });
    expect(await hasPassed(contact)).toBe(true);
  });

  test('people go on when it comes, on the wall clock of the account', async () => {
    const { contact } = await waiting('0-1', { delta: '4', time_unit: 'DAYS', time_of_day: nine });
    await moveTo('2055-01-18T07:59:59Z');
    expect(await hasPassed(contact)).toBe(false);
    await moveTo('2055-01-18T08:00:00Z');
    expect(await hasPassed(contact)).toBe(true);
  });
});

describe('a delay until a date', () => {
  test('epoch milliseconds; a property; before and after; at a time of day', async () => {
    const given = { type: 'STATIC_VALUE', staticValue: String(Date.UTC(2056, 0, 1)) };
    const renewal = { type: 'OBJECT_PROPERTY', propertyName: 'renewal' };
    const callAt = { type: 'OBJECT_PROPERTY', propertyName: 'call_at' };
    for (const [fields, until] of [
      [{ date: given }, '2056-01-01T00:00:00.000Z'],
      [{ date: given, time_of_day: { hour: 9, minute: 30 } }, '2056-01-01T08:30:00.000Z'],
      [{ date: renewal }, '2055-06-09T22:00:00.000Z'],
      [
        { date: renewal, delta: '-3', time_unit: 'DAYS', time_of_day: { hour: 8, minute: 0 } },
        '2055-06-07T06:00:00.000Z',
      ],
      [{ date: callAt }, '2055-05-01T10:15:00.000Z'],
      [{ date: callAt, delta: '-90', time_unit: 'MINUTES' }, '2055-05-01T08:45:00.000Z'],
    ] as const) {
      const { flowId } = await waiting('0-35', fields, {
        renewal: '2055-06-10',
        call_at: '2055-05-01T10:15:00Z',
      });
      expect(await position(flowId)).toMatchObject({ waitingFor: 'delay', until });
    }
  });

  test('one that has passed is not waited for', async () => {
    const date = { type: 'OBJECT_PROPERTY', propertyName: 'renewal' };
    const { contact } = await waiting('0-35', { date }, { renewal: '2020-01-01' });
    expect(await hasPassed(contact)).toBe(true);
  });

  test('a property that changes moves those who wait for it, though the flow reads it nowhere else', async () => {
    const date = { type: 'OBJECT_PROPERTY', propertyName: 'renewal' };
    const { flowId, contact } = await waiting('0-35', { date }, { renewal: '2057-01-01' });
    await story.change('contacts', contact, { renewal: '2056-01-01' });
    expect(await position(flowId)).toMatchObject({ until: '2055-12-31T23:00:00.000Z' });
    await story.change('contacts', contact, { renewal: null });
    expect(await position(flowId)).toMatchObject({
      waitingFor: 'held',
      until: null,
      held: { reason: 'NO_DATE' },
    });
    expect(await hasPassed(contact)).toBe(false);
    await story.change('contacts', contact, { renewal: '2026-01-01' });
    expect(await hasPassed(contact)).toBe(true);
  });

  test("the example of the original's guide, which has an amount of time in it, waits for that long", async () => {
    const { flowId } = await waiting('0-35', { delta: '720', time_unit: 'MINUTES' });
    const { since, until } = await position(flowId);
    expect(Date.parse(until) - Date.parse(since)).toBe(12 * 60 * 60 * 1000);
  });
});

describe('a wait that cannot be waited holds, visibly', () => {
  test.each([
    ['0-1', { delta: '1', time_unit: 'DAY' }, 'INVALID_CONFIGURATION', 'fields.time_unit', '"DAY"'],
    ['0-1', { delta: 'one day', time_unit: 'DAYS' }, 'INVALID_CONFIGURATION', 'fields.delta', '"one day"'],
    ['0-1', { delta: '', time_unit: 'DAYS' }, 'INVALID_CONFIGURATION', 'fields.delta', '""'],
    ['0-1', { delta: '-5', time_unit: 'DAYS' }, 'INVALID_CONFIGURATION', 'fields.delta', '-5'],
    ['0-1', { delta: '1.5', time_unit: 'DAYS' }, 'INVALID_CONFIGURATION', 'fields.delta', '"1.5"'],
    ['0-1', {}, 'INVALID_CONFIGURATION', 'fields.delta', 'is required'],
    ['0-1', { delta: '1', timeUnit: 'DAYS' }, 'INVALID_CONFIGURATION', 'fields.timeUnit', 'time_unit'],
    [
      '0-1',
      { delta: '0', days_of_week: ['TUESDAI'] },
      'INVALID_CONFIGURATION',
      'fields.days_of_week[0]',
      '"TUESDAI"',
    ],
    [
      '0-1',
      { delta: '0', time_of_day: { hour: 25, minute: 0 } },
      'INVALID_CONFIGURATION',
      'fields.time_of_day.hour',
      '25',
    ],
    ['0-35', {}, 'INVALID_CONFIGURATION', 'fields.date', 'is required'],
    [
      '0-35',
      { date: { type: 'STATIC_VALUE', staticValue: 'soon' } },
      'INVALID_CONFIGURATION',
      'fields.date.staticValue',
      '"soon"',
    ],
    [
      '0-35',
      { date: { type: 'OBJECT_PROPERTY', propertyName: 'city' } },
      'INVALID_CONFIGURATION',
      'fields.date.propertyName',
      '"city"',
    ],
    [
      '0-35',
      { date: { type: 'OBJECT_PROPERTY', propertyName: 'no_such' } },
      'INVALID_CONFIGURATION',
      'fields.date.propertyName',
      '"no_such"',
    ],
    [
      '0-29',
      { event_filter_branches: [], expiration_minutes: '60' },
      'INVALID_CONFIGURATION',
      'fields.event_filter_branches',
      'is empty',
    ],
    ['0-987654', { delta: '5', time_unit: 'DAYS' }, 'ACTION_NOT_SUPPORTED', 'actionTypeId', '0-987654'],
  ])('%s %j', async (type, fields, reason, member, said) => {
    const { flowId, contact } = await waiting(type, fields);
    expect(await hasPassed(contact)).toBe(false);
    const { held, ...where } = await position(flowId);
    expect(where).toMatchObject({ actionId: '1', waitingFor: 'held', until: null });
    expect(held.reason).toBe(reason);
    expect(held.message).toContain(said);
    const log = await story.millrace.get(`/millrace/v1/flows/${flowId}/steps?outcome=FAILED`);
    expect(log.body.results).toMatchObject([{ actionId: '1', reason, objectId: contact }]);
    const errors = (await lint(flowId)).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ path }) => path)).toEqual([expect.stringContaining(`actions[0].${member}`)]);
    expect(errors[0].message).toContain('held');
    await story.pass('P30D');
    expect(await hasPassed(contact)).toBe(false);
    expect(await outcomes(flowId)).toEqual([['1', 'FAILED', reason]]);
  });

  test('until the flow is mended: then it counts from when they came', async () => {
    const { flowId, contact } = await waiting('0-1', { delta: '1', time_unit: 'DAY' });
    await story.pass('PT23H');
    await story.changeFlow(flowId, (flow) => ({
      ...flow,
      actions: flow.actions.map((each: Body) =>
        each.actionId === '1' ? { ...each, fields: { delta: '1', time_unit: 'DAYS' } } : each,
      ),
    }));
    expect(await position(flowId)).toMatchObject({ waitingFor: 'delay', held: null });
    expect(await hasPassed(contact)).toBe(false);
    await story.pass('PT1H');
    expect(await hasPassed(contact)).toBe(true);
    expect(await outcomes(flowId)).toEqual([
      ['1', 'FAILED', 'INVALID_CONFIGURATION'],
      ['1', 'SUCCEEDED', null],
      ['2', 'SUCCEEDED', null],
    ]);
  });

  test('until it is taken out of the flow', async () => {
    const { flowId, contact } = await waiting('0-29', { event_filter_branches: [] });
    await story.changeFlow(flowId, (flow) => ({
      ...flow,
      startActionId: '2',
      actions: flow.actions.filter((each: Body) => each.actionId !== '1'),
    }));
    expect(await hasPassed(contact)).toBe(true);
  });

  test('until another action takes its place, which is done by the rules for actions', async () => {
    const { flowId, contact } = await waiting('0-29', { event_filter_branches: [] });
    await story.changeFlow(flowId, (flow) => ({
      ...flow,
      isEnabled: false,
      actions: flow.actions.map((each: Body) =>
        each.actionId === '1' ? { ...each, ...setProperty('city', 'Bern') } : each,
      ),
    }));
    expect(await outcomes(flowId)).toEqual([
      ['1', 'FAILED', 'INVALID_CONFIGURATION'],
      ['1', 'SKIPPED', 'FLOW_TURNED_OFF'],
      ['2', 'SKIPPED', 'FLOW_TURNED_OFF'],
    ]);
    expect(await hasPassed(contact)).toBe(false);
  });

  test('until what it reads is there, and the flow is saved again', async () => {
    const date = { type: 'OBJECT_PROPERTY', propertyName: 'later_defined' };
    const { flowId } = await waiting('0-35', { date });
    await story.millrace.post('/crm/v3/properties/contacts', {
      name: 'later_defined',
      label: 'x',
      type: 'date',
      fieldType: 'date',
      groupName: 'contactinformation',
    });
    await story.changeFlow(flowId, (flow) => flow);
    expect(await position(flowId)).toMatchObject({ held: { reason: 'NO_DATE' } });
  });

  test('or until somebody skips the wait, of whoever waits but of nobody else', async () => {
    const skip = async (flowId: string) => {
      const { id } = await story.passage(flowId);
      const answer = await story.millrace.post(`/millrace/v1/enrollments/${id}/skip-wait`);
      await story.settle();
      return answer;
    };
    for (const [type, fields] of [
      ['0-29', { event_filter_branches: [] }],
      ['0-1', { delta: '400', time_unit: 'DAYS' }],
    ] as const) {
      const { flowId, contact } = await waiting(type, fields);
      expect((await skip(flowId)).status).toBe(200);
      expect(await hasPassed(contact)).toBe(true);
      expect((await outcomes(flowId)).slice(-2)).toEqual([
        ['1', 'SKIPPED', 'WAIT_SKIPPED'],
        ['2', 'SUCCEEDED', null],
      ]);
      const again = await skip(flowId);
      expect([again.status, again.body.message]).toEqual([409, expect.stringContaining('has ended')]);
    }
    expect((await story.millrace.post('/millrace/v1/enrollments/999999/skip-wait')).status).toBe(404);
  });

  test('a delay that was skipped is one only for this visit', async () => {
    const flowId = await story.givenFlow(
      contactFlow([
        {
          ...action('0-1', { delta: '1', time_unit: 'DAYS' }),
          actionId: '1',
          connection: { nextActionId: '2' },
        },
        {
          ...action('0-1', { delta: '1', time_unit: 'DAYS' }),
          actionId: '2',
          connection: { nextActionId: '1', edgeType: 'GOTO' },
        },
      ]),
    );
    await story.enroll(flowId, await story.givenContact());
    const { id } = await story.passage(flowId);
    await story.millrace.post(`/millrace/v1/enrollments/${id}/skip-wait`);
    await story.settle();
    expect(await position(flowId)).toMatchObject({ actionId: '2', waitingFor: 'delay' });
  });
});
