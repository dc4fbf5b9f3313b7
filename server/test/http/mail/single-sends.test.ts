import { Client } from '@hubspot/api-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';

const MARKETING = '/marketing/v4/email/single-send';
const TRANSACTIONAL = '/marketing/v3/transactional/single-email/send';

let story: Story;
let emailId: string;
let server: MailServer | undefined;
beforeEach(async () => {
  // No lane runs by itself: what is to be sent waits in the database until the story lets it happen.
  await begin({ role: 'api' });
});
afterEach(async () => {
  await story.stop();
  await server?.close();
  server = undefined;
});

async function begin(config: Parameters<typeof tellStory>[0]) {
  story = await tellStory({ logLevel: 'error', ...config });
  emailId = await givenEmail();
}

async function givenEmail(members: object = {}): Promise<string> {
  const { body } = await story.millrace.post('/marketing/v3/emails', {
    name: 'Receipt',
    subject: 'Order {{ custom.order }} for {{ contact.firstname }}',
    from: { fromName: 'Us', replyTo: 'us@example.test' },
    content: { plainTextVersion: 'Paid: {{ custom.paid }}, {{ custom.lines }}.' },
    ...members,
  });
  await story.millrace.post(`/marketing/v3/emails/${body.id}/publish`);
  return body.id;
}

const send = (members: Body = {}, path = MARKETING) =>
  story.millrace.post(path, {
    emailId: Number(emailId),
    ...members,
    message: { to: 'ada@example.test', ...members.message },
  });

const statusOf = async (statusId: string): Promise<Body> =>
  (await story.millrace.get(`/marketing/v3/email/send-statuses/${statusId}`)).body;
const mails = async (): Promise<Body[]> => (await story.millrace.get('/millrace/v1/mailbox')).body.results;
const contact = async (address: string) =>
  story.millrace.get(
    `/crm/v3/objects/contacts/${address}?idProperty=email&properties=firstname,hs_marketable_status`,
  );

test("the original's client sends one, and is told what became of it", async () => {
  const client = new Client({ accessToken: story.millrace.token, basePath: story.millrace.url });
  const asked = await client.marketing.transactional.singleSendApi.sendEmail({
    emailId: Number(emailId),
    message: { to: 'ada@example.test', sendId: 'order-7', _from: 'Shop <shop@example.test>' },
    contactProperties: { firstname: 'Ada' },
    customProperties: { order: 'No. 7' },
  });
  expect(asked).toMatchObject({ status: 'PENDING', statusId: expect.stringMatching(/^\d+$/) });
  expect(asked.requestedAt).toBeInstanceOf(Date);
  expect(await statusOf(asked.statusId)).toMatchObject({ status: 'PENDING' });
  await story.settle();
  const status = await statusOf(asked.statusId);
  expect(status).toMatchObject({
    status: 'COMPLETE',
    sendResult: 'SENT',
    startedAt: expect.stringMatching(/Z$/),
    completedAt: expect.stringMatching(/Z$/),
    eventId: { id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) },
  });
  expect(await mails()).toMatchObject([
    { to: 'ada@example.test', from: 'Shop <shop@example.test>', subject: 'Order No. 7 for Ada', emailId },
  ]);
});

test('the recipient becomes a contact to whom may be marketed; one who is there is changed', async () => {
  await send({ contactProperties: { firstname: 'Ada' } });
  expect((await contact('ada@example.test')).body.properties).toMatchObject({
    firstname: 'Ada',
    hs_marketable_status: 'true',
  });
  await send({ message: { to: 'ADA@example.test' }, contactProperties: { firstname: 'Augusta' } });
  await story.settle();
  expect((await contact('ada@example.test')).body.properties.firstname).toBe('Augusta');
  expect((await mails()).map(({ objectId }) => objectId)).toEqual(
    new Array(2).fill((await contact('ada@example.test')).body.id),
  );
});

