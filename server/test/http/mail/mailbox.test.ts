import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeMail, type DeliveredMail, keepMails, messageIdFor } from '../../../src/mail/index.ts';
import { sampleEmail } from '../../support/marketing-email.ts';
import { type Millrace, startMillrace } from '../../support/millrace.ts';

const MAILBOX = '/millrace/v1/mailbox';

let millrace: Millrace;
const statements: string[] = [];
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, (text) => statements.push(text));
});
afterAll(() => millrace.stop());

const messageIdOf = (idempotencyKey: string) =>
  messageIdFor({ accountId: millrace.accountId, idempotencyKey, createdAt: 0 }, 'team@example.com');

function delivered(number: number, firstname = `Ada ${number}`): DeliveredMail {
  const from = { fromName: 'Team', replyTo: 'team@example.com', customReplyTo: 'reply@example.com' };
  const composed = composeMail(
    sampleEmail({ from }),
    { email: `ada${number}@example.com`, firstname },
    { name: 'Engines' },
  );
  if (!composed.ok) throw new Error(composed.message);
  return {
    mail: { ...composed.mail, messageId: messageIdOf(`${number}:3:1`) },
    delivery: 'captured',
    cause: {
      objectTypeId: '0-1',
      recordId: String(number),
      flowId: '100001',
      enrollmentId: String(number),
      actionId: '3',
    },
  };
}

const keep = (...mails: DeliveredMail[]) =>
  millrace.services.store.write(millrace.accountId, (unit) => keepMails(unit, mails));

test('a mail in full', async () => {
  await keep(delivered(1));
  const { body } = await millrace.get(MAILBOX);
  expect(body.results).toHaveLength(1);
  expect(body.results[0]).toMatchObject({
    to: 'ada1@example.com',
    subject: 'Hello Ada 1',
    delivery: 'captured',
  });
  expect(body.results[0]).not.toHaveProperty('html');
  const whole = await millrace.get(`${MAILBOX}/${body.results[0].id}`);
  expect(whole.status).toBe(200);
  expect(whole.body).toMatchObject({
    messageId: messageIdOf('1:3:1'),
    headers: {
      From: 'Team <team@example.com>',
      To: 'ada1@example.com',
      'Reply-To': 'reply@example.com',
      Subject: 'Hello Ada 1',
      'Message-ID': expect.stringMatching(/^<1\.3\.1\.1\.0@example\.com>$/),
    },
    html: expect.stringContaining('<p>Dear Ada 1 of Engines</p>'),
    text: 'Dear Ada 1 of Engines',
    emailId: '70010001',
    objectTypeId: '0-1',
    objectId: '1',
    flowId: '100001',
    enrollmentId: '1',
    actionId: '3',
  });
});

test('one row for a Message-ID, whatever is retried', async () => {
  await Promise.all([1, 2, 3, 4].map(() => keep(delivered(2), delivered(3), delivered(2))));
  const { body } = await millrace.get(`${MAILBOX}?recipient=ADA2@example.com`);
  expect(body.results).toHaveLength(1);
});

test('newest first, in pages, filtered', async () => {
  await keep(...[10, 11, 12, 13, 14].map((number) => delivered(number)));
  const first = (await millrace.get(`${MAILBOX}?limit=3&flowId=100001`)).body;
  expect(first.results.map((mail: { objectId: string }) => mail.objectId)).toEqual(['14', '13', '12']);
  const second = (await millrace.get(`${MAILBOX}?limit=3&after=${first.paging.next.after}`)).body;
  expect(second.results.map((mail: { objectId: string }) => mail.objectId).slice(0, 2)).toEqual(['11', '10']);
  expect((await millrace.get(`${MAILBOX}?objectId=12`)).body.results).toHaveLength(1);
  expect((await millrace.get(`${MAILBOX}?emailId=5`)).body.results).toEqual([]);
  expect((await millrace.get(`${MAILBOX}?emailId=70010001&limit=100`)).body.results.length).toBeGreaterThan(
    4,
  );
});

test('the mails of a record that was merged are found by its old ids', async () => {
  const contacts = '/crm/v3/objects/contacts';
  const make = async () => (await millrace.post(contacts, { properties: {} })).body.id as string;
  const [one, two] = [await make(), await make()];
  const merged = await millrace.post(`${contacts}/merge`, { primaryObjectId: one, objectIdToMerge: two });
  await keep(delivered(Number(merged.body.id)));
  for (const id of [one, two, merged.body.id]) {
    const { body } = await millrace.get(`${MAILBOX}?objectId=${id}`);
    expect(body.results.map((mail: { objectId: string }) => mail.objectId)).toEqual([merged.body.id]);
  }
});

test('a thousand mails take as many statements as one', async () => {
  const count = async (mails: DeliveredMail[]) => {
    const before = statements.length;
    await keep(...mails);
    return statements.length - before;
  };
  const one = await count([delivered(2_000)]);
  expect(await count(Array.from({ length: 1_000 }, (_, index) => delivered(3_000 + index)))).toBe(one);
});

test('characters that PostgreSQL cannot hold are left out', async () => {
  await keep(delivered(5_000, 'A\u0000da \ud800'));
  const { body } = await millrace.get(`${MAILBOX}?objectId=5000`);
  expect(body.results[0].subject).toBe('Hello A da \ufffd');
});

test('bad input', async () => {
  expect((await millrace.get(`${MAILBOX}/999999`)).status).toBe(404);
  expect((await millrace.get(`${MAILBOX}/x`)).status).toBe(400);
  for (const query of ['limit=101', 'after=x', 'objectId=x', 'colour=red']) {
    const answer = await millrace.get(`${MAILBOX}?${query}`);
    expect([query, answer.status, answer.body.errors[0].in]).toEqual([query, 400, query.split('=')[0]]);
  }
  const { body } = await millrace.post('/millrace/v1/tokens', { name: 'x', scopes: ['content'] });
  const refused = await millrace.call('GET', MAILBOX, undefined, { authorization: `Bearer ${body.token}` });
  expect(refused.status).toBe(403);
});
