import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  action,
  contactFlow,
  inARow,
  is,
  manual,
  property,
  setProperty,
  to,
  whenMet,
} from '../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
  await story.millrace.post('/millrace/v1/clock/advance', { by: 'PT24H' });
});
afterAll(() => story.stop());

const PAGE_VISITED = '4-96000';
const CHANGED = '4-655002';

const event = (eventTypeId: string, filters: Body[] = []) => ({
  filterBranchType: 'UNIFIED_EVENTS',
  filterBranchOperator: 'AND',
  operator: 'HAS_COMPLETED',
  eventTypeId,
  filterBranches: [],
  filters,
});
const visit = (url?: string) => event(PAGE_VISITED, url ? [is('hs_url', url)] : []);
const changed = (name: string, value?: string) =>
  event(CHANGED, [
    property('hs_name', 'STRING', 'IS_EQUAL_TO', { value: name }),
    ...(value === undefined ? [] : [property('hs_value', 'STRING', 'IS_EQUAL_TO', { value })]),
  ]);
const waitFor = (branches: Body[], more: Body = {}) =>
  action('0-29', { event_filter_branches: branches, ...more });

/** Waits as action 1, then notes whether the event had happened: "Yes" or "No" as the job title. */
const waitAndTell = (branches: Body[], more: Body = {}) => [
  ...inARow({ ...waitFor(branches, more), connection: to('2') }),
  {
    actionId: '2',
    type: 'STATIC_BRANCH',
    inputValue: { type: 'FIELD_DATA', actionId: '1', dataKey: 'hs_event_criteria_met' },
    staticBranches: [{ branchValue: 'true', connection: to('3') }],
    defaultBranch: to('4'),
  },
  ...inARow(setProperty('jobtitle', 'Yes', { actionId: '3' })),
  ...inARow(setProperty('jobtitle', 'No', { actionId: '4' })),
];