test('what the caller says of the mail: addresses, and custom values of any type', async () => {
  await send({
    message: {
      from: '"Shop, Ltd" <shop@example.test>',
      replyTo: ['a@example.test', 'b@example.test'],
      cc: ['c@example.test'],
      bcc: ['d@example.test'],
    },
    customProperties: { order: 7, paid: true, lines: [{ n: 1 }] },
  });
  await story.settle();
  const [mail] = await mails();
  expect(mail).toMatchObject({
    from: 'Shop, Ltd <shop@example.test>',
    replyTo: 'a@example.test, b@example.test',
    cc: 'c@example.test',
    bcc: 'd@example.test',
    flowId: null,
    enrollmentId: null,
  });
  const { body } = await story.millrace.get(`/millrace/v1/mailbox/${mail.id}`);
  expect(body.text).toBe('Paid: true, [{"n":1}].');
});

describe('a sendId', () => {
  test('is sent once within its email, however many ask at once; what comes later changes nothing', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, number) =>
        send({ message: { sendId: 'once' }, contactProperties: { firstname: `Ada ${number}` } }),
      ),
    );
    expect(asked.map(({ status }) => status)).toEqual(new Array(8).fill(200));
    expect(new Set(asked.map(({ body }) => body.statusId)).size).toBe(1);
    expect(asked.filter(({ body }) => body.sendResult === 'IDEMPOTENT_IGNORE')).toHaveLength(7);
    const { firstname } = (await contact('ada@example.test')).body.properties;
    await story.settle();
    const again = await send({ message: { sendId: 'once' }, contactProperties: { firstname: 'Other' } });
    expect(again.body).toMatchObject({ status: 'COMPLETE', sendResult: 'IDEMPOTENT_IGNORE' });
    await story.settle();
    expect(await mails()).toHaveLength(1);
    expect((await contact('ada@example.test')).body.properties.firstname).toBe(firstname);
  });

  test('of another email is another, and without one every request is', async () => {
    await send({ message: { sendId: 'once' } });
    await send({ message: { sendId: 'once' }, emailId: await givenEmail() });
    await send();
    await send();
    await story.settle();
    expect(await mails()).toHaveLength(4);
  });

  test('may be long and of any characters', async () => {
    const sendId = `${'x'.repeat(900)}\r\nBcc: <é>`;
    await send({ message: { sendId } });
    await send({ message: { sendId } });
    await story.settle();
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail.messageId).toMatch(/^<[\w.=-]{20,200}@example\.test>$/);
  });
});

describe('is not sent, and says why', () => {
  const optedOut = { contactProperties: { firstname: 'Ada', hs_email_optout: 'true' } };

  test('to who has unsubscribed, unless the recipient has asked for it', async () => {
    const marketing = await send(optedOut);
    const transactional = await send({}, TRANSACTIONAL);
    await story.settle();
    expect(await statusOf(marketing.body.statusId)).toMatchObject({
      status: 'COMPLETE',
      sendResult: 'ADDRESS_OPTED_OUT',
      message: expect.stringContaining('unsubscribed'),
    });
    expect(await statusOf(transactional.body.statusId)).toMatchObject({ sendResult: 'SENT' });
    expect(await mails()).toHaveLength(1);
  });

  test('of an email that is a draft, or that cannot be rendered', async () => {
    const { body } = await story.millrace.post('/marketing/v3/emails', { name: 'Draft', subject: 'x' });
    const draft = await send({ emailId: body.id });
    const broken = await send({ emailId: await givenEmail({ subject: '{{ custom.x | nothing() }}' }) });
    await story.settle();
    expect((await statusOf(draft.body.statusId)).sendResult).toBe('EMAIL_DISABLED');
    expect((await statusOf(broken.body.statusId)).sendResult).toBe('EMAIL_DISABLED');
  });

  test('while the mail server is away: it waits, is listed, and can be cancelled', async () => {
    await story.stop();
    const nowhere = await startMailServer();
    await nowhere.close();
    await begin({ role: 'api', smtpUrl: nowhere.url });
    const { statusId } = (await send()).body;
    await story.settle();
    expect(await statusOf(statusId)).toMatchObject({ status: 'PROCESSING' });
    await story.pass('PT90S');
    const [waiting] = (await story.millrace.get('/millrace/v1/effects?kind=single_send')).body.results;
    expect(waiting).toMatchObject({ id: statusId, kind: 'single_send', flowId: null, attempts: 2 });
    const cancelled = await story.millrace.post('/millrace/v1/effects/cancellations', { ids: [statusId] });
    expect(cancelled.body).toEqual({ cancelled: 1 });
    expect(await statusOf(statusId)).toMatchObject({ status: 'CANCELED', sendResult: 'CAMPAIGN_CANCELLED' });
  });

  test('when the contact has been erased; then nothing is left of what was to be said', async () => {
    const done = (await send({ customProperties: { order: 'secretcanary' } })).body.statusId;
    await story.settle();
    const waiting = (await send({ customProperties: { order: 'secretcanary' } })).body.statusId;
    const objectId = (await contact('ada@example.test')).body.id;
    const erased = await story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId });
    expect(erased.status).toBe(204);
    await story.settle();
    expect((await statusOf(done)).sendResult).toBe('SENT');
    expect((await statusOf(waiting)).sendResult).toBe('UNDELIVERABLE');
    const rows = await story.millrace
      .sql`select effects::text as row from effects union all select mails::text from mails`;
    expect(JSON.stringify(rows)).not.toMatch(/secretcanary|ada@example/);
  });
});

