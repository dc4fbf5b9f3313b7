import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Sql } from '../../src/platform/index.ts';
import { action, contactFlow, delayMinutes, inARow, sendEmail, setProperty } from '../support/flow-bodies.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Body, type Story, tellStory } from '../support/story.ts';
import { until } from '../support/until.ts';

/** PostgreSQL looks for a deadlock once, when a lock has been waited for so long. */
const DEADLOCK_TIMEOUT_MS = 1_000;

let server: MailServer;
let story: Story;
let other: Sql;
let emailId: string;
beforeAll(async () => {
  server = await startMailServer('when told');
  story = await tellStory({ smtpUrl: server.url });
  other = openDatabase(story.millrace.address, { connections: 1 });
  const { body } = await story.millrace.post('/marketing/v3/emails', {
    name: 'News',
    subject: 'News',
    from: { fromName: 'Us', replyTo: 'us@example.test' },
    content: { plainTextVersion: 'News for {{ contact.firstname }}' },
  });
  emailId = body.id;
  await story.millrace.post(`/marketing/v3/emails/${emailId}/publish`);
});
afterAll(async () => {
  server.answerAll();
  await other.end({ timeout: 0 });
  await story.stop();
  await server.close();
});

const send = async (to: string): Promise<string> => {
  const answer = await story.millrace.post('/marketing/v4/email/single-send', { emailId, message: { to } });
  await until(() => server.held.includes(to));
  return answer.body.statusId;
};
const statusOf = async (statusId: string): Promise<Body> =>
  (await story.millrace.get(`/marketing/v3/email/send-statuses/${statusId}`)).body;
const erase = (objectId: string) => story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', { objectId });
const merge = (primaryObjectId: string, objectIdToMerge: string) =>
  story.millrace.post('/crm/v3/objects/contacts/merge', { primaryObjectId, objectIdToMerge });

/** A contact who has been mailed once, by a single send. */
async function mailed(address: string): Promise<string> {
  const first = await send(address);
  server.answer(address);
  await until(async () => (await statusOf(first)).status === 'COMPLETE');
  return (await story.millrace.get(`/crm/v3/objects/contacts/${address}?idProperty=email`)).body.id;
}

/** How many statements have waited for a lock, for so long that nobody looks for a deadlock behind them any more. */
async function waitingForLong(): Promise<number> {
  const [row] = (await story.millrace.sql`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'
      and clock_timestamp() - query_start > ${1.2 * DEADLOCK_TIMEOUT_MS} * interval '1 millisecond'`) as unknown as [
    { count: number },
  ];
  return row.count;
}

/** Holds `first` up in the middle of its work, where it has locked the contact, until `second` waits for it. */
async function inEachOthersWay<T>(contact: string, first: () => Promise<T>, second: () => void): Promise<T> {
  return await other
    .begin(async (tx) => {
      await tx`select from mails where record_id = ${contact} for update`;
      const answer = first();
      await until(async () => (await waitingForLong()) === 1);
      second();
      await until(async () => (await waitingForLong()) === 2);
      return { answer };
    })
    .then(({ answer }) => answer);
}

test('a contact is erased while the result of a mail is stored: both go through, and nothing of the mail is left', async () => {
  const address = 'erased@example.test';
  const contact = await mailed(address);
  const statusId = await send(address);
  const answer = await inEachOthersWay(
    contact,
    () => erase(contact),
    () => server.answer(address),
  );
  expect(answer.status).toBe(204);
  await story.settle();
  expect(await statusOf(statusId)).toMatchObject({ status: 'COMPLETE', sendResult: 'UNDELIVERABLE' });
  const rows = await story.millrace
    .sql`select effects::text as row from effects union all select mails::text from mails`;
  expect(JSON.stringify(rows)).not.toContain(address);
});

test('a contact is merged while the result of a mail is stored: the mail becomes one to the survivor', async () => {
  const address = 'merged@example.test';
  const contact = await mailed(address);
  const statusId = await send(address);
  const survivor = await story.givenContact();
  const answer = await inEachOthersWay(
    contact,
    () => merge(survivor, contact),
    () => server.answer(address),
  );
  expect(answer.status).toBe(200);
  await story.settle();
  expect((await statusOf(statusId)).sendResult).toBe('SENT');
  expect((await story.properties('contacts', answer.body.id))['hs_email_delivered']).toBe('2');
  const kept = await story.millrace.sql`select record_id from mails where recipient = ${address}`;
  expect(kept.map((row) => row['record_id'])).toEqual([answer.body.id, answer.body.id]);
});

test('a contact is erased while a batch begins with its passage: both go through', async () => {
  const contact = await mailed('passing@example.test');
  const flowId = await story.givenFlow(contactFlow(inARow(delayMinutes(60), setProperty('city', 'Late'))));
  await story.enroll(flowId, contact);
  let passed: Promise<unknown> = Promise.resolve();
  const answer = await inEachOthersWay(
    contact,
    () => erase(contact),
    () => {
      passed = story.pass('PT2H');
    },
  );
  expect(answer.status).toBe(204);
  await passed;
  await story.settle();
  expect((await story.passage(flowId)).status).toBe('UNENROLLED');
});

test('what is being done about a contact that is erased is forgotten, and so is what comes of it', async () => {
  const secret = 'secretcanary';
  const contact = await story.givenContact({ email: 'goes@example.test', firstname: secret });
  const { body: user } = await story.millrace.post('/settings/v3/users', { email: 'ada@example.test' });
  const flows = [
    // The text of an internal mail is put together when the step begins.
    contactFlow(
      inARow(
        action('0-8', { subject: 'News', body: 'Of {{ enrolled_object.firstname }}', user_ids: [user.id] }),
      ),
    ),
    contactFlow(inARow(sendEmail(emailId))),
  ];
  for (const flow of flows) {
    const flowId = await story.givenFlow(flow);
    await story.millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: [contact] });
  }
  await until(() => server.held.length === 2);
  expect((await erase(contact)).status).toBe(204);
  server.answerAll();
  await story.settle();
  const rows = await story.millrace.sql`
    select effects::text as row from effects union all select enrollments::text from enrollments
    union all select effect_attempts::text from effect_attempts union all select steps::text from steps
    union all select mails::text from mails`;
  expect(JSON.stringify(rows)).not.toContain(secret);
});
