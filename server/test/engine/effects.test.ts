import { afterEach, expect, test } from 'vitest';
import { claimEffects } from '../../src/effects/queries/claim.ts';
import { contactFlow, inARow, sendEmail } from '../support/flow-bodies.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Story, tellStory } from '../support/story.ts';
import { until } from '../support/until.ts';

/** Mails that a process has on their way at once: connections to the mail server. */
const AT_ONCE = 5;

/** Room for all of them. */
const ROOM = {
  kinds: [{ kind: 'email', performer: 'email', free: 100, perTarget: 100 }],
  inHand: [],
  most: 100,
};

const begun: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of begun.splice(0).reverse()) await each.stop();
});

async function slowServer(): Promise<MailServer> {
  const server = await startMailServer('when told');
  begun.push({ stop: () => server.close() });
  return server;
}

async function storyOf(config: Parameters<typeof tellStory>[0]): Promise<Story> {
  const story = await tellStory(config);
  begun.push(story);
  return story;
}

/** Enrolls so many contacts into a flow that sends a mail; answers with the flow and whom it is sent to. */
async function mailTo(story: Story, count: number) {
  const { millrace } = story;
  const email = await millrace.post('/marketing/v3/emails', {
    name: 'Hello',
    subject: 'Hello',
    from: { fromName: 'Us', replyTo: 'us@example.test' },
    content: { plainTextVersion: 'Hello' },
  });
  await millrace.post(`/marketing/v3/emails/${email.body.id}/publish`);
  const flowId = await story.givenFlow(contactFlow(inARow(sendEmail(email.body.id))));
  const contacts: string[] = [];
  for (let number = 0; number < count; number++) contacts.push(await story.givenContact());
  await millrace.post(`/millrace/v1/flows/${flowId}/enrollments`, { objectIds: contacts });
  return flowId;
}

const leased = async ({ millrace }: Story) =>
  (await millrace.sql`select id, lease_token, attempts from effects where leased_until is not null`).length;

test('a slow mail server: no more is held than can be sent, and each result is stored when it is known', async () => {
  const server = await slowServer();
  const story = await storyOf({ smtpUrl: server.url });
  const flowId = await mailTo(story, 12);
  await server.holds(AT_ONCE);
  expect(await leased(story)).toBe(AT_ONCE);

  const [first] = server.held;
  server.answer(first!);
  await until(async () => (await story.enrollments(flowId, '?status=COMPLETED')).length === 1);
  await server.holds(AT_ONCE);
  expect(await leased(story)).toBe(AT_ONCE);
  expect(server.taken.map(({ to }) => to)).toEqual([first]);

  server.answerAll();
  await story.settle();
  expect(await story.enrollments(flowId, '?status=COMPLETED')).toHaveLength(12);
  expect(new Set(server.taken.map(({ to }) => to)).size).toBe(12);
  expect(server.taken).toHaveLength(12);
});

test('what a living process holds is left to it, however long it takes; what a dead one held is done by another', async () => {
  const server = await slowServer();
  const story = await storyOf({ smtpUrl: server.url });
  const { sql, accountId } = story.millrace;
  await mailTo(story, AT_ONCE);
  await server.holds(AT_ONCE);
  const other = { token: crypto.randomUUID(), holder: crypto.randomUUID() };
  const later = Date.now() + 3_600_000;
  expect(await claimEffects(sql, accountId, ROOM, later, other)).toEqual([]);

  // As if the process had been frozen: no sign of life for longer than a dead one is waited for.
  await sql`update effect_workers set seen_at = seen_at - interval '1 hour'`;
  const [postgres] =
    await sql`select pg_postmaster_start_time() < clock_timestamp() - interval '5 seconds' as "isUp"`;
  const taken = await claimEffects(sql, accountId, ROOM, later, other);
  expect(taken).toHaveLength(postgres!['isUp'] ? AT_ONCE : 0);

  // The frozen one goes on: its results come too late, and are dropped.
  server.answerAll();
  await until(async () => server.taken.length === AT_ONCE);
  await sql`delete from effect_workers where id = ${other.holder}`;
});

test('results are told of together with what is kept of them, and one that cannot be stored holds up no other', async () => {
  const server = await startMailServer();
  begun.push({ stop: () => server.close() });
  const story = await storyOf({ smtpUrl: server.url, logLevel: 'silent' });
  await story.millrace
    .sql`alter table mails add constraint no_second check (recipient <> 'contact2@example.test')`;
  const flowId = await mailTo(story, 4);
  await story.settle();
  expect(await story.enrollments(flowId, '?status=COMPLETED')).toHaveLength(4);
  expect(server.taken).toHaveLength(4);
  const { body } = await story.millrace.get('/millrace/v1/mailbox');
  expect(body.results.map((mail: { to: string }) => mail.to).sort()).toEqual([
    'contact1@example.test',
    'contact3@example.test',
    'contact4@example.test',
  ]);
});

test('a result that PostgreSQL does not take fails its own step, with the reason, and is not done again', async () => {
  const server = await startMailServer();
  begun.push({ stop: () => server.close() });
  const story = await storyOf({ smtpUrl: server.url, logLevel: 'silent' });
  await story.millrace
    .sql`alter table effects add constraint odd check (result ->> 'kind' is distinct from 'done' or enrollment_id % 2 = 0)`;
  const flowId = await mailTo(story, 4);
  await story.settle();
  const outcomes = (await story.millrace.get(`/millrace/v1/flows/${flowId}/steps`)).body.results.map(
    (step: { reason: string | null }) => step.reason,
  );
  expect(outcomes.sort()).toEqual(['RESULT_NOT_STORABLE', 'RESULT_NOT_STORABLE', null, null]);
  expect(server.taken).toHaveLength(4);
});
