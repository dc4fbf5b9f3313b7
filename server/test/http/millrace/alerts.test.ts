import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactFlow, inARow, manual, sendEmail, setProperty } from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

let story: Story;
let failing: string;
let app: Body;

const URL_OF_HOOK = 'https://alerts.example.test/hook';

beforeAll(async () => {
  story = await tellStory();
  failing = await story.givenFlow(
    contactFlow(inARow(setProperty('lifecyclestage', 'nonsense')), manual, { name: 'Breaks' }),
  );
  app = (await story.millrace.post('/millrace/v1/apps', { name: 'Pager', scopes: ['automation'] })).body;
});
afterAll(() => story?.stop());

async function must(method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await story.millrace.call(method, `/millrace/v1/${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

async function fail(times = 1): Promise<void> {
  const contacts = await Promise.all(Array.from({ length: times }, () => story.givenContact()));
  await story.enroll(failing, ...contacts);
  await story.settle();
}

const told = async (ruleId: string): Promise<Body[]> =>
  (await must('GET', `alerts/log?ruleId=${ruleId}`)).results;
const kinds = async (ruleId: string) => (await told(ruleId)).map(({ kind }) => kind).toReversed();

async function hooks(): Promise<Body[]> {
  const { results } = await must('GET', 'outbox');
  return results.filter(({ url }: Body) => url === URL_OF_HOOK);
}

test('an alert begins once, is repeated once a day while it goes on, and ends once; by web hook, signed, and by mail', async () => {
  const rule = await must('POST', 'alerts', {
    name: 'Anything',
    flowIds: [failing],
    failures: 3,
    window: 'PT1H',
    destinations: [
      { type: 'WEBHOOK', url: URL_OF_HOOK, auth: { type: 'SIGNATURE', appId: Number(app.id) } },
      { type: 'EMAIL', to: 'ops@example.test' },
    ],
  });
  await fail(2);
  expect(await kinds(rule.id)).toEqual([]);
  await fail(1);
  expect(await kinds(rule.id)).toEqual(['BEGAN']);
  await fail(20);
  await fail(20);
  expect(await kinds(rule.id)).toEqual(['BEGAN']);
  for (let half = 0; half < 54; half++) {
    await story.pass('PT30M');
    await fail(3);
  }
  expect(await kinds(rule.id)).toEqual(['BEGAN', 'GOES_ON']);
  await story.pass('PT3H');
  expect(await kinds(rule.id)).toEqual(['BEGAN', 'GOES_ON', 'RECOVERED']);
  await story.pass('P3D');
  expect(await kinds(rule.id)).toEqual(['BEGAN', 'GOES_ON', 'RECOVERED']);

  const sent = await hooks();
  expect(sent).toHaveLength(3);
  const began = (await must('GET', `outbox/${sent.at(-1).id}`)) as Body;
  const body = typeof began.body === 'string' ? began.body : JSON.stringify(began.body);
  expect(JSON.parse(body)).toMatchObject({
    kind: 'BEGAN',
    rule: { id: rule.id, name: 'Anything' },
    flow: { id: failing, name: 'Breaks' },
    actionId: '1',
    failures: { atLeast: 3, within: 'PT1H' },
  });
  const header = (name: string) =>
    began.headers[name] ?? began.headers.find?.((each: Body) => each.name === name)?.value;
  const timestamp = header('x-hubspot-request-timestamp');
  const expected = createHmac('sha256', app.clientSecret)
    .update(`POST${URL_OF_HOOK}${body}${timestamp}`)
    .digest('base64');
  expect(header('x-hubspot-signature-v3')).toBe(expected);

  const mails = (await must('GET', 'mailbox?recipient=ops@example.test')).results;
  expect(mails.map(({ subject }: Body) => subject).toReversed()).toEqual([
    `Flow ${failing} "Breaks" begins to fail`,
    `Flow ${failing} "Breaks" goes on failing`,
    `Flow ${failing} "Breaks" has recovered`,
  ]);
  await must('DELETE', `alerts/${rule.id}`);
  await fail(5);
  expect(await hooks()).toHaveLength(3);
});

test('what is expected is told of only where that is asked for; what a rule does not mean is not', async () => {
  const email = await story.millrace.post('/marketing/v3/emails', {
    name: 'News',
    subject: 'News',
    from: { fromName: 'Team', replyTo: 'team@example.test' },
    content: { widgets: { body: { body: { html: '<p>News</p>' } } } },
  });
  await story.millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  const mailing = await story.givenFlow(contactFlow(inARow(sendEmail(email.body.id)), manual));
  const destinations = [{ type: 'EMAIL', to: 'ops@example.test' }];
  const usual = await must('POST', 'alerts', { name: 'Usual', destinations });
  const every = await must('POST', 'alerts', {
    name: 'Every',
    includeExpected: true,
    per: 'FLOW',
    destinations,
  });
  const other = await must('POST', 'alerts', { name: 'Other', flowIds: [failing], destinations });
  await story.enroll(mailing, await story.givenContact({ hs_marketable_status: 'false' }));
  await story.settle();
  expect(await kinds(usual.id)).toEqual([]);
  expect(await told(every.id)).toMatchObject([
    { kind: 'BEGAN', flowId: mailing, actionId: null, reason: null },
  ]);
  expect(await kinds(other.id)).toEqual([]);
  const put = await must('PUT', `alerts/${every.id}`, { name: 'Every', isEnabled: false, destinations });
  expect(await must('GET', `alerts/${every.id}`)).toEqual(put);
  await story.pass('P2D');
  expect(await kinds(every.id)).toEqual(['BEGAN']);
});

test('rules that cannot be are refused, by the name of the member at fault', async () => {
  const destinations = [{ type: 'EMAIL', to: 'ops@example.test' }];
  const refused = async (body: unknown) => {
    const answer = await story.millrace.post('/millrace/v1/alerts', body);
    expect(answer.status).toBe(400);
    return JSON.stringify(answer.body);
  };
  expect(await refused({ name: 'x' })).toContain('destinations');
  expect(await refused({ name: 'x', destinations, window: 'PT10S' })).toContain('window');
  expect(await refused({ name: 'x', destinations, flowIds: ['99999999'] })).toContain('flowIds[0]');
  expect(await refused({ name: 'x', destinations: [{ type: 'EMAIL', to: 'nobody' }] })).toContain('to');
  expect(await refused({ name: 'x', destinations: [{ type: 'WEBHOOK', url: 'ftp://x' }] })).toContain('url');
  const unknown = { type: 'WEBHOOK', url: URL_OF_HOOK, auth: { type: 'SIGNATURE', appId: 4242 } };
  expect(await refused({ name: 'x', destinations: [unknown] })).toContain('destinations[0].auth.appId');
  expect((await story.millrace.get('/millrace/v1/alerts/99999')).status).toBe(404);
  expect((await story.millrace.delete('/millrace/v1/alerts/99999')).status).toBe(404);
});

test('an error is fixed, ignored or put off, and opens again when it comes again', async () => {
  const group = async (): Promise<Body> => {
    const { results } = await must('GET', `errors?flowId=${failing}`);
    return results[0];
  };
  await fail(1);
  const { actionId, reason, state, expected, trend } = await group();
  expect([state, expected]).toEqual(['OPEN', false]);
  expect(trend.length).toBeGreaterThan(0);
  const cause = { flowId: failing, actionId, reason };
  await must('PUT', 'errors/state', { ...cause, state: 'FIXED' });
  expect(await group()).toMatchObject({
    state: 'FIXED',
    said: { by: { tokenName: 'configured' }, until: null },
  });
  expect((await must('GET', `errors?flowId=${failing}&state=OPEN`)).results).toEqual([]);
  await story.pass('PT1M');
  await fail(1);
  expect(await group()).toMatchObject({ state: 'OPEN' });
  await story.pass('PT1M');
  await must('PUT', 'errors/state', { ...cause, state: 'IGNORED' });
  expect((await group()).state).toBe('IGNORED');
  const { now } = await must('GET', 'clock');
  const until = new Date(Date.parse(now) + 3_600_000).toISOString();
  await must('PUT', 'errors/state', { ...cause, state: 'REMIND_LATER', until });
  await fail(1);
  expect((await group()).state).toBe('REMIND_LATER');
  await story.pass('PT2H');
  expect((await group()).state).toBe('OPEN');
  const query = new URLSearchParams(cause);
  await must('DELETE', `errors/state?${query}`);
  expect((await group()).said).toBeNull();
  expect((await story.millrace.delete(`/millrace/v1/errors/state?${query}`)).status).toBe(404);
  const bad = async (body: unknown) => (await story.millrace.put('/millrace/v1/errors/state', body)).status;
  expect(await bad({ ...cause, state: 'REMIND_LATER' })).toBe(400);
  expect(await bad({ ...cause, state: 'FIXED', until })).toBe(400);
  expect(await bad({ ...cause, state: 'REMIND_LATER', until: '2020-01-01T00:00:00Z' })).toBe(400);
  expect(await bad({ ...cause, flowId: '99999999', state: 'FIXED' })).toBe(404);
});
