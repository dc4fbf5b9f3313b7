import { afterAll, beforeAll, expect, test } from 'vitest';
import { customCode } from '../support/code-bodies.ts';
import {
  action,
  allOf,
  completed,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  isKnown,
  manual,
  property,
  sendEmail,
  setProperty,
  to,
  whenEvent,
  whenMet,
} from '../support/flow-bodies.ts';
import { dynamicList, givenList, inList, join, manualList } from '../support/list-bodies.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';
import { rowCounts } from '../support/table-counts.ts';

let story: Story;
let receiver: Receiver;
let emailId: string;
beforeAll(async () => {
  story = await tellStory();
  receiver = await startReceiver();
  const { millrace } = story;
  const email = await millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello {{ contact.firstname }}',
    content: { plainTextVersion: 'Dear {{ contact.firstname }}, stage {{ contact.lifecyclestage }}' },
  });
  emailId = email.body.id;
  await millrace.post(`/marketing/v3/emails/${emailId}/publish`);
  await millrace.put('/millrace/v1/secrets/api_key', { value: 'very-secret-value' });
});
afterAll(async () => {
  await receiver.close();
  await story.stop();
});

async function simulate(flow: string | Body, body: Body): Promise<Body> {
  const answer =
    typeof flow === 'string'
      ? await story.millrace.post(`/millrace/v1/flows/${flow}/simulate`, body)
      : await story.millrace.post('/millrace/v1/flows/simulate', { flow, ...body });
  expect(answer.body).toMatchObject({ steps: expect.anything() });
  return answer.body;
}

const made = (properties: Body = {}, more: Body = {}) => ({
  record: { properties: { email: 'ada@example.test', firstname: 'Ada', ...properties }, ...more },
  entry: 'MANUAL',
});
const branchOn = (connection: Body, ...filters: Body[]): Body => ({
  type: 'LIST_BRANCH',
  listBranches: [{ branchName: 'Yes', filterBranch: allOf(filters), connection }],
  defaultBranchName: 'No',
});
const webhook = (members: Body = {}) => ({
  type: 'WEBHOOK',
  method: 'POST',
  webhookUrl: `${receiver.url}/h`,
  queryParams: [],
  ...members,
});
const goingOn = (body: Body, next: string) => ({ ...body, connection: to(next) });
const outcomes = ({ steps }: Body) => steps.map((step: Body) => [step.actionId, step.outcome]);

