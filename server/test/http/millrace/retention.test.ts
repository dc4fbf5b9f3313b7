import { afterAll, beforeAll, expect, test } from 'vitest';
import { runRetention } from '../../../src/retention/index.ts';
import {
  allOf,
  anyOf,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  isKnown,
  manual,
  property,
  sendEmail,
  setProperty,
} from '../../support/flow-bodies.ts';
import { dynamicList } from '../../support/list-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';
import { until } from '../../support/until.ts';

let story: Story;

beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story?.stop());

async function must(method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await story.millrace.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

/** Deletes until the sweeps that are due have come to their end. */
async function sweep(): Promise<void> {
  const { sql, accountId } = story.millrace;
  for (;;) {
    await sql`update retention set due_at = clock_timestamp() where place is not null`;
    if ((await runRetention(sql, accountId)) === 0) return;
  }
}

/** Sweeps anew until it has come about: a month that somebody has just then in use is left for the next time. */
async function sweepUntil(days: Body, done: () => Promise<boolean>): Promise<void> {
  await until(async () => {
    await keep(days);
    await sweep();
    return done();
  });
}

const keep = (days: Body) => must('PUT', '/millrace/v1/retention', days);

test('for ever by default; what is old goes, what is young stays, and property history keeps its last values', async () => {
  const before = await must('GET', '/millrace/v1/retention');
  expect(Object.values(before).map((kind: Body) => kind.days)).toEqual(Array(7).fill(null));
  const flow = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'Guest')), manual));
  const ada = await story.givenContact({ firstname: 'Ada', lastname: 'Byron' });
  await must('POST', '/events/v3/send', { eventName: 'e_visited_page', objectId: ada, properties: {} });
  await story.change('contacts', ada, { firstname: 'Augusta' });
  await story.change('contacts', ada, { firstname: 'Countess' });
  await story.enroll(flow, ada);
  await story.pass('P70D');
  await story.change('contacts', ada, { lastname: 'Lovelace' });
  const ben = await story.givenContact({ firstname: 'Ben' });
  await story.enroll(flow, ben);
  await keep({ CHANGES: 30, EVENTS: 30, STEPS: 30, AUDIT: 30 });
  await sweep();

  const history = await must(
    'GET',
    `/crm/v3/objects/contacts/${ada}?propertiesWithHistory=firstname,lastname,jobtitle`,
  );
  const values = (name: string) => history.propertiesWithHistory[name].map(({ value }: Body) => value);
  expect(values('firstname')[0]).toBe('Countess');
  expect(values('firstname')).not.toContain('Augusta');
  expect(values('lastname')[0]).toBe('Lovelace');
  expect(values('jobtitle')).toEqual(['Guest']);
  const events = await must('GET', `/events/v3/events?objectType=contact&objectId=${ada}`);
  expect(events.results).toEqual([]);
  const steps = (await must('GET', `/millrace/v1/flows/${flow}/steps`)).results;
  expect(steps.map(({ objectId }: Body) => objectId)).toEqual([ben]);
  const audit = (await must('GET', '/millrace/v1/audit?kind=FLOW_CREATED')).results;
  expect(audit).toEqual([]);
  const passages = await story.enrollments(flow);
  expect(passages).toHaveLength(2);

  const after = await must('GET', '/millrace/v1/retention');
  expect(after.CHANGES).toMatchObject({ days: 30, deleted: expect.any(Number), heldBy: [] });
  expect(after.CHANGES.deleted).toBeGreaterThan(0);
  expect(after.STEPS.sweptAt).not.toBeNull();
  const [changed] = (await must('GET', '/millrace/v1/audit?kind=RETENTION_CHANGED')).results;
  expect(changed.detail.CHANGES).toEqual({ before: null, after: 30 });
  const counts = await must('GET', `/millrace/v1/flows/${flow}/counts`);
  expect(counts.actions[1].succeeded).toBe(2);
});

test('what criteria still read is kept, and they are named', async () => {
  await must('POST', '/crm/v3/lists', {
    ...dynamicList('Once an engineer', [
      property('jobtitle', 'STRING', 'HAS_EVER_BEEN_EQUAL_TO', { value: 'Engineer' }),
    ]),
  });
  const eve = await story.givenContact({ jobtitle: 'Engineer', city: 'Here' });
  await story.change('contacts', eve, { jobtitle: 'Baker' });
  await story.change('contacts', eve, { city: 'There' });
  await story.change('contacts', eve, { city: 'Everywhere', jobtitle: 'Smith' });
  await story.pass('P70D');
  const { CHANGES } = await keep({ CHANGES: 31 });
  expect(CHANGES.heldBy).toMatchObject([
    { type: 'LIST', name: 'Once an engineer', properties: ['jobtitle'] },
  ]);
  await sweep();
  const history = await must('GET', `/crm/v3/objects/contacts/${eve}?propertiesWithHistory=jobtitle,city`);
  const values = (name: string) => history.propertiesWithHistory[name].map(({ value }: Body) => value);
  expect(values('jobtitle')).toEqual(['Smith', 'Baker', 'Engineer']);
  expect(values('city')).not.toContain('There');
});