test('by SMTP: to all whom it is addressed to, without telling them of the bcc', async () => {
  await story.stop();
  server = await startMailServer();
  await begin({ role: 'api', smtpUrl: server.url });
  const { statusId } = (await send({ message: { cc: ['c@example.test'], bcc: ['hidden@example.test'] } }))
    .body;
  await story.settle();
  expect((await statusOf(statusId)).sendResult).toBe('SENT');
  const [taken, ...others] = server.taken;
  expect(others).toEqual([]);
  expect(taken).toMatchObject({
    to: 'ada@example.test',
    recipients: ['ada@example.test', 'c@example.test', 'hidden@example.test'],
  });
  expect(taken!.head).not.toContain('hidden');
  expect((await mails())[0].messageId).toBe(taken!.messageId);
});

describe('is refused whole, by the name of the member', () => {
  test.each<[string, string, Body]>([
    ['message.to', 'ada', { message: { to: 'ada' } }],
    ['message.from', 'Us <us>', { message: { from: 'Us <us>' } }],
    ['message.cc[1]', 'b,c@d', { message: { cc: ['a@example.test', 'b,c@d'] } }],
    ['message.replyTo[0]', 'x', { message: { replyTo: ['x'] } }],
    ['emailId', 'seven', { emailId: 'seven' }],
    ['no_such_property', 'no_such_property', { contactProperties: { no_such_property: 'x' } }],
    ['contactProperties.email', 'b@example.test', { contactProperties: { email: 'b@example.test' } }],
  ])('%s: %s', async (member, value, members) => {
    const answer = await send(members);
    expect(answer.status, JSON.stringify(answer.body)).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(member);
    expect(JSON.stringify(answer.body)).toContain(value);
    expect((await contact('ada@example.test')).status).toBe(404);
    expect(await story.millrace.sql`select from effects`).toHaveLength(0);
  });

  test('an email and a status that there are not', async () => {
    expect((await send({ emailId: 999 })).status).toBe(404);
    expect((await story.millrace.get('/marketing/v3/email/send-statuses/nothing')).status).toBe(404);
    expect((await story.millrace.get('/marketing/v3/email/send-statuses/999')).status).toBe(404);
  });

  test('without its scope', async () => {
    const caller = async (...scopes: string[]) => {
      const made = await story.millrace.post('/millrace/v1/tokens', { name: 'caller', scopes });
      const headers = { authorization: `Bearer ${made.body.token}` };
      const body = { emailId, message: { to: 'ada@example.test' } };
      return async (path: string) => (await story.millrace.call('POST', path, body, headers)).status;
    };
    const marketing = await caller('marketing-email');
    expect([await marketing(MARKETING), await marketing(TRANSACTIONAL)]).toEqual([200, 403]);
    const transactional = await caller('transactional-email');
    expect([await transactional(MARKETING), await transactional(TRANSACTIONAL)]).toEqual([403, 200]);
  });
});
