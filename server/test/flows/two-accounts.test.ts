import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { definitionBody, givenApp, type TestApp } from '../support/app-actions.ts';
import { type AppReceiver, startAppReceiver } from '../support/app-receiver.ts';
import { customCode } from '../support/code-bodies.ts';
import { action, contactFlow, inARow, sendEmail, setProperty } from '../support/flow-bodies.ts';
import { inAnotherAccount } from '../support/millrace.ts';
import { type Body, type Story, storyOf, tellStory } from '../support/story.ts';

/** Two accounts of one server, in each of which the same is done, in the same order: so their ids are as alike as can be. */
let one: Story;
let other: Story;
let receiver: AppReceiver;
beforeAll(async () => {
  receiver = await startAppReceiver();
  one = await tellStory({ publicUrl: 'https://mail.example.test' });
  other = storyOf(await inAnotherAccount(one.millrace));
});
afterAll(async () => {
  await one.stop();
  await receiver.stop();
});
beforeEach(() => receiver.answerWith({}));

const both = <T>(work: (story: Story) => Promise<T>): Promise<[T, T]> =>
  work(one).then(async (first) => [first, await work(other)]);

async function must(story: Story, method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await story.millrace.call(method, path, body);
  expect([method, path, answer.status < 300, answer.status < 300 || answer.body]).toEqual([
    method,
    path,
    true,
    true,
  ]);
  return answer.body;
}
const results = async (story: Story, path: string): Promise<Body[]> =>
  (await must(story, 'GET', path)).results;

async function enrolled(story: Story, actions: Body[], properties: Body = {}) {
  const flowId = await story.givenFlow(contactFlow(inARow(...actions)));
  const contact = await story.givenContact(properties);
  await story.enroll(flowId, contact);
  const { steps } = await story.passage(flowId);
  return { flowId, contact, steps, properties: await story.properties('contacts', contact) };
}

const HOOK = 'https://hooks.example.test/x';
const webhook = (more: Body = {}) => ({
  type: 'WEBHOOK',
  method: 'POST',
  webhookUrl: HOOK,
  queryParams: [],
  ...more,
});
const outputOf = (dataKey: string) => ({ type: 'FIELD_DATA', actionId: '1', dataKey });
const notify = (user: string) =>
  action('0-9', { delivery_method: 'APP', subject: 'Look', body: 'Call.', user_ids: [user] });
const userOf = async (story: Story, email = 'ada@example.test'): Promise<string> =>
  (await must(story, 'POST', '/settings/v3/users', { email })).id;

async function emailOf(story: Story, subscriptionId = '77'): Promise<string> {
  const body = {
    name: 'Mail',
    subject: 'Mail',
    subscriptionDetails: { subscriptionId },
    content: { plainTextVersion: 'Hello' },
  };
  const { id } = await must(story, 'POST', '/marketing/v3/emails', body);
  await must(story, 'POST', `/marketing/v3/emails/${id}/publish`);
  return id;
}

/** A passage that waits for the callback of its app. */
async function blocked(story: Story, app: TestApp) {
  receiver.answerWith({ body: { outputFields: { hs_execution_state: 'BLOCK' } } });
  const path = `/automation/v4/actions/${app.appId}`;
  const { id } = await must(story, 'POST', path, definitionBody(`${receiver.url}/reserve`));
  const passage = await enrolled(story, [
    action(`1-${id}`, { sku: 'S-1' }),
    setProperty('city', outputOf('reservation')),
  ]);
  return {
    ...passage,
    definition: `${path}/${id}`,
    callbackId: receiver.received.at(-1)!.body.callbackId as string,
  };
}

/** What one account has, and how the other account tries to come at it: a path, and what is sent there. */
interface Attempt {
  readonly given: (story: Story) => Promise<{
    /** Where its owner finds it. */
    readonly own: string;
    readonly tried: readonly (readonly [method: string, path: string, body?: unknown])[];
  }>;
}