async function send(contact: string, url = '/prices', more: Body = {}): Promise<void> {
  const answer = await story.millrace.post('/events/v3/send', {
    eventName: 'e_visited_page',
    objectId: contact,
    properties: { hs_url: url },
    ...more,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(204);
  await story.settle();
}

async function waiting(actions: Body[], properties: Record<string, string> = {}) {
  const flowId = await story.givenFlow(contactFlow(actions));
  const contact = await story.givenContact(properties);
  await story.enroll(flowId, contact);
  return { flowId, contact };
}

const position = async (flowId: string) => (await story.passage(flowId)).position;
const told = async (contact: string) => (await story.properties('contacts', contact))['jobtitle'];
const now = async () => (await story.millrace.get('/millrace/v1/clock')).body.now as string;

describe('case 32: only what happens while it waits', () => {
  test('an event of before does not count, one of now does', async () => {
    const contact = await story.givenContact();
    await send(contact);
    const flowId = await story.givenFlow(contactFlow(waitAndTell([visit()])));
    await story.enroll(flowId, contact);
    expect(await position(flowId)).toMatchObject({
      actionId: '1',
      waitingFor: 'event',
      until: null,
      says: 'the event 4-96000',
    });
    await story.pass('P30D');
    expect(await told(contact)).toBeNull();
    await send(contact);
    expect(await told(contact)).toBe('Yes');
    const { steps } = await story.passage(flowId);
    expect(steps[0]).toMatchObject({
      outcome: 'SUCCEEDED',
      detail: { met: true, eventTypeId: PAGE_VISITED, waitedFor: 'the event 4-96000' },
    });
  });

  test('nor does one that is told now and happened before; one that happened meanwhile does', async () => {
    const before = await now();
    await story.pass('PT1H');
    const { contact } = await waiting(waitAndTell([visit()]));
    await story.pass('PT1H');
    const meanwhile = await now();
    await story.pass('PT1H');
    await send(contact, '/prices', { occurredAt: before });
    expect(await told(contact)).toBeNull();
    await send(contact, '/prices', { occurredAt: meanwhile });
    expect(await told(contact)).toBe('Yes');
  });

  test('what the flow itself has changed in the action before it is no event to wait for', async () => {
    const actions = inARow(
      setProperty('city', 'Bern'),
      waitFor([changed('city')]),
      setProperty('jobtitle', 'Yes'),
    );
    const { flowId, contact } = await waiting(actions);
    expect(await position(flowId)).toMatchObject({ actionId: '2', waitingFor: 'event' });
    await story.change('contacts', contact, { city: 'Basel' });
    expect(await told(contact)).toBe('Yes');
  });

  test('the event that enrolled it is not waited for, though the wait is for the same', async () => {
    const enrollment = {
      type: 'EVENT_BASED',
      shouldReEnroll: false,
      eventFilterBranches: [visit()],
      listMembershipFilterBranches: [],
    };
    const flowId = await story.givenFlow(contactFlow(waitAndTell([visit()]), enrollment));
    const contact = await story.givenContact();
    await send(contact);
    expect(await told(contact)).toBeNull();
    await send(contact);
    expect(await told(contact)).toBe('Yes');
    await story.millrace.delete(`/automation/v4/flows/${flowId}`);
  });

  test('of each visit of a loop anew', async () => {
    const actions = [
      ...inARow({ ...waitFor([visit()]), connection: to('2') }),
      ...inARow(
        setProperty('numemployees', { type: 'INCREMENT', incrementAmount: 1 } as Body, {
          actionId: '2',
          connection: to('1', 'GOTO'),
        }),
      ),
    ];
    const { flowId, contact } = await waiting(actions);
    for (let times = 1; times <= 3; times++) {
      await send(contact);
      expect((await story.passage(flowId)).stepCount).toBe(2 * times);
    }
  });
});

describe('the time of a wait', () => {
  test('is over without the event: false; with it before, true, in whatever order they are looked at', async () => {
    const { flowId, contact } = await waiting(waitAndTell([visit()], { expiration_minutes: '60' }));
    expect(await position(flowId)).toMatchObject({
      waitingFor: 'event',
      says: 'the event 4-96000, for 60 minutes at most',
    });
    const { since, until } = await position(flowId);
    expect(Date.parse(until) - Date.parse(since)).toBe(60 * 60_000);
    await story.pass('PT59M');
    expect(await told(contact)).toBeNull();
    await story.pass('PT1M');
    expect(await told(contact)).toBe('No');
    expect((await story.passage(flowId)).steps[0]).toMatchObject({
      outcome: 'SUCCEEDED',
      detail: { met: false, until },
    });

    const other = await waiting(waitAndTell([visit()], { expiration_minutes: 60 }));
    await story.pass('PT59M');
    await send(other.contact);
    expect(await told(other.contact)).toBe('Yes');
    await story.pass('PT1H');
    expect(await told(other.contact)).toBe('Yes');
  });

  test('an event that is told after it comes too late', async () => {
    const { contact } = await waiting(waitAndTell([visit()], { expiration_minutes: '60' }));
    const meanwhile = await now();
    await story.pass('PT2H');
    await send(contact, '/prices', { occurredAt: meanwhile });
    expect(await told(contact)).toBe('No');
  });
});

describe('what counts', () => {
  test('the filters of the event, and any of several events', async () => {
    const { contact } = await waiting(waitAndTell([visit('/prices'), changed('lifecyclestage', 'customer')]));
    await send(contact, '/about');
    await story.change('contacts', contact, { lifecyclestage: 'opportunity' });
    await story.change('contacts', contact, { city: 'Bern' });
    expect(await told(contact)).toBeNull();
    await story.change('contacts', contact, { lifecyclestage: 'customer' });
    expect(await told(contact)).toBe('Yes');
  });

  test('a change of any property, where none is named', async () => {
    const { contact } = await waiting(waitAndTell([event(CHANGED)]));
    await send(contact);
    expect(await told(contact)).toBeNull();
    await story.change('contacts', contact, { city: 'Bern' });
    expect(await told(contact)).toBe('Yes');
  });

  test('events of everybody for himself: several wait for the same', async () => {
    const flowId = await story.givenFlow(contactFlow(waitAndTell([visit()])));
    const contacts = [await story.givenContact(), await story.givenContact(), await story.givenContact()];
    await story.enroll(flowId, ...contacts);
    const second = await story.givenFlow(contactFlow(inARow(waitFor([visit()]), setProperty('city', 'Too'))));
    await story.enroll(second, contacts[1]!);
    await send(contacts[1]!);
    expect(await Promise.all(contacts.map(told))).toEqual([null, 'Yes', null]);
    expect((await story.properties('contacts', contacts[1]!))['city']).toBe('Too');
  });

  test("an event of the account's own type", async () => {
    const defined = await story.millrace.post('/events/v3/event-definitions', {
      label: 'Tasted',
      name: 'tasted',
      primaryObject: 'CONTACT',
      propertyDefinitions: [{ name: 'dish', label: 'Dish', type: 'string' }],
    });
    const { fullyQualifiedName } = defined.body;
    const listed = await story.millrace.get('/events/v3/events/event-types');
    const eventTypeId = defined.body.objectTypeId ?? fullyQualifiedName;
    expect(listed.status).toBe(200);
    const { contact } = await waiting(waitAndTell([event(eventTypeId, [is('dish', 'soup')])]));
    const taste = async (dish: string) => {
      await story.millrace.post('/events/v3/send', {
        eventName: fullyQualifiedName,
        objectId: contact,
        properties: { dish },
      });
      await story.settle();
      return told(contact);
    };
    expect(await taste('cake')).toBeNull();
    expect(await taste('soup')).toBe('Yes');
  });
});

describe('an earlier action', () => {
  const task = (more: Body = {}) => action('0-3', { subject: 'Call', task_type: 'CALL', ...more });
  const behind = (wait: Body) => inARow(task(), wait, setProperty('jobtitle', 'Yes'));
  const taskOf = async () => {
    const found = await story.millrace.get('/crm/v3/objects/tasks?limit=100');
    return found.body.results.at(-1).id as string;
  };

  test('a task that is completed, whoever completes it; other changes of it are none', async () => {
    const { flowId, contact } = await waiting(behind(action('0-29', { action_id: '1' })));
    expect(await position(flowId)).toMatchObject({
      actionId: '2',
      waitingFor: 'event',
      says: 'the completion of the task of action 1',
    });
    const id = await taskOf();
    await story.change('tasks', id, { hs_task_subject: 'Call soon' });
    await story.change('tasks', id, { hs_task_status: 'IN_PROGRESS' });
    expect(await told(contact)).toBeNull();
    await story.change('tasks', id, { hs_task_status: 'COMPLETED' });
    expect(await told(contact)).toBe('Yes');
  });

  test('a task that was completed before anybody waited is completed', async () => {
    const actions = inARow(
      task(),
      action('0-1', { delta: '60' }),
      action('0-29', { action_id: '1', expiration_minutes: '600' }),
      setProperty('jobtitle', 'Yes'),
    );
    const { contact } = await waiting(actions);
    await story.change('tasks', await taskOf(), { hs_task_status: 'COMPLETED' });
    await story.pass('PT1H');
    expect(await told(contact)).toBe('Yes');
  });

  test('a task that is deleted is never completed: it goes on with that', async () => {
    const { flowId, contact } = await waiting(behind(action('0-29', { action_id: '1' })));
    await story.millrace.delete(`/crm/v3/objects/tasks/${await taskOf()}`);
    await story.settle();
    expect(await told(contact)).toBe('Yes');
    expect((await story.passage(flowId)).steps[1].detail).toMatchObject({ met: false });
  });

  test('events of a record that the flow has made', async () => {
    const make = action('0-14', {
      object_type_id: '0-5',
      properties: [{ targetProperty: 'subject', value: { type: 'STATIC_VALUE', staticValue: 'Help' } }],
    });
    const wait = waitFor([changed('hs_ticket_priority', 'HIGH')], { action_id: '1' });
    const { contact } = await waiting(inARow(make, wait, setProperty('jobtitle', 'Yes')));
    const found = await story.millrace.get('/crm/v3/objects/tickets?limit=100');
    await story.change('tickets', found.body.results.at(-1).id, { hs_ticket_priority: 'HIGH' });
    expect(await told(contact)).toBe('Yes');
  });

  test('of a mail: its own events, not those of another', async () => {
    const mail = action('0-4', { content_id: '4711' });
    const opened = event('4-666440');
    const actions = inARow(mail, waitFor([opened], { action_id: '1' }), setProperty('jobtitle', 'Yes'));
    const { flowId, contact } = await waiting(actions);
    expect(await position(flowId)).toMatchObject({ actionId: '2', waitingFor: 'event' });
    const open = async (emailId: string) => {
      await story.millrace.post('/events/v3/send', {
        eventName: '4-666440',
        objectId: contact,
        properties: { hs_email_id: emailId },
      });
      await story.settle();
      return told(contact);
    };
    expect(await open('4712')).toBeNull();
    expect(await open('4711')).toBe('Yes');
  });

  test.each([
    [{ action_id: '9' }, 'fields.action_id "9" is not an action'],
    [{ action_id: '1' }, 'fields.action_id "1" neither makes a record'],
    [{ action_id: '2', event_filter_branches: [visit()] }, 'fields.event_filter_branches[0].eventTypeId'],
    [{ action_id: '2' }, 'fields.event_filter_branches is empty'],
    [{ event_filter_branches: [] }, 'fields.event_filter_branches is empty'],
    [{ event_filter_branches: 'x' }, 'fields.event_filter_branches'],
    [{ event_filter_branches: [{ eventTypeId: 5 }] }, 'fields.event_filter_branches[0]'],
    [{ event_filter_branches: [visit()], expiration_minutes: '-5' }, '-5'],
    [{ event_filter_branches: [visit()], expiration_minutes: '0' }, '0'],
    [{ event_filter_branches: [visit()], expiration_minutes: '1.5' }, '"1.5"'],
    [{ event_filter_branches: [visit()], expiration_minutes: 'soon' }, '"soon"'],
  ] as [Body, string][])('that cannot be waited for: %j holds', async (fields, said) => {
    const actions = inARow(
      setProperty('city', 'x'),
      action('0-4', { content_id: '1' }),
      action('0-29', fields),
    );
    const { flowId } = await waiting(actions);
    const { held } = await position(flowId);
    expect(held.reason).toBe('INVALID_CONFIGURATION');
    expect(held.message).toContain(said);
  });
});

describe('a flow that is edited while they wait', () => {
  const withWait = (flow: Body, fields: Body) => ({
    ...flow,
    actions: flow.actions.map((each: Body) => (each.actionId === '1' ? { ...each, fields } : each)),
  });

  test('another event: what has happened of it while they waited counts, what happened before does not', async () => {
    const contact = await story.givenContact();
    await send(contact, '/early');
    const flowId = await story.givenFlow(contactFlow(waitAndTell([visit('/never')])));
    await story.enroll(flowId, contact);
    await story.changeFlow(flowId, (flow) => withWait(flow, { event_filter_branches: [visit('/early')] }));
    expect(await told(contact)).toBeNull();
    await send(contact, '/meanwhile');
    expect(await told(contact)).toBeNull();
    await story.changeFlow(flowId, (flow) =>
      withWait(flow, { event_filter_branches: [visit('/meanwhile')] }),
    );
    expect(await told(contact)).toBe('Yes');
  });

  test('another event that nobody had looked out for is looked out for from then on', async () => {
    const { flowId, contact } = await waiting(waitAndTell([visit()]));
    await story.changeFlow(flowId, (flow) =>
      withWait(flow, { event_filter_branches: [changed('city', 'Bern')] }),
    );
    await send(contact);
    expect(await told(contact)).toBeNull();
    await story.change('contacts', contact, { city: 'Bern' });
    expect(await told(contact)).toBe('Yes');
  });

  test('a time that is made shorter counts from the begin', async () => {
    const { flowId, contact } = await waiting(waitAndTell([visit()]));
    await story.pass('PT2H');
    await story.changeFlow(flowId, (flow) =>
      withWait(flow, { event_filter_branches: [visit()], expiration_minutes: '180' }),
    );
    expect(await told(contact)).toBeNull();
    await story.changeFlow(flowId, (flow) =>
      withWait(flow, { event_filter_branches: [visit()], expiration_minutes: '60' }),
    );
    expect(await told(contact)).toBe('No');
  });

  test('a wait that is taken out lets them go; their keys go with them', async () => {
    const flowId = await story.givenFlow(
      contactFlow(inARow(waitFor([visit()]), setProperty('jobtitle', 'Yes'))),
    );
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    await story.changeFlow(flowId, (flow) => ({
      ...flow,
      startActionId: '2',
      actions: flow.actions.slice(1),
    }));
    expect(await told(contact)).toBe('Yes');
    expect(await story.millrace.sql`select * from wake_keys where flow_id = ${flowId}`).toEqual([]);
  });

  test('in a flow that is turned off they wait on, and the event is noticed', async () => {
    const { flowId, contact } = await waiting([
      ...inARow({ ...waitFor([visit()]), connection: to('2') }),
      ...inARow(setProperty('jobtitle', 'Yes', { actionId: '2' })),
    ]);
    await story.changeFlow(flowId, (flow) => ({ ...flow, isEnabled: false }));
    await send(contact);
    const { steps } = await story.passage(flowId);
    expect(steps.map((step: Body) => [step.actionId, step.outcome, step.reason])).toEqual([
      ['1', 'SUCCEEDED', null],
      ['2', 'SKIPPED', 'FLOW_TURNED_OFF'],
    ]);
  });

  test('a wait that is skipped gives no answer to branch on', async () => {
    const { flowId, contact } = await waiting(waitAndTell([visit()]));
    const { id } = await story.passage(flowId);
    expect((await story.millrace.post(`/millrace/v1/enrollments/${id}/skip-wait`)).status).toBe(200);
    await story.settle();
    expect((await story.passage(flowId)).steps[0]).toMatchObject({
      outcome: 'SKIPPED',
      reason: 'WAIT_SKIPPED',
    });
    expect(await told(contact)).not.toBe('Yes');
  });
});

test('who leaves while waiting is woken by nothing', async () => {
  const { flowId, contact } = await waiting(waitAndTell([visit()]));
  await story.millrace.post(`/millrace/v1/flows/${flowId}/unenrollments`, { objectIds: [contact] });
  await send(contact);
  expect(await told(contact)).toBeNull();
  expect(await story.millrace.sql`select * from wake_keys where flow_id = ${flowId}`).toEqual([]);
});

test('a goal that is met meanwhile ends it', async () => {
  const flow = contactFlow(waitAndTell([visit()]), manual, {
    goalFilterBranch: (whenMet([is('city', 'Goal')]) as Body).listFilterBranch,
  });
  const flowId = await story.givenFlow(flow);
  const contact = await story.givenContact();
  await story.enroll(flowId, contact);
  await story.change('contacts', contact, { city: 'Goal' });
  expect((await story.passage(flowId)).endReason).toBe('GOAL_MET');
});

test('lint: event types that there are not, events that have happened to everybody, a verb that is not read', async () => {
  const lint = async (branches: Body[]) => {
    const flowId = await story.givenFlow(contactFlow(waitAndTell(branches)));
    const { body } = await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`);
    return body.results.map(({ severity, code, path }: Body) => `${severity} ${code} ${path}`);
  };
  const at = 'actions[0].fields.event_filter_branches[0]';
  expect(await lint([visit()])).toEqual([]);
  expect(await lint([event('pe1_nothing')])).toEqual([`error UNKNOWN_EVENT_TYPE ${at}.eventTypeId`]);
  expect(await lint([event('4-999999')])).toEqual([`warning UNKNOWN_EVENT_TYPE ${at}.eventTypeId`]);
  expect(await lint([event('4-1463224')])).toEqual([`warning NEVER ${at}.eventTypeId`]);
  expect(await lint([{ ...visit(), operator: 'HAS_NOT_COMPLETED' }])).toEqual([
    `warning NOT_READ ${at}.operator`,
  ]);
});