test('everything that a flow would do is told, and nothing is done', async () => {
  const listId = await givenList(story, manualList('Guests'));
  const other = await story.givenFlow(contactFlow(inARow(delayMinutes(5))));
  const contact = await story.givenContact({ firstname: 'Ada' });
  const auth = { type: 'AUTH_KEY', name: 'X-Api-Key', location: 'HEADER', secretName: 'api_key' };
  const flow = await story.givenFlow(
    contactFlow(
      inARow(
        setProperty('lifecyclestage', 'customer'),
        sendEmail(emailId),
        webhook({ authSettings: auth }),
        action('0-63809083', { listId, targetObject: '{{ enrolled_object }}' }),
        action('0-3', { task_type: 'TODO', subject: 'Call {{ enrolled_object.firstname }}' }),
        action('0-14', { object_type_id: '0-5', properties: [] }),
        action('0-15', { flow_id: other }),
        delayMinutes(1_440),
        branchOn(to('10'), is('lifecyclestage', 'customer')),
        setProperty('jobtitle', 'Seen'),
      ),
      whenMet([isKnown('firstname')]),
      { isEnabled: false },
    ),
  );
  const before = await rowCounts(story.millrace.sql);
  const told = await simulate(flow, { objectId: contact, startAt: '2031-05-01T10:00:00Z' });
  expect(told).toMatchObject({
    entered: true,
    record: { objectTypeId: '0-1', objectId: contact, isMadeUp: false },
    end: { kind: 'ENDED', status: 'COMPLETED', reason: 'END_OF_PATH', at: '2031-05-02T10:00:00.000Z' },
  });
  expect(told.rules).toContainEqual({
    rule: 'CRITERIA',
    verdict: 'PASSED',
    message: 'The record meets the filters.',
  });
  const [set, mail, hook, list, task, ticket, enrolled, delay, branch, last] = told.steps;
  expect(set.writes.records).toMatchObject([
    {
      objectTypeId: '0-1',
      objectId: contact,
      kind: 'UPDATED',
      before: { lifecyclestage: 'lead', hs_lifecyclestage_customer_date: null },
      after: { lifecyclestage: 'customer', hs_lifecyclestage_customer_date: '2031-05-01T10:00:00.000Z' },
    },
  ]);
  expect(mail.effects).toMatchObject([
    {
      sends: {
        kind: 'EMAIL',
        emailId,
        subject: 'Hello Ada',
        text: expect.stringContaining('stage Customer'),
      },
      result: { outcome: 'SUCCEEDED', from: 'USUAL' },
    },
  ]);
  expect(mail.writes.records).toContainEqual(
    expect.objectContaining({ kind: 'EVENT', eventTypeId: '4-667638' }),
  );
  const [{ sends }] = hook.effects;
  expect(sends).toMatchObject({ kind: 'REQUEST', method: 'POST', url: `${receiver.url}/h` });
  expect(sends.headers['X-Api-Key']).toBe('[secret]');
  expect(JSON.parse(sends.body)).toMatchObject({
    vid: Number(contact),
    properties: { lifecyclestage: { value: 'customer' } },
  });
  expect(JSON.stringify(told)).not.toContain('very-secret-value');
  expect(hook.outputs).toEqual({ hs_status_code: '200' });
  expect(list.writes.lists).toEqual([{ kind: 'JOINED', listId, objectTypeId: '0-1', objectId: contact }]);
  expect(task.writes.records[0]).toMatchObject({
    kind: 'CREATED',
    objectId: expect.stringMatching(/^9\d{15}$/),
    after: { hs_task_subject: 'Call Ada' },
  });
  expect(ticket.actionTypeId).toBe('0-14');
  expect(enrolled.writes.enrollments).toEqual([
    { flowId: other, objectTypeId: '0-1', objectId: contact, refusal: null },
  ]);
  expect(delay).toMatchObject({
    startedAt: '2031-05-01T10:00:00.000Z',
    at: '2031-05-02T10:00:00.000Z',
    waits: [{ waitingFor: 'delay', until: '2031-05-02T10:00:00.000Z', endedBy: 'TIME' }],
  });
  expect(branch.decision.branches[0]).toMatchObject({
    name: 'Yes',
    taken: true,
    verdict: 'MET',
    nextActionId: '10',
    criteria: { filters: [{ property: 'lifecyclestage', value: 'customer', verdict: 'MET' }] },
  });
  expect(last).toMatchObject({ actionId: '10', outcome: 'SUCCEEDED' });

  await story.settle();
  expect(await rowCounts(story.millrace.sql)).toEqual(before);
  expect(receiver.received).toEqual([]);
  expect(await story.properties('contacts', contact)).toMatchObject({ lifecyclestage: 'lead' });
  expect(await story.enrollments(flow)).toEqual([]);
});