const ATTEMPTS: Readonly<Record<string, Attempt['given']>> = {
  'an effect': async (story) => {
    await must(story, 'POST', '/millrace/v1/outbox/rules', { url: `${HOOK}/*`, status: 503 });
    const { flowId } = await enrolled(story, [webhook({ webhookUrl: `${HOOK}/busy` })]);
    const [{ id }] = (await results(story, `/millrace/v1/effects?flowId=${flowId}`)) as [Body];
    const own = `/millrace/v1/effects/${id}`;
    return {
      own,
      tried: [
        ['GET', own],
        ['POST', `${own}/retry`],
        ['POST', `${own}/cancel`],
      ],
    };
  },
  'a captured request': async (story) => {
    const { flowId } = await enrolled(story, [webhook()]);
    const [{ id }] = (await results(story, `/millrace/v1/outbox?flowId=${flowId}`)) as [Body];
    const own = `/millrace/v1/outbox/${id}`;
    return { own, tried: [['GET', own]] };
  },
  'a rule of the outbox': async (story) => {
    const { id } = await must(story, 'POST', '/millrace/v1/outbox/rules', {
      url: 'https://rule.example.test/',
      status: 202,
    });
    return { own: '/millrace/v1/outbox/rules', tried: [['DELETE', `/millrace/v1/outbox/rules/${id}`]] };
  },
  'a kept mail': async (story) => {
    const { flowId } = await enrolled(story, [sendEmail(await emailOf(story))]);
    const [{ id }] = (await results(story, `/millrace/v1/mailbox?flowId=${flowId}`)) as [Body];
    const own = `/millrace/v1/mailbox/${id}`;
    return { own, tried: [['GET', own]] };
  },
  'a notification': async (story) => {
    const { flowId } = await enrolled(story, [notify(await userOf(story, 'notified@example.test'))]);
    const own = `/millrace/v1/notifications?flowId=${flowId}`;
    const [{ id }] = (await results(story, own)) as [Body];
    return { own, tried: [['PATCH', `/millrace/v1/notifications/${id}`, { isRead: true }]] };
  },
  'a hand-off': async (story) => {
    const { flowId } = await enrolled(story, [action('0-40900952', { message: 'Hello' })]);
    const own = `/millrace/v1/hand-offs?flowId=${flowId}`;
    const [{ id }] = (await results(story, own)) as [Body];
    return { own, tried: [['POST', `/millrace/v1/hand-offs/${id}/done`]] };
  },
  'an app': async (story) => {
    const { appId } = await givenApp(story.millrace, 'Deleted by nobody');
    const actions = `/automation/v4/actions/${appId}`;
    return {
      own: '/millrace/v1/apps',
      tried: [
        ['DELETE', `/millrace/v1/apps/${appId}`],
        ['GET', actions],
        ['POST', actions, definitionBody('https://thief.example.test/')],
      ],
    };
  },
  'a definition of an app action': async (story) => {
    const { definition } = await blocked(story, await givenApp(story.millrace));
    return {
      own: definition,
      tried: [
        ['GET', definition],
        ['PATCH', definition, { actionUrl: 'https://thief.example.test/' }],
        ['DELETE', definition],
        ['GET', `${definition}/revisions`],
        ['GET', `${definition}/functions`],
      ],
    };
  },
  'what policies a flow has': async (story) => {
    const { flowId } = await enrolled(story, [webhook()]);
    const own = `/millrace/v1/flows/${flowId}/policies`;
    return {
      own,
      tried: [
        ['GET', own],
        ['PUT', own, { actions: {} }],
        ['DELETE', own],
      ],
    };
  },
};

describe('what is read, changed or deleted by its id', () => {
  test.each(Object.entries(ATTEMPTS))('%s is not there for the other account', async (_, given) => {
    const { own, tried } = await given(one);
    const before = await must(one, 'GET', own);
    for (const [method, path, body] of tried) {
      const { status } = await other.millrace.call(method, path, body);
      expect([method, path, status]).toEqual([method, path, 404]);
    }
    expect(await must(one, 'GET', own)).toEqual(before);
  });

  test('nor in any list', async () => {
    for (const path of [
      '/millrace/v1/effects',
      '/millrace/v1/outbox',
      '/millrace/v1/outbox/rules',
      '/millrace/v1/mailbox',
      '/millrace/v1/notifications',
      '/millrace/v1/hand-offs',
      '/millrace/v1/apps',
    ]) {
      expect([path, (await results(one, path)).length > 0]).toEqual([path, true]);
      expect([path, await results(other, path)]).toEqual([path, []]);
    }
  });
});

test('a secret of the same name is each account’s own, in code and in requests', async () => {
  const value = (story: Story) => `a secret of ${story === one ? 'one' : 'the other'}`;
  const said = await both(async (story) => {
    await must(story, 'PUT', '/millrace/v1/secrets/KEY', { value: value(story) });
    const code = 'exports.main = () => ({ outputFields: { key: process.env.KEY.split("").join("-") } });';
    const { properties } = await enrolled(story, [
      customCode(code, { key: 'STRING' }, { secretNames: ['KEY'] }),
      setProperty('city', outputOf('key')),
    ]);
    return properties['city'];
  });
  expect(said).toEqual([one, other].map((story) => value(story).split('').join('-')));
  await must(one, 'DELETE', '/millrace/v1/secrets/KEY');
  expect(await results(other, '/millrace/v1/secrets')).toMatchObject([{ name: 'KEY' }]);
  await must(other, 'DELETE', '/millrace/v1/secrets/KEY');
});

