import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  action,
  contactFlow,
  flowOver,
  inARow,
  manual,
  sendEmail,
  setProperty,
} from '../support/flow-bodies.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';

let server: MailServer;
let story: Story;
let team: string;
const users: Record<string, string> = {};

beforeAll(async () => {
  server = await startMailServer();
  story = await tellStory({ smtpUrl: server.url });
  team = (await story.millrace.post('/millrace/v1/teams', { name: 'Sales' })).body.id;
  for (const [name, primaryTeamId] of [
    ['ada', team],
    ['grace', team],
    ['joan', null],
    ['gone', null],
  ] as const)
    users[name] = (
      await story.millrace.post('/settings/v3/users', {
        email: `${name}@example.test`,
        firstName: name,
        ...(primaryTeamId ? { primaryTeamId } : {}),
      })
    ).body.id;
  expect((await story.millrace.delete(`/settings/v3/users/${users['gone']}`)).status).toBe(204);
});
afterAll(async () => {
  await story.stop();
  await server.close();
});

const ownerOf = async (name: string) =>
  (await story.millrace.get(`/crm/v3/owners/${users[name]}?idProperty=userId`)).body.id;
const mail = (fields: Body) => action('0-8', { subject: 'News', body: '<p>Look.</p>', ...fields });
const mails = async (flowId: string): Promise<Body[]> =>
  (await story.millrace.get(`/millrace/v1/mailbox?flowId=${flowId}`)).body.results;

test('users, teams and owners are mailed once each; one who is deactivated is left out, and the step says so', async () => {
  const contact = await story.givenContact({
    firstname: 'Tom & <b>Co</b>',
    hubspot_owner_id: await ownerOf('joan'),
  });
  const flowId = await story.givenFlow(
    contactFlow(
      inARow(
        mail({
          user_ids: [users['ada'], users['gone']],
          team_ids: [team],
          owner_properties: ['hubspot_owner_id'],
          subject: 'News of {{ enrolled_object.firstname }}',
          body: '<p>{{ enrolled_object.firstname }} is here.</p>',
        }),
        setProperty('city', 'told'),
      ),
    ),
  );
  await story.enroll(flowId, contact);
  const passage = await story.passage(flowId);
  expect(passage).toMatchObject({ status: 'COMPLETED' });
  expect(passage.steps[0]).toMatchObject({ outcome: 'SUCCEEDED', detail: { sent: 3, notSent: 1 } });
  expect(passage.steps[0].detail.recipients).toContainEqual({
    userId: users['gone'],
    outcome: 'FAILED',
    reason: 'RECIPIENT_DEACTIVATED',
    message: `gone (user ${users['gone']}) is deactivated.`,
  });
  const kept = await mails(flowId);
  expect(kept.map(({ to }) => to).sort()).toEqual([
    'ada@example.test',
    'grace@example.test',
    'joan@example.test',
  ]);
  for (const each of kept)
    expect(each).toMatchObject({
      isInternal: true,
      delivery: 'sent',
      emailId: null,
      objectId: contact,
      actionId: '1',
    });
  const whole = await story.millrace.get(`/millrace/v1/mailbox/${kept[0]!.id}`);
  expect(whole.body).toMatchObject({
    subject: 'News of Tom & <b>Co</b>',
    html: '<p>Tom &amp; &lt;b&gt;Co&lt;/b&gt; is here.</p>',
    text: 'Tom & <b>Co</b> is here.',
  });
  const sent = server.taken.filter(({ to }) => kept.some((each) => each.to === to));
  expect(sent.map(({ messageId }) => messageId).sort()).toEqual(
    kept.map(({ messageId }) => messageId).sort(),
  );
  for (const { head } of sent) expect(head).not.toMatch(/List-Unsubscribe/i);
});

test('an unsubscribed contact is told of all the same', async () => {
  const contact = await story.givenContact({ hs_email_optout: 'true' });
  const flowId = await story.givenFlow(contactFlow(inARow(mail({ user_ids: [users['ada']] }))));
  await story.enroll(flowId, contact);
  expect(await mails(flowId)).toHaveLength(1);
});

test('it counts for no statistics of email', async () => {
  const { body } = await story.millrace.get(
    '/marketing/v3/emails/statistics/list?startTimestamp=2000-01-01T00:00:00Z&endTimestamp=2100-01-01T00:00:00Z',
  );
  expect(body.aggregate.counters.sent ?? 0).toBe(0);
});