test('what is made up has what is around it: a company, lists, subscriptions', async () => {
  const listId = await givenList(story, manualList('Invited'));
  const company = await story.givenRecord('companies', { name: 'There', domain: 'there.test' });
  const flow = contactFlow(
    inARow(
      setProperty('company', {
        type: 'FETCHED_OBJECT_PROPERTY',
        propertyToken: '{{ fetched_objects.co.name }}',
      }),
      goingOn(branchOn(to('3'), inList(listId)), '3'),
      sendEmail(emailId),
    ),
    manual,
    {
      dataSources: [
        {
          type: 'ASSOCIATION',
          name: 'co',
          objectTypeId: '0-2',
          associationCategory: 'HUBSPOT_DEFINED',
          associationTypeId: 279,
        },
      ],
    },
  );
  const companies = [{ objectTypeId: '0-2', properties: { name: 'Made up' } }];
  const told = await simulate(flow, {
    ...made({}, { associations: companies, lists: [listId] }),
    assume: { results: [] },
  });
  expect(told).toMatchObject({ flowId: null, record: { isMadeUp: true } });
  expect(told.steps[0].writes.records[0]).toMatchObject({ after: { company: 'Made up' } });
  expect(told.steps[1].decision.branches[0]).toMatchObject({ taken: true, verdict: 'MET' });
  const there = await simulate(
    flow,
    made({}, { associations: [{ objectTypeId: '0-2', objectId: company }] }),
  );
  expect(there.steps[0].writes.records[0]).toMatchObject({ after: { company: 'There' } });
  expect(there.steps[1].decision.branches).toMatchObject([{ taken: false }, { name: 'No', taken: true }]);
  const out = await simulate(flow, made({ hs_email_optout: 'true' }, { lists: [listId] }));
  expect(out.steps[2]).toMatchObject({ outcome: 'FAILED', reason: 'UNSUBSCRIBED' });
});

test('a made-up event is asked by the door of an event flow, and read by its actions', async () => {
  const flow = contactFlow(
    inARow(
      setProperty('jobtitle', {
        type: 'ENROLLMENT_EVENT_PROPERTY',
        enrollmentEventPropertyToken: '{{ enrollment_events.event_1.hs_form_id }}',
      }),
    ),
    whenEvent('4-1639801', [is('hs_form_id', 'form-1')]),
  );
  const { record } = made();
  const asked = (hs_form_id: string) => ({
    record,
    event: { eventTypeId: '4-1639801', properties: { hs_form_id } },
  });
  const other = await simulate(flow, asked('form-2'));
  expect(other).toMatchObject({ entered: false, steps: [], end: { kind: 'NOT_ENTERED' } });
  expect(other.event).toMatchObject([
    { verdict: 'NOT_MET', filters: [{ property: 'hs_form_id', value: 'form-2' }] },
  ]);
  expect(other.rules).toContainEqual(expect.objectContaining({ rule: 'EVENT', verdict: 'FAILED' }));
  const right = await simulate(flow, asked('form-1'));
  expect(right).toMatchObject({ entered: true, event: [{ verdict: 'MET' }] });
  expect(right.steps[0].writes.records[0]).toMatchObject({ after: { jobtitle: 'form-1' } });
  const without = await simulate(flow, { record });
  expect(without.rules).toContainEqual(expect.objectContaining({ rule: 'EVENT', verdict: 'FAILED' }));
  const allTheSame = await simulate(flow, { record, evenIfRefused: true });
  expect(allTheSame).toMatchObject({ entered: false, steps: [{ actionId: '1' }] });
});

