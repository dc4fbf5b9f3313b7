import { afterEach, describe, expect, test } from 'vitest';
import { cancelEffectsOf } from '../../../src/effects/index.ts';
import { contactFlow, flowOver, inARow, manual, sendEmail, setProperty } from '../../support/flow-bodies.ts';
import { startMailServer } from '../../support/mail-server.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

const EFFECTS = '/millrace/v1/effects';

let story: Story;
afterEach(() => story?.stop());

/** A mail server that is not there: whoever connects is refused. */
async function nowhere(): Promise<string> {
  const server = await startMailServer();
  await server.close();
  return server.url;
}

async function givenMails(count: number, config: Parameters<typeof tellStory>[0]) {
  story = await tellStory({ logLevel: 'silent', ...config });
  const { millrace } = story;
  const email = await millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    content: { plainTextVersion: 'Hello' },
  });
  await millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  const flowId = await story.givenFlow(
    contactFlow(inARow(sendEmail(email.body.id), setProperty('jobtitle', 'Done'))),
  );
  const contacts: string[] = [];
  for (let number = 0; number < count; number++) contacts.push(await story.givenContact());
  await story.enroll(flowId, ...contacts);
  return { flowId, contacts, emailId: email.body.id as string };
}

const pending = async (query = '') => (await story.millrace.get(`${EFFECTS}?order=next${query}`)).body;

test('a mail server that is away: what waits, how often it was tried, why, and when next', async () => {
  const { flowId } = await givenMails(3, { smtpUrl: await nowhere() });
  const { results } = await pending();
  expect(results).toHaveLength(3);
  expect(results[0]).toMatchObject({
    kind: 'email',
    flowId,
    actionId: '1',
    attempts: 1,
    lastError: expect.stringContaining('ECONNREFUSED'),
    inHand: false,
  });
  const { position } = await story.passage(flowId);
  expect(position).toMatchObject({
    waitingFor: 'effect',
    effect: { kind: 'email', attempts: 1, lastError: expect.stringContaining('ECONNREFUSED') },
  });
  expect(Date.parse(position.effect.nextTryAt)).toBeGreaterThan(Date.parse(position.since));
  await story.pass('PT90S');
  expect((await story.passage(flowId)).position.effect.attempts).toBe(2);
  expect((await pending('&kind=email&limit=2')).results).toHaveLength(2);
  expect((await pending('&kind=webhook')).results).toEqual([]);
});

test('pages go through all of them once', async () => {
  await givenMails(5, { smtpUrl: await nowhere() });
  const seen: string[] = [];
  let after = '';
  do {
    const { results, paging } = await pending(`&limit=2${after}`);
    seen.push(...results.map((each: Body) => each.id));
    after = paging ? `&after=${paging.next.after}` : '';
  } while (after !== '');
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
});

test('cancelled by hand, one or all of a flow: skipped, and the enrollment goes on', async () => {
  const { flowId, contacts } = await givenMails(3, { smtpUrl: await nowhere() });
  const [first] = (await pending()).results;
  expect((await story.millrace.post(`${EFFECTS}/cancellations`, { ids: [first.id] })).body).toEqual({
    cancelled: 1,
  });
  expect((await story.millrace.post(`${EFFECTS}/cancellations`, { ids: [first.id] })).body).toEqual({
    cancelled: 0,
  });
  expect((await story.millrace.post(`${EFFECTS}/cancellations`, { flowId })).body).toEqual({ cancelled: 2 });
  await story.settle();
  expect((await pending()).results).toEqual([]);
  const passage = await story.passage(flowId);
  expect(passage).toMatchObject({ status: 'COMPLETED' });
  expect(passage.steps.map((step: Body) => [step.outcome, step.reason])).toEqual([
    ['SKIPPED', 'CANCELLED'],
    ['SUCCEEDED', null],
  ]);
  expect(await story.properties('contacts', contacts[0]!)).toMatchObject({ jobtitle: 'Done' });
});

test('what has begun is not cancelled', async () => {
  const server = await startMailServer('when told');
  story = await tellStory({ smtpUrl: server.url });
  const { millrace } = story;
  const email = await millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    content: { plainTextVersion: 'Hello' },
  });
  await millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(email.body.id))));
  const contacts = await Promise.all(Array.from({ length: 8 }, () => story.givenContact()));
  const { body } = await millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: contacts });
  await server.holds(5);
  const passages: { id: string; recordId: string }[] = body.results.map((each: Body) => ({
    id: each.enrollmentId,
    recordId: each.objectId,
  }));
  const cancelled = await millrace.services.store.write(millrace.accountId, (unit) =>
    cancelEffectsOf(unit, passages),
  );
  expect(cancelled).toBe(3);
  server.answerAll();
  await story.settle();
  expect(server.taken).toHaveLength(5);
  expect((await story.enrollments(flowId)).filter((each) => each.status === 'ACTIVE')).toHaveLength(3);
  await story.stop();
  await server.close();
  story = undefined as never;
});