test('a warm process of code is never the other’s, however alike flow, revision and action are', async () => {
  const code = 'let runs = 0; exports.main = () => ({ outputFields: { runs: ++runs } });';
  const runs = async (story: Story, flowId: string) => {
    const contact = await story.givenContact();
    await story.enroll(flowId, contact);
    return (await story.properties('contacts', contact))['city'];
  };
  const flowOf = (story: Story) =>
    story.givenFlow(
      contactFlow(inARow(customCode(code, { runs: 'NUMBER' }), setProperty('city', outputOf('runs')))),
    );
  const [mine, theirs] = await both(flowOf);
  expect([await runs(one, mine), await runs(one, mine)]).toEqual(['1', '2']);
  expect([await runs(other, theirs), await runs(other, theirs)]).toEqual(['1', '2']);
  expect(await runs(one, mine)).toBe('3');
});

test('a rule of the outbox answers its account only', async () => {
  const url = 'https://ruled.example.test/';
  await must(one, 'POST', '/millrace/v1/outbox/rules', { url, status: 200, body: '{"by":"the rule"}' });
  const answered = await both(async (story) => {
    const { properties } = await enrolled(story, [
      webhook({ webhookUrl: url }),
      setProperty('city', outputOf('by')),
    ]);
    return properties['city'] ?? null;
  });
  expect(answered).toEqual(['the rule', null]);
  await must(other, 'DELETE', '/millrace/v1/outbox/rules');
  expect(await results(one, '/millrace/v1/outbox/rules')).not.toEqual([]);
});

test('who has left one account is mailed by the other, by link, by API, and when the contact is made anew', async () => {
  const email = 'reader@example.test';
  await both((story) => must(story, 'POST', '/millrace/v1/subscription-types', { id: 77, name: 'News' }));
  const [mine, theirs] = await both((story) => story.givenContact({ email }));
  const linksOf = async (story: Story) =>
    must(story, 'POST', '/communication-preferences/v4/links/generate?channel=EMAIL', {
      subscriberIdString: email,
      subscriptionId: 77,
    });
  const [links] = await both(linksOf);
  for (const link of [links.unsubscribeSingleUrl, links.unsubscribeAllUrl]) {
    const left = await fetch(link.replace('https://mail.example.test', one.millrace.url), { method: 'POST' });
    expect(left.status).toBe(200);
  }
  expect(await one.properties('contacts', mine)).toMatchObject({
    hs_email_optout: 'true',
    hs_email_optout_77: 'true',
  });
  const optOuts = async (id: string) => {
    const { hs_email_optout = null, hs_email_optout_77 = null } = await other.properties('contacts', id);
    return [hs_email_optout, hs_email_optout_77];
  };
  expect(await optOuts(theirs)).toEqual([null, null]);
  const status = `/communication-preferences/v4/statuses/${email}?channel=EMAIL`;
  const stateOf = async (story: Story) =>
    (await results(story, status)).find(({ subscriptionId }) => subscriptionId === 77).status;
  expect(await both(stateOf)).toEqual(['UNSUBSCRIBED', 'NOT_SPECIFIED']);

  // What is kept of an address is kept for its account.
  const report = { kind: 'bounced', recipient: email, status: '5.1.1' };
  await must(one, 'POST', '/millrace/v1/mail-reports', { reports: [report] });
  await both((story) => story.millrace.delete(`/crm/v3/objects/contacts/${story === one ? mine : theirs}`));
  const [anew, theirsAnew] = await both((story) => story.givenContact({ email }));
  expect(await one.properties('contacts', anew)).toMatchObject({ hs_email_optout: 'true' });
  expect(await optOuts(theirsAnew)).toEqual([null, null]);
  const reasons = await both(async (story) => {
    const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(await emailOf(story)))));
    await story.enroll(flowId, story === one ? anew : theirsAnew);
    return (await story.passage(flowId)).steps[0].outcome;
  });
  expect(reasons).toEqual(['FAILED', 'SUCCEEDED']);
});