test('results are as they are assumed, visit by visit', async () => {
  const flow = contactFlow(
    inARow(webhook(), setProperty('jobtitle', { type: 'FIELD_DATA', actionId: '1', dataKey: 'title' })),
  );
  const withResult = (result: Body) =>
    simulate(flow, { ...made(), assume: { results: [{ actionId: '1', ...result }] } });
  const done = await withResult({ outputs: { title: 'Boss', n: 1 } });
  expect(done.steps[0].effects[0].result).toMatchObject({
    from: 'ASSUMED',
    outputs: { title: 'Boss', n: '1' },
  });
  expect(done.steps[1].writes.records[0]).toMatchObject({ after: { jobtitle: 'Boss' } });
  const refused = await withResult({ status: 404 });
  expect(refused.steps[0]).toMatchObject({ outcome: 'FAILED', reason: 'REFUSED_BY_RECEIVER' });
  expect(refused.steps[1]).toMatchObject({ reason: 'OUTPUT_MISSING' });
  const failed = await withResult({ outcome: 'FAILED', reason: 'ADDRESS_NOT_ALLOWED', message: 'No.' });
  expect(failed.steps[0]).toMatchObject({ reason: 'ADDRESS_NOT_ALLOWED', detail: { message: 'No.' } });
  const silent = await withResult({ status: 503 });
  expect(silent.steps[0]).toMatchObject({ outcome: 'FAILED', reason: 'RETRIES_EXHAUSTED' });
  const [days] = [silent.steps[0]].map(
    ({ startedAt, at }) => (Date.parse(at) - Date.parse(startedAt)) / 86_400_000,
  );
  expect(days).toBeGreaterThan(2);
  expect(days).toBeLessThanOrEqual(3);
  const looping = contactFlow([
    { ...webhook(), actionId: '1', connection: to('2') },
    {
      ...branchOn(to('3'), property('hs_object_id', 'ALL_PROPERTY', 'IS_UNKNOWN')),
      actionId: '2',
      defaultBranch: to('3'),
    },
    { ...delayMinutes(60), actionId: '3', connection: to('1', 'GOTO') },
  ]);
  const visits = await simulate(looping, {
    ...made(),
    maxSteps: 8,
    assume: { results: [{ actionId: '1', status: 404 }, { actionId: '1' }] },
  });
  expect(
    visits.steps.filter((step: Body) => step.actionId === '1').map((step: Body) => step.outcome),
  ).toEqual(['FAILED', 'SUCCEEDED', 'SUCCEEDED']);
});

test('what is assumed to happen on the way ends waits, meets the goal, and is read', async () => {
  const flow = contactFlow(
    inARow(
      delayMinutes(10 * 1_440),
      branchOn(to('3'), is('city', 'Bern')),
      delayMinutes(10 * 1_440),
      setProperty('jobtitle', 'Seen'),
    ),
    manual,
    { goalFilterBranch: allOf([is('lifecyclestage', 'customer')]) },
  );
  const start = { ...made(), startAt: '2027-01-01T00:00:00Z' };
  const changes = [
    { after: 'P1D', properties: { city: 'Bern' } },
    { at: '2027-01-15T00:00:00Z', properties: { lifecyclestage: 'customer' } },
  ];
  const told = await simulate(flow, { ...start, assume: { changes } });
  expect(outcomes(told)).toEqual([
    ['1', 'SUCCEEDED'],
    ['2', 'SUCCEEDED'],
  ]);
  expect(told.end).toMatchObject({
    kind: 'ENDED',
    status: 'UNENROLLED',
    reason: 'GOAL_MET',
    actionId: '3',
    at: '2027-01-15T00:00:00.000Z',
  });
  const until = await simulate(flow, { ...start, until: '2027-01-05T00:00:00Z' });
  expect(until).toMatchObject({
    steps: [],
    end: { kind: 'UNTIL', at: '2027-01-05T00:00:00.000Z', actionId: '1' },
  });
  const dated = contactFlow(
    inARow(
      action('0-35', {
        date: { type: 'OBJECT_PROPERTY', propertyName: 'closedate' },
        delta: '0',
        time_unit: 'DAYS',
      }),
      setProperty('jobtitle', 'Closed'),
    ),
  );
  const moved = await simulate(dated, {
    ...made({ closedate: '2027-03-01T00:00:00Z' }),
    startAt: '2027-01-01T00:00:00Z',
    assume: { changes: [{ after: 'P1D', properties: { closedate: '2027-01-10T00:00:00Z' } }] },
  });
  expect(moved.steps[0]).toMatchObject({
    at: '2027-01-10T00:00:00.000Z',
    waits: [{ endedBy: 'CHANGE', endedAt: '2027-01-02T00:00:00.000Z' }, { endedBy: 'TIME' }],
  });
});

test('what an action has sent is told where its sending meets the goal, and no step follows', async () => {
  const goalFilterBranch = allOf([isKnown('hs_email_last_send_date')]);
  const flow = contactFlow(inARow(sendEmail(emailId), setProperty('jobtitle', 'Written to')), manual, {
    goalFilterBranch,
  });
  const told = await simulate(flow, made());
  expect(told.steps).toEqual([]);
  expect(told.end).toMatchObject({ kind: 'ENDED', reason: 'GOAL_MET', actionId: '1' });
  expect(told.end.effects).toMatchObject([{ sends: { kind: 'EMAIL', to: 'ada@example.test' } }]);
  expect(told.end.writes.records).toContainEqual(
    expect.objectContaining({
      kind: 'UPDATED',
      after: expect.objectContaining({ hs_email_last_send_date: expect.any(String) }),
    }),
  );
});