test('whole months are dropped once nobody has anything to keep in them', async () => {
  const { sql } = story.millrace;
  const months = async () => {
    const rows =
      await sql`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'turns'::regclass order by 1`;
    return rows.map((row) => row['name']);
  };
  const before = await months();
  await sweepUntil({ STEPS: 7 }, async () => (await months()).length < before.length);
  const after = await months();
  expect(before.slice(-after.length)).toEqual(after);
});

test('months of events go as a whole, but not one with an event that was told of before it happens; a month of changes stays while a record has its last values there', async () => {
  const { sql } = story.millrace;
  const months = async (table: string) => {
    const rows = await sql`
      select inhrelid::regclass::text as name from pg_inherits where inhparent = ${table}::regclass order by 1`;
    return rows.map((row) => row['name'] as string);
  };
  await keep({ CHANGES: null, EVENTS: null });
  const eve = await story.givenContact();
  const [early] = (await months('events')).slice(-2);
  await story.pass('P100D');
  const tom = await story.givenContact();
  const [ahead] = (await months('events')).slice(-2);
  await sql`
    insert into events (account_id, object_type_id, record_id, event_type_id, occurred_at, at)
    select 1, '0-1', ${tom}::bigint, '4-96000', account_now(accounts) + interval '200 days', account_now(accounts) from accounts where id = 1`;
  await story.pass('P100D');
  await sweepUntil({ EVENTS: 7, CHANGES: 7 }, async () => !(await months('events')).includes(early!));
  expect(await months('events')).toContain(ahead);
  const events = (await must('GET', `/events/v3/events?objectType=contact&objectId=${tom}`)).results;
  expect(events).toHaveLength(1);
  expect(await months('writes')).toContain(early!.replace('events', 'writes'));
  const history = await must('GET', `/crm/v3/objects/contacts/${eve}?propertiesWithHistory=email`);
  expect(history.propertiesWithHistory.email).toHaveLength(1);
});

test('effects, mails and captured requests: old ones go, those of passages under way and young ones stay; goals still know whom a flow has mailed', async () => {
  const email = await must('POST', '/marketing/v3/emails', {
    name: 'Welcome',
    subject: 'Welcome',
    from: { fromName: 'Team', replyTo: 'team@example.test' },
    content: { widgets: { body: { body: { html: '<p>Welcome</p>' } } } },
  });
  await must('POST', `/marketing/v3/emails/${email.id}/publish`);
  const hook = {
    type: 'WEBHOOK',
    method: 'POST',
    webhookUrl: 'https://hooks.example.test/in',
    queryParams: [],
  };
  const flow = await story.givenFlow(
    contactFlow(inARow(sendEmail(email.id), hook), manual, {
      goalFilterBranch: anyOf(allOf([isKnown('website')])),
    }),
  );
  const waiting = await story.givenFlow(
    contactFlow(inARow(sendEmail(email.id), delayMinutes(300 * 1_440)), manual),
  );
  const [old, inside] = [await story.givenContact(), await story.givenContact()];
  await story.enroll(flow, old);
  await story.enroll(waiting, inside);
  await story.pass('P60D');
  const young = await story.givenContact();
  await story.enroll(flow, young);
  const about = async (id: string) => ({
    mails: (await must('GET', `/millrace/v1/mailbox?objectId=${id}`)).results.length,
    requests: (await must('GET', `/millrace/v1/outbox?objectId=${id}`)).results.length,
  });
  expect(await about(old)).toEqual({ mails: 1, requests: 1 });
  const effectsOf = async (flowId: string) =>
    (await must('GET', `/millrace/v1/effects?flowId=${flowId}`)).results.length;
  expect([await effectsOf(flow), await effectsOf(waiting)]).toEqual([4, 1]);
  const set = await keep({ EFFECTS: 'P30D', MAILS: 'P4W2D', OUTBOX: 30 });
  expect([set.EFFECTS.days, set.MAILS.days, set.OUTBOX.days]).toEqual([30, 30, 30]);
  await sweep();
  expect(await about(old)).toEqual({ mails: 0, requests: 0 });
  expect(await about(young)).toEqual({ mails: 1, requests: 1 });
  expect([await effectsOf(flow), await effectsOf(waiting)]).toEqual([2, 1]);
  await story.change('contacts', old, { website: 'https://example.test' });
  expect(await must('GET', `/millrace/v1/flows/${flow}/goal`)).toMatchObject({ metGoal: 1 });
});