test.each<[string, Body, string]>([
  ['nobody', {}, 'INVALID_CONFIGURATION'],
  ['an owner that the record does not have', { owner_properties: ['hubspot_owner_id'] }, 'NO_RECIPIENT'],
  ['a property that is none', { owner_properties: ['constructor'] }, 'NO_RECIPIENT'],
  ['a team that is not there', { team_ids: ['404'] }, 'NO_RECIPIENT'],
  ['a user that is not there', { user_ids: ['404'] }, 'RECIPIENT_NOT_FOUND'],
  ['a user by name', { user_ids: ['ada'] }, 'INVALID_CONFIGURATION'],
])('named is %s: the step fails and says why, the record goes on', async (_, fields, reason) => {
  const flowId = await story.givenFlow(contactFlow(inARow(mail(fields), setProperty('city', 'went on'))));
  const contact = await story.givenContact();
  await story.enroll(flowId, contact);
  const { steps } = await story.passage(flowId);
  expect(steps[0]).toMatchObject({ outcome: 'FAILED', reason });
  expect(steps[0].detail.message).toMatch(/^[^ ].*\.$/);
  expect(await story.properties('contacts', contact)).toMatchObject({ city: 'went on' });
  expect(await mails(flowId)).toEqual([]);
  const lint = (await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`)).body.results;
  if (!('owner_properties' in fields)) expect(lint).not.toEqual([]);
});

test('a flow over deals mails whoever owns the deal', async () => {
  const deal = await story.givenRecord('deals', {
    dealname: 'Engines',
    hubspot_owner_id: await ownerOf('grace'),
  });
  const flowId = await story.givenFlow(
    flowOver(
      '0-3',
      inARow(mail({ owner_properties: ['hubspot_owner_id'], subject: '{{ enrolled_object.dealname }}' })),
      manual,
    ),
  );
  await story.enroll(flowId, deal);
  expect(await mails(flowId)).toMatchObject([{ to: 'grace@example.test', subject: 'Engines' }]);
});

test('a marketing email that names no sender comes from the one of the account, to contacts as to fixed addresses', async () => {
  const sender = { name: 'The shop', address: 'shop@engines.example', replyTo: 'help@engines.example' };
  const set = (value: unknown) => story.millrace.patch('/millrace/v1/settings', { email: { sender: value } });
  const publish = async (from: Body) => {
    const content = { plainTextVersion: 'Hello' };
    const made = await story.millrace.post('/marketing/v3/emails', {
      name: 'N',
      subject: 'Hello',
      content,
      ...from,
    });
    expect(made.status).toBe(201);
    await story.millrace.post(`/marketing/v3/emails/${made.body.id}/publish`);
    return made.body.id;
  };
  /** The heads of the mail to a contact, and of the one to an address. */
  const sent = async (email: string) => {
    const toAddress = action('0-23', { email_content_id: email, recipient_emails: ['boss@example.test'] });
    const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(email), toAddress)));
    const before = server.taken.length;
    await story.enroll(flowId, await story.givenContact());
    const taken = server.taken.slice(before);
    expect(taken).toHaveLength(2);
    return taken.map(({ head }) => head);
  };

  const [nameless, named] = [
    await publish({}),
    await publish({ from: { fromName: 'Ada', replyTo: 'ada@engines.example' } }),
  ];
  for (const head of await sent(nameless)) expect(head).toMatch(/^From: .*<no-reply@localhost>\r?$/m);
  await set(sender);
  for (const head of await sent(nameless)) {
    expect(head).toMatch(/^From: "?The shop"? <shop@engines\.example>\r?$/m);
    expect(head).toMatch(/^Reply-To: <?help@engines\.example>?\r?$/m);
    expect(head).toMatch(/^Message-ID: <[^>]+@engines\.example>\r?$/m);
  }
  for (const head of await sent(named)) {
    expect(head).toMatch(/^From: "?Ada"? <ada@engines\.example>\r?$/m);
    expect(head).not.toMatch(/help@/);
  }
  await set(null);
});

describe('mail to fixed addresses', () => {
  const toAddresses = (email_content_id: string, recipient_emails: string[]) =>
    action('0-23', { email_content_id, recipient_emails });
  let email: string;
  beforeAll(async () => {
    email = await story.millrace
      .post('/marketing/v3/emails', {
        name: 'A deal is won',
        subject: '{{ contact.firstname }}{{ deal.dealname }}',
        from: { fromName: 'Us', replyTo: 'us@example.test' },
        content: {
          widgets: { body: { body: { html: '<p>{{ contact.firstname }} at {{ company.name }}</p>' } } },
        },
        subscriptionDetails: { subscriptionId: '1' },
      })
      .then(({ body }) => body.id);
    await story.millrace.post(`/marketing/v3/emails/${email}/publish`);
  });

  test('each address gets the email as it is for the enrolled contact, whatever the contact wants', async () => {
    const contact = await story.givenContact({ firstname: '<Ada>', hs_email_optout: 'true' });
    const flowId = await story.givenFlow(
      contactFlow(
        inARow(toAddresses(email, ['sales@example.test', 'ops@example.test', 'SALES@example.test'])),
      ),
    );
    await story.enroll(flowId, contact);
    expect((await story.passage(flowId)).steps).toMatchObject([
      { outcome: 'SUCCEEDED', detail: { sent: 2, notSent: 0 } },
    ]);
    const kept = await mails(flowId);
    expect(kept.map(({ to }) => to).sort()).toEqual(['ops@example.test', 'sales@example.test']);
    expect(kept[0]).toMatchObject({ subject: '<Ada>', emailId: email, isInternal: true, delivery: 'sent' });
    const whole = await story.millrace.get(`/millrace/v1/mailbox/${kept[0]!.id}`);
    expect(whole.body.html).toContain('<p>&lt;Ada&gt; at </p>');
    const sent = server.taken.filter(({ messageId }) => messageId === kept[0]!.messageId);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.head).not.toMatch(/List-Unsubscribe/i);
    const { body } = await story.millrace.get(
      `/marketing/v3/emails/statistics/list?startTimestamp=2000-01-01T00:00:00Z&endTimestamp=2100-01-01T00:00:00Z&emailIds=${email}`,
    );
    expect(body.aggregate.counters.sent ?? 0).toBe(0);
  });

  test('in a flow over deals it tells of the deal', async () => {
    const deal = await story.givenRecord('deals', { dealname: 'Engines' });
    const flowId = await story.givenFlow(
      flowOver('0-3', inARow(toAddresses(email, ['sales@example.test'])), manual),
    );
    await story.enroll(flowId, deal);
    expect(await mails(flowId)).toMatchObject([{ subject: 'Engines', objectId: deal, objectTypeId: '0-3' }]);
  });

  test.each<[string, () => Body, string]>([
    ['an address that is none', () => toAddresses(email, ['Sales']), 'actions[0].fields.recipient_emails[0]'],
    ['no address', () => toAddresses(email, []), 'actions[0].fields.recipient_emails'],
    [
      'an email that is not there',
      () => toAddresses('404', ['a@example.test']),
      'actions[0].fields.email_content_id',
    ],
  ])('%s is named at save, and fails the step', async (_, node, path) => {
    const flowId = await story.givenFlow(contactFlow(inARow(node())));
    const lint = (await story.millrace.get(`/millrace/v1/flows/${flowId}/lint`)).body.results;
    expect(lint).toContainEqual(expect.objectContaining({ severity: 'error', path }));
    await story.enroll(flowId, await story.givenContact());
    expect((await story.passage(flowId)).steps).toMatchObject([{ outcome: 'FAILED' }]);
    expect(await mails(flowId)).toEqual([]);
  });
});

test('mails to people come from the sender that the account has set, and say where answers go', async () => {
  const sender = { name: 'Engines CRM', address: 'crm@engines.example', replyTo: 'office@engines.example' };
  const set = (value: unknown) => story.millrace.patch('/millrace/v1/settings', { email: { sender: value } });
  expect((await set(sender)).body.email.sender).toEqual(sender);
  const flowId = await story.givenFlow(contactFlow(inARow(mail({ user_ids: [users['ada']] }))));
  const before = server.taken.length;
  await story.enroll(flowId, await story.givenContact());
  const [taken] = server.taken.slice(before);
  expect(taken!.head).toMatch(/^From: "?Engines CRM"? <crm@engines\.example>\r?$/m);
  expect(taken!.head).toMatch(/^Reply-To: <?office@engines\.example>?\r?$/m);
  expect((await set(null)).body.email.sender).toBeNull();
});