test('lists that are kept by filters follow what is simulated', async () => {
  const customers = await givenList(story, dynamicList('Customers', [is('lifecyclestage', 'customer')]));
  const flow = contactFlow(
    inARow(
      setProperty('lifecyclestage', 'customer'),
      delayMinutes(1),
      branchOn(to('4'), inList(customers)),
      setProperty('jobtitle', 'In'),
    ),
  );
  const told = await simulate(flow, made());
  expect(told.steps[2].decision.branches[0]).toMatchObject({ taken: true });
  const suppressed = await givenList(story, manualList('Not these'));
  const contact = await story.givenContact();
  await join(story, suppressed, contact);
  const kept = await simulate(
    { ...flow, suppressionListIds: [Number(suppressed)] },
    { objectId: contact, entry: 'MANUAL' },
  );
  expect(kept).toMatchObject({ entered: false });
  expect(kept.rules).toContainEqual(expect.objectContaining({ rule: 'NOT_SUPPRESSED', verdict: 'FAILED' }));
});

test('a random split goes where it is told to, and a loop ends', async () => {
  const flow = contactFlow([
    {
      type: 'AB_TEST_BRANCH',
      actionId: '1',
      testBranches: [
        { percentage: 100, connection: to('2') },
        { percentage: 0, connection: to('3') },
      ],
    },
    { ...setProperty('jobtitle', 'A'), actionId: '2', connection: to('1', 'GOTO') },
    { ...setProperty('jobtitle', 'B'), actionId: '3' },
  ]);
  const chosen = await simulate(flow, { ...made(), assume: { branches: [{ actionId: '1', index: 1 }] } });
  expect(outcomes(chosen)).toEqual([
    ['1', 'SUCCEEDED'],
    ['3', 'SUCCEEDED'],
  ]);
  expect(chosen.steps[0].decision.branches).toMatchObject([
    { taken: false },
    { taken: true, nextActionId: '3' },
  ]);
  const looping = await simulate(flow, { ...made(), maxSteps: 100 });
  expect(looping.steps).toHaveLength(100);
  expect(looping.end).toMatchObject({ kind: 'STEP_LIMIT', actionId: '1' });
});

test('a start in the past finds the record as it was then', async () => {
  const contact = await story.givenContact({ city: 'Bern' });
  const list = await givenList(story, manualList('Later'));
  const { now } = (await story.millrace.get('/millrace/v1/clock')).body;
  await story.pass('P1D');
  await story.change('contacts', contact, { city: 'Basel' });
  await join(story, list, contact);
  const flow = await story.givenFlow(
    contactFlow(
      inARow(branchOn(to('2'), is('city', 'Bern')), setProperty('jobtitle', '{{ enrolled_object.city }}')),
    ),
  );
  const then = new Date(Date.parse(now) + 60_000).toISOString();
  const told = await simulate(flow, { objectId: contact, entry: 'MANUAL', startAt: then });
  expect(told.steps[1].writes.records[0]).toMatchObject({ after: { jobtitle: 'Bern' } });
  const asNow = await simulate(flow, {
    objectId: contact,
    entry: 'MANUAL',
    startAt: then,
    recordAsOf: 'NOW',
  });
  expect(outcomes(asNow)).toEqual([['1', 'SUCCEEDED']]);
  const unborn = await simulate(flow, {
    objectId: contact,
    entry: 'MANUAL',
    startAt: '2001-01-01T00:00:00Z',
  });
  expect(unborn.rules).toContainEqual(expect.objectContaining({ rule: 'RECORD_EXISTS', verdict: 'FAILED' }));
});