test('events that criteria ask for, in a flow that is off too, are kept, and whoever asked still meets them', async () => {
  const visited = {
    filterBranchType: 'UNIFIED_EVENTS',
    filterBranchOperator: 'AND',
    filters: [],
    filterBranches: [],
    eventTypeId: '4-96000',
    operator: 'HAS_COMPLETED',
  };
  const tree = { ...anyOf({ ...allOf([]), filterBranches: [visited] }) };
  const flow = await story.givenFlow({
    ...contactFlow(inARow(setProperty('jobtitle', 'Visitor')), {
      type: 'LIST_BASED',
      shouldReEnroll: false,
      unEnrollObjectsNotMeetingCriteria: false,
      listFilterBranch: tree,
      reEnrollmentTriggersFilterBranches: [],
    }),
    isEnabled: false,
    name: 'Visitors',
  });
  const eve = await story.givenContact();
  await must('POST', '/events/v3/send', { eventName: 'e_visited_page', objectId: eve, properties: {} });
  await story.pass('P70D');
  const { EVENTS } = await keep({ EVENTS: 30 });
  expect(EVENTS.heldBy).toContainEqual(
    expect.objectContaining({ type: 'FLOW', id: flow, name: 'Visitors', eventTypeIds: ['4-96000'] }),
  );
  await sweep();
  const events = (await must('GET', `/events/v3/events?objectType=contact&objectId=${eve}`)).results;
  expect(events).toHaveLength(1);
  await must('POST', `/millrace/v1/flows/${flow}/turn-on`);
  expect(await must('GET', `/millrace/v1/flows/${flow}/explain?objectId=${eve}`)).toMatchObject({
    criteria: { verdict: 'MET' },
  });
});

test('what was before is not explained any longer, and that is said', async () => {
  const flow = await story.givenFlow(
    contactFlow(
      inARow({
        type: 'LIST_BRANCH',
        listBranches: [{ branchName: 'Bakers', filterBranch: anyOf(allOf([is('jobtitle', 'Baker')])) }],
      }),
      manual,
    ),
  );
  const eve = await story.givenContact({ jobtitle: 'Baker' });
  await story.enroll(flow, eve);
  const [passage] = await story.enrollments(flow);
  const step = `/millrace/v1/enrollments/${passage.id}/steps/1/explanation`;
  const then = passage.enrolledAt;
  expect((await must('GET', step)).decision.branches[0]).toMatchObject({ taken: true });
  await story.pass('P70D');
  await keep({ CHANGES: 30 });
  await sweep();
  const { CHANGES } = await must('GET', '/millrace/v1/retention');
  expect(Date.parse(CHANGES.keptSince)).toBeGreaterThan(Date.parse(then));
  const asked = await story.millrace.get(`/millrace/v1/flows/${flow}/explain?objectId=${eve}&at=${then}`);
  expect([asked.status, asked.body.errors[0].code]).toEqual([400, 'NOT_KEPT']);
  expect(asked.body.message).toContain(`at "${then}"`);
  const explained = await must('GET', step);
  expect(explained.answer).toContain('is not kept any longer');
  expect(explained.answer).toContain('"Bakers"');
  // It is so for good, also when changes are kept for ever again.
  expect((await keep({ CHANGES: null })).CHANGES.keptSince).toBe(CHANGES.keptSince);
});

test.each([
  [-5, '-5'],
  [0, '0'],
  [6, '6'],
  [36_501, '36501'],
  [90.5, '90.5'],
  [1e300, '1e+300'],
  [true, 'true'],
  [[90], ''],
  ['a while', '"a while"'],
  ['90', '"90"'],
  ['', '""'],
  ['P1M', '"P1M"'],
  ['P1Y', '"P1Y"'],
  ['-P90D', '"-P90D"'],
  ['P90DT1H', '"P90DT1H"'],
  ['P6D', '"P6D"'],
  ['P99999999D', '"P99999999D"'],
] as const)('%j is no time to keep anything: refused with the member and the value', async (days, quoted) => {
  const before = await must('GET', '/millrace/v1/retention');
  const { status, body } = await story.millrace.put('/millrace/v1/retention', { MAILS: 90, STEPS: days });
  expect([status, body.errors[0].in]).toEqual([400, 'STEPS']);
  expect(body.message).toContain('STEPS');
  expect(body.message).toContain(quoted);
  expect(await must('GET', '/millrace/v1/retention')).toEqual(before);
});

test('kinds that there are not are refused, and null is for ever again', async () => {
  const { status, body } = await story.millrace.put('/millrace/v1/retention', { GOSSIP: 30 });
  expect([status, body.message]).toEqual([400, expect.stringContaining('GOSSIP')]);
  expect((await keep({ STEPS: null })).STEPS.days).toBeNull();
});