test.each([
  ['GET', '?limit=0', undefined, 'limit'],
  ['GET', '?flow=1', undefined, 'flow'],
  ['GET', '?after=x', undefined, 'after'],
  ['GET', '?status=SENT', undefined, 'SENT'],
  ['GET', '?status=PENDING,', undefined, 'status'],
  ['GET', '?order=next&status=DONE', undefined, 'DONE has no next try'],
  ['GET', '?order=oldest', undefined, 'order'],
  ['GET', '?from=yesterday', undefined, 'from'],
  ['GET', '/x', undefined, 'effectId'],
  ['POST', '/x/retry', undefined, 'effectId'],
  ['POST', '/x/cancel', undefined, 'effectId'],
  ['POST', '/cancellations', {}, 'ids or flowId'],
  ['POST', '/cancellations', { ids: ['x'] }, 'ids[0]'],
  ['POST', '/cancellations', { ids: ['1'], flowId: '2' }, 'ids or flowId'],
])('%s %s %j is refused', async (method, path, body, named) => {
  story = await tellStory({ role: 'api' });
  const answer = await story.millrace.call(method, EFFECTS + path, body);
  expect(answer.status).toBe(400);
  expect(answer.body.message).toContain(named);
});

describe('who may see them', () => {
  async function callerWith(...scopes: string[]) {
    const made = await story.millrace.post('/millrace/v1/tokens', { name: 'caller', scopes });
    const headers = { authorization: `Bearer ${made.body.token}` };
    return (method: string, path: string, body?: unknown) => story.millrace.call(method, path, body, headers);
  }

  test('those of flows whose records they may read; the others are not there, and not cancelled', async () => {
    const { flowId } = await givenMails(1, { smtpUrl: await nowhere() });
    const [effect] = (await pending()).results;
    const stranger = await callerWith(
      'automation',
      'crm.objects.companies.read',
      'crm.objects.companies.write',
    );
    expect((await stranger('GET', EFFECTS)).body.results).toEqual([]);
    expect((await stranger('GET', `${EFFECTS}?flowId=${flowId}`)).status).toBe(403);
    const cancel = `${EFFECTS}/cancellations`;
    expect((await stranger('POST', cancel, { ids: [effect.id] })).body).toEqual({ cancelled: 0 });
    expect((await stranger('POST', cancel, { flowId })).status).toBe(403);
    expect((await pending()).results).toHaveLength(1);
    const friend = await callerWith('automation', 'crm.objects.contacts.read', 'crm.objects.contacts.write');
    expect((await friend('GET', EFFECTS)).body.results).toMatchObject([
      { id: effect.id, lastError: expect.stringContaining('ECONNREFUSED') },
    ]);
    expect((await friend('POST', cancel, { ids: [effect.id] })).body).toEqual({ cancelled: 1 });
  });

  test('what the mail server said, which may name the recipient, only with the scope of contacts', async () => {
    const { emailId, contacts } = await givenMails(1, { smtpUrl: await nowhere() });
    const company = await story.givenRecord('companies', { name: 'Acme' });
    await story.millrace.put(
      `/crm/v4/objects/companies/${company}/associations/default/contacts/${contacts[0]}`,
    );
    const flowId = await story.givenFlow(flowOver('0-2', inARow(sendEmail(emailId)), manual));
    expect(await story.enroll(flowId, company)).toMatchObject([{ outcome: 'ENROLLED' }]);
    const ofCompanies = await callerWith('automation', 'crm.objects.companies.read');
    const ofContacts = await callerWith(
      'automation',
      'crm.objects.companies.read',
      'crm.objects.contacts.read',
    );
    const told = async (call: typeof ofCompanies) => {
      const answer = await call('GET', `/millrace/v1/flows/${flowId}/enrollments`);
      const { results } = answer.body;
      expect(results, JSON.stringify(answer.body)).toHaveLength(1);
      const listed = (await call('GET', `${EFFECTS}?flowId=${flowId}`)).body.results;
      return [results[0].position.effect.lastError, listed[0].lastError];
    };
    expect(await told(ofCompanies)).toEqual([null, null]);
    const refusal = expect.stringContaining('ECONNREFUSED');
    expect(await told(ofContacts)).toEqual([refusal, refusal]);
  });
});