test('a revision of before is simulated as it was; a deleted record is not let in', async () => {
  const flow = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'Old'))));
  const { revisionId } = (await story.millrace.get(`/automation/v4/flows/${flow}`)).body;
  await story.changeFlow(flow, (body) => ({ ...body, actions: inARow(setProperty('jobtitle', 'New')) }));
  const titles = async (more: Body) =>
    (await simulate(flow, { ...made(), ...more })).steps[0].writes.records[0].after.jobtitle;
  expect(await titles({})).toBe('New');
  expect(await titles({ revisionId })).toBe('Old');
  const contact = await story.givenContact();
  await story.millrace.delete(`/crm/v3/objects/contacts/${contact}`);
  await story.settle();
  const told = await simulate(flow, { objectId: contact, entry: 'MANUAL' });
  expect(told).toMatchObject({ entered: false, end: { kind: 'NOT_ENTERED' } });
});

test('code runs in the sandbox where that is asked for, and reaches no server', async () => {
  const source = `
    exports.main = async (event) => {
      const reached = await fetch('${receiver.url}/code').then(() => 'yes', () => 'no');
      return { outputFields: { reached, secret: process.env.api_key, name: event.inputFields.name } };
    };`;
  const flow = contactFlow(
    inARow(
      customCode(
        source,
        { reached: 'STRING', secret: 'STRING', name: 'STRING' },
        {
          secretNames: ['api_key'],
          inputFields: [{ name: 'name', value: { type: 'OBJECT_PROPERTY', propertyName: 'firstname' } }],
        },
      ),
      setProperty('jobtitle', { type: 'FIELD_DATA', actionId: '1', dataKey: 'reached' }),
    ),
  );
  const assumed = await simulate(flow, made());
  expect(assumed.steps[0].effects).toMatchObject([
    { sends: { kind: 'CODE', event: { inputFields: { name: 'Ada' } } }, result: { from: 'USUAL' } },
  ]);
  const ran = await simulate(flow, { ...made(), runCode: true });
  expect(ran.steps[0]).toMatchObject({
    outcome: 'SUCCEEDED',
    outputs: { reached: 'no', name: 'Ada', secret: '[secret]' },
    effects: [{ result: { from: 'RUN' } }],
  });
  expect(ran.steps[1].writes.records[0]).toMatchObject({ after: { jobtitle: 'no' } });
  expect(receiver.received).toEqual([]);
});

test('a wait for an event ends by one that is assumed, or by its time', async () => {
  const opened = completed('4-666440');
  const flow = contactFlow(
    inARow(action('0-29', { event_filter_branches: [opened], expiration_minutes: '4320' }), {
      type: 'STATIC_BRANCH',
      inputValue: { type: 'FIELD_DATA', actionId: '1', dataKey: 'hs_event_criteria_met' },
      staticBranches: [{ branchValue: 'true' }],
      defaultBranchName: 'Late',
    }),
  );
  const start = { ...made(), startAt: '2027-01-01T00:00:00Z' };
  const late = await simulate(flow, start);
  expect(late.steps[0]).toMatchObject({
    at: '2027-01-04T00:00:00.000Z',
    outputs: { hs_event_criteria_met: 'false' },
  });
  expect(late.steps[1].decision).toMatchObject({
    value: 'false',
    branches: [{}, { name: 'Late', taken: true }],
  });
  const event = { eventTypeId: '4-666440', after: 'P1D' };
  const soon = await simulate(flow, { ...start, assume: { events: [event] } });
  expect(soon.steps[0]).toMatchObject({
    at: '2027-01-02T00:00:00.000Z',
    outputs: { hs_event_criteria_met: 'true' },
    waits: [{ endedBy: 'CHANGE' }],
  });
  const before = await simulate(flow, {
    ...start,
    assume: { events: [{ eventTypeId: '4-666440', at: '2026-12-31T00:00:00Z' }] },
  });
  expect(before.steps[0].outputs).toEqual({ hs_event_criteria_met: 'false' });
});