test('a notification is for the user of its account, whatever the ids', async () => {
  const [mine, theirs] = await both((story) => userOf(story));
  const [{ flowId }] = await both((story) => enrolled(story, [notify(story === one ? mine : theirs)]));
  const marked = await must(other, 'POST', '/millrace/v1/notifications/mark-read', { userId: theirs });
  expect(marked).toEqual({ marked: 1 });
  expect(await results(one, `/millrace/v1/notifications?flowId=${flowId}`)).toMatchObject([
    { isRead: false },
  ]);
  // A user of another account is nobody.
  const stranger = String(Number(mine) > Number(theirs) ? mine : theirs);
  const story = stranger === mine ? other : one;
  if (mine !== theirs) {
    const { steps } = await enrolled(story, [notify(stranger)]);
    expect(steps[0].outcome).not.toBe('SUCCEEDED');
  }
});

test('a callback is completed by its own account only, one by one and in a batch', async () => {
  const [mine, theirs] = await both(async (story) => blocked(story, await givenApp(story.millrace)));
  const outputFields = { reservation: 'of a thief' };
  const single = `/automation/v4/actions/callbacks/${mine.callbackId}/complete`;
  expect((await other.millrace.post(single, { outputFields })).status).toBe(404);
  const inputs = [{ callbackId: mine.callbackId, outputFields }];
  const batch = await other.millrace.post('/automation/v4/actions/callbacks/complete', { inputs });
  expect(batch.status).toBe(404);
  await one.settle();
  for (const [story, { flowId }] of [
    [one, mine],
    [other, theirs],
  ] as const)
    expect((await story.passage(flowId)).status).toBe('ACTIVE');

  await must(one, 'POST', single, { outputFields: { reservation: 'R-1' } });
  await both((story) => story.settle());
  expect((await one.properties('contacts', mine.contact))['city']).toBe('R-1');
  expect((await other.passage(theirs.flowId)).status).toBe('ACTIVE');
});

test('an adapter runs actions of its account only, and its request says whose', async () => {
  const type = '1-179507819';
  await must(one, 'PUT', `/millrace/v1/action-adapters/${type}`, { url: `${receiver.url}/adapter` });
  const before = receiver.received.length;
  const outcomes = await both(async (story) => {
    const { steps } = await enrolled(story, [action(type, { channel: '#sales' })]);
    return steps[0].reason ?? steps[0].outcome;
  });
  expect(outcomes).toEqual(['SUCCEEDED', 'ACTION_NOT_SUPPORTED']);
  expect(receiver.received.slice(before).map(({ body }) => body.origin.portalId)).toEqual([
    Number(one.millrace.accountId),
  ]);
  expect((await other.millrace.get(`/millrace/v1/action-adapters/${type}`)).status).toBe(404);
  expect((await other.millrace.delete(`/millrace/v1/action-adapters/${type}`)).status).toBe(404);
  expect(await results(other, '/millrace/v1/action-adapters')).toEqual([]);
  expect((await one.millrace.get(`/millrace/v1/action-adapters/${type}`)).status).toBe(200);
});

test('settings of mails, and cancelling all that is open, end at the account', async () => {
  const sender = { name: 'One', address: 'one@example.test', replyTo: null };
  await must(one, 'PATCH', '/millrace/v1/settings', {
    email: { sender, language: 'de' },
    company: { name: 'One Ltd' },
  });
  const [mine, theirs] = await both(async (story) => {
    const { flowId } = await enrolled(story, [sendEmail(await emailOf(story))]);
    const [{ id }] = (await results(story, `/millrace/v1/mailbox?flowId=${flowId}`)) as [Body];
    return must(story, 'GET', `/millrace/v1/mailbox/${id}`);
  });
  expect(JSON.stringify(mine.from)).toContain('one@example.test');
  expect(mine.text).toMatch(/One Ltd[\s\S]*Abmelden/);
  expect(JSON.stringify(theirs.from)).not.toContain('one@example.test');
  expect(theirs.text).toMatch(/^Hello\n\n--\nUnsubscribe: /);

  const url = 'https://busy.example.test/';
  await both((story) => must(story, 'POST', '/millrace/v1/outbox/rules', { url, status: 503 }));
  const [waiting] = await both((story) => enrolled(story, [webhook({ webhookUrl: url })]));
  const [{ id }] = (await results(one, `/millrace/v1/effects?flowId=${waiting.flowId}`)) as [Body];
  expect(await must(other, 'POST', '/millrace/v1/effects/cancellations', { ids: [id] })).toEqual({
    cancelled: 0,
  });
  expect(await must(one, 'GET', `/millrace/v1/effects/${id}`)).toMatchObject({ status: 'PENDING' });
});
