import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLog, openDatabase } from '../../../src/platform/index.ts';
import { createServices } from '../../../src/roles/index.ts';
import { whileHeld } from '../../support/barriers.ts';
import { OWN_PAGE, signIn } from '../../support/browser.ts';
import { type HeardEvent, type Listening, listen } from '../../support/event-stream.ts';
import { contactFlow, delayMinutes, inARow, setProperty } from '../../support/flow-bodies.ts';
import { inAnotherAccount, startMillrace } from '../../support/millrace.ts';
import { type Story, storyOf, tellStory } from '../../support/story.ts';
import { until } from '../../support/until.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory();
});
afterAll(() => story.stop());

const listening: Listening[] = [];
afterEach(() => {
  for (const each of listening.splice(0)) each.leave();
});

async function hear(topics: string, headers: Record<string, string> = bearer(story.millrace.token)) {
  const made = await listen(story.millrace.url, topics, headers);
  listening.push(made);
  return made;
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const of =
  (event: string, topic: string) =>
  (heard: HeardEvent): boolean =>
    heard.event === event && heard.data.topic === topic;

describe('who looks at something hears', () => {
  test('that a flow is saved, turned off and deleted, in the list and at the flow', async () => {
    const id = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    const heard = await hear(`flows,flow:${id}`);
    expect(heard.status).toBe(200);
    expect(heard.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(heard.headers.get('x-accel-buffering')).toBe('no');
    expect(heard.headers.get('cache-control')).toBe('no-store');
    await story.millrace.post(`/millrace/v1/flows/${id}/turn-off`);
    const told = await heard.when(of('flow', `flow:${id}`));
    expect(told.data).toMatchObject({
      flowId: id,
      revisionId: '2',
      isEnabled: false,
      at: expect.any(String),
    });
    await heard.when(of('flow', 'flows'));
    await story.millrace.delete(`/automation/v4/flows/${id}`);
    await heard.when(({ data }) => data.flowId === id && data.isDeleted === true);
  });

  test('that passages begin, go on and end, and that steps fail', async () => {
    const id = await story.givenFlow(contactFlow(inARow(delayMinutes(60), setProperty('jobtitle', 'Done'))));
    const contact = await story.givenContact();
    const heard = await hear(`flow:${id},flows,record:0-1/${contact},errors`);
    await story.enroll(id, contact);
    await heard.when(of('counts', `flow:${id}`));
    const [{ id: enrollment }] = await story.enrollments(id);
    const passage = await hear(`enrollment:${enrollment}`);
    await story.pass('PT2H');
    expect((await passage.when(({ event }) => event === 'enrollment')).data).toMatchObject({
      id: enrollment,
      flowId: id,
    });
    await heard.when(of('record', `record:0-1/${contact}`));
    const failing = await story.givenFlow(
      contactFlow(inARow(setProperty('jobtitle', { type: 'FIELD_DATA', actionId: '9', dataKey: 'x' }))),
    );
    await story.enroll(failing, contact);
    expect((await heard.when(of('errors', 'errors'))).data.flowId).toBe(failing);
  });

  test('how far a moved clock has come, and that it has arrived', async () => {
    const id = await story.givenFlow(contactFlow(inARow(delayMinutes(30), delayMinutes(30))));
    const contact = await story.givenContact();
    await story.enroll(id, contact);
    const heard = await hear('clock');
    const moving = await whileHeld(
      story.millrace.sql,
      (tx) => tx`select from records where id = ${contact} for update`,
      async () => {
        const move = story.pass('P1D');
        await heard.when(({ data }) => data.isMoving === true && data.target !== undefined);
        return { move };
      },
    );
    await moving.move;
    await heard.when(({ data }) => data.isMoving === false);
  });

  test('of jobs, of pauses and of mails', async () => {
    const id = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    const heard = await hear(`jobs,flow:${id},mailbox`);
    await story.millrace.post(`/millrace/v1/flows/${id}/enrollments`, { matching: true });
    await story.millrace.post(`/millrace/v1/flows/${id}/pause`, {});
    await heard.when(of('flow', `flow:${id}`));
    await story.millrace.post(`/millrace/v1/flows/${id}/resume`, {});
    await heard.when(({ event }) => event === 'job');
  });

  test('of any record of a type, of passages of a record, and of requests that are kept', async () => {
    const contact = await story.givenContact();
    const ask = { type: 'WEBHOOK', method: 'POST', webhookUrl: 'https://hooks.example/a', queryParams: [] };
    const id = await story.givenFlow(contactFlow(inARow(ask)));
    const heard = await hear(`records:0-1,record:0-1/${contact},outbox`);
    await story.enroll(id, contact);
    await heard.when(of('request', 'outbox'));
    // Nothing of the record itself has changed.
    await heard.when(of('record', `record:0-1/${contact}`));
    expect(heard.heard.filter(of('records', 'records:0-1'))).toEqual([]);
    await story.change('contacts', contact, { jobtitle: 'Miller' });
    expect((await heard.when(of('records', 'records:0-1'))).data.objectTypeId).toBe('0-1');
  });

  test('once for many at a time', async () => {
    const id = await story.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'x'))));
    const contacts = await Promise.all(Array.from({ length: 30 }, () => story.givenContact()));
    const heard = await hear(`flow:${id}`);
    await story.enroll(id, ...contacts);
    await heard.when(of('counts', `flow:${id}`));
    expect(heard.heard.filter(of('counts', `flow:${id}`)).length).toBeLessThanOrEqual(3);
  });

  test('nothing of another account, and nothing that it did not ask for', async () => {
    const other = storyOf(await inAnotherAccount(story.millrace));
    const id = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    const [mine, theirs] = [
      await hear('flows'),
      await hear('flows,clock,jobs,mailbox,errors', bearer(other.millrace.token)),
    ];
    await story.millrace.post(`/millrace/v1/flows/${id}/turn-off`);
    await mine.when(({ data }) => data.flowId === id);
    const flow = await other.givenFlow(contactFlow(inARow(delayMinutes(60))));
    await theirs.when(({ data }) => data.flowId === flow);
    expect(theirs.heard.filter(({ data }) => data.flowId === id)).toEqual([]);
    expect((await hear(`flow:${id}`, bearer(other.millrace.token))).status).toBe(404);
  });
});

describe('a stream is refused', () => {
  test.each([
    ['flow:x', 400, 'topics has "flow:x"; topics are such as'],
    ['flow:007', 400, 'topics has "flow:007"'],
    ['record:0-1/01', 400, 'topics has "record:0-1/01"'],
    ['colour', 400, 'colour'],
    ['', 400, 'topics'],
    ['flow:999999', 404, '999999'],
    ['enrollment:999999', 404, '999999'],
    [Array.from({ length: 51 }, (_, n) => `record:0-1/${n}`).join(','), 400, 'at most 50'],
  ])('for %s', async (topics, status, words) => {
    const { body, ...answer } = await story.millrace.get(`/millrace/v1/stream?topics=${topics}`);
    expect([answer.status, body.message]).toEqual([status, expect.stringContaining(words)]);
  });

  test('and it is said which topic is at fault', async () => {
    const { body } = await story.millrace.get('/millrace/v1/stream?topics=flows,flow:999999,clock');
    expect(body.context).toMatchObject({ topic: ['flow:999999'] });
  });

  test.each([
    ['flows', ['crm.objects.contacts.read'], 'automation'],
    ['record:0-1/1', ['automation'], 'crm.objects.contacts.read'],
    ['records:0-1', ['automation'], 'crm.objects.contacts.read'],
    ['outbox', ['crm.objects.contacts.read'], 'automation'],
    ['mailbox', ['automation'], 'crm.objects.contacts.read'],
    ['clock', [], 'automation'],
  ])('for %s without the scope', async (topics, scopes, missing) => {
    const { token } = (await story.millrace.post('/millrace/v1/tokens', { name: 'few', scopes })).body;
    const answer = await story.millrace.call(
      'GET',
      `/millrace/v1/stream?topics=${topics}`,
      undefined,
      bearer(token),
    );
    expect([answer.status, answer.body.errors[0].context.requiredGranularScopes]).toEqual([403, [missing]]);
  });

  test('to pages of others, though it only reads', async () => {
    const { cookie } = await signIn(story.millrace);
    expect((await hear('flows', { cookie, ...OWN_PAGE })).status).toBe(200);
    expect((await hear('flows', { cookie, origin: story.millrace.url })).status).toBe(200);
    const foreign: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'http://evil.example' },
    ];
    for (const headers of foreign) expect((await hear('flows', { cookie, ...headers })).status).toBe(403);
  });

  test('beyond twenty of one session; when one ends another has room', async () => {
    const { cookie } = await signIn(story.millrace);
    const open = await Promise.all(Array.from({ length: 20 }, () => hear('flows', { cookie, ...OWN_PAGE })));
    expect(open.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const beyond = await hear('flows', { cookie, ...OWN_PAGE });
    expect([beyond.status, beyond.headers.get('retry-after')]).toEqual([429, '5']);
    open[0]!.leave();
    await until(async () => {
      const next = await hear('flows', { cookie, ...OWN_PAGE });
      return next.status === 200;
    });
  });

  test('and ended at once, when its token is revoked', async () => {
    const made = await story.millrace.post('/millrace/v1/tokens', {
      name: 'short',
      scopes: ['automation', 'crm.objects.contacts.read'],
    });
    const heard = await hear('flows', bearer(made.body.token));
    const other = await hear('flows');
    await story.millrace.delete(`/millrace/v1/tokens/${made.body.id}`);
    await heard.ended;
    expect(heard.heard.at(-1)).toEqual({ event: 'end', data: { reason: 'NOT_ALLOWED' } });
    const id = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    await other.when(({ data }) => data.flowId === id);
  });

  test('and that it is looked whether one is still let in counts as no call', async () => {
    const used = async () =>
      (await story.millrace.get('/account-info/v3/api-usage/daily/private-apps')).body.results[0]
        .currentUsage;
    const made = await story.millrace.post('/millrace/v1/tokens', { name: 'brief', scopes: ['automation'] });
    for (let each = 0; each < 10; each++) await hear('flows');
    const last = await hear('flows', bearer(made.body.token));
    const before = await used();
    await story.millrace.delete(`/millrace/v1/tokens/${made.body.id}`);
    await last.ended;
    // The revoking, and the question itself.
    expect(await used()).toBe(before + 2);
  });

  test('as HEAD', async () => {
    expect((await story.millrace.call('HEAD', '/millrace/v1/stream?topics=flows')).status).toBe(405);
  });
});

test('it is counted what is open, what is told, and why streams end', async () => {
  const metrics = async (name: string) => {
    const text = (await story.millrace.get('/metrics')).body as string;
    return Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  const flowHints = 'millrace_stream_hints_total{kind="flow"}';
  const left = 'millrace_streams_ended_total{why="left"}';
  await until(async () => (await metrics('millrace_streams')) === 0);
  const [told, gone] = [await metrics(flowHints), await metrics(left)];
  const heard = await hear('flows');
  expect(await metrics('millrace_streams')).toBe(1);
  const id = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
  await heard.when(({ data }) => data.flowId === id);
  expect(await metrics(flowHints)).toBe(told + 1);
  heard.leave();
  await until(async () => (await metrics('millrace_streams')) === 0);
  expect(await metrics(left)).toBe(gone + 1);
});

test('what is looked at costs the work no statement', async () => {
  let statements: string[] = [];
  const quiet = storyOf(await startMillrace({ role: 'api' }, (sql) => statements.push(sql)));
  const { url, token } = quiet.millrace;
  const id = await quiet.givenFlow(contactFlow(inARow(setProperty('jobtitle', 'x'))));
  const run = async () => {
    const contact = await quiet.givenContact();
    statements = [];
    await quiet.enroll(id, contact);
    return new Set(statements);
  };
  await run();
  const without = await run();
  const heard = await listen(url, `flow:${id},flows`, bearer(token));
  const watched = await run();
  await heard.when(of('counts', `flow:${id}`));
  expect([...watched].filter((sql) => !without.has(sql))).toEqual([]);
  expect(without.size).toBeGreaterThan(5);
  heard.leave();
  await quiet.stop();
});

test('another process tells it too, while it is watched; and says when it may have missed something', async () => {
  const { millrace } = story;
  const sql = openDatabase(millrace.address, { connections: 3 });
  const { config } = millrace.services;
  const elsewhere = createServices(config, createLog('error'), sql);
  const own = openDatabase(millrace.address, { connections: 2 });
  try {
    await millrace.services.wake.connect(own);
    await elsewhere.wake.connect(sql);
    const payloads: string[] = [];
    await own.listen(
      'millrace',
      (payload) => payloads.push(payload),
      () => undefined,
    );
    /** How many hints have been sent so far: a connection is told in the order of the commits, so what was before the fence is there. */
    const told = async () => {
      const fence = `fence:${payloads.length}`;
      await sql`select pg_notify('millrace', ${fence})`;
      await until(() => payloads.includes(fence));
      return payloads.filter((payload) => payload.includes('~hints')).length;
    };
    const id = await story.givenFlow(contactFlow(inARow(delayMinutes(60))));
    const save = () =>
      elsewhere.store.write(millrace.accountId, async ({ tell }) =>
        tell(() => [{ topic: `flow:${id}`, kind: 'counts', about: { flowId: id, elsewhere: true } }]),
      );
    // Nobody looks: not even those of this process are told.
    expect(elsewhere.hints.isWatched(millrace.accountId)).toBe(false);
    await save();
    await story.enroll(id, await story.givenContact());
    expect(await told()).toBe(0);
    const heard = await hear(`flow:${id}`);
    await until(() => elsewhere.hints.isWatched(millrace.accountId));
    await save();
    await heard.when(({ data }) => data.elsewhere === true);
    expect(await told()).toBe(1);
    await own`
      select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen millrace' and datname = current_database()`;
    await heard.when(({ event }) => event === 'lost');
  } finally {
    elsewhere.hints.close();
    elsewhere.wake.close();
    await elsewhere.sandbox.close();
    await sql.end({ timeout: 1 });
    millrace.services.wake.close();
    await own.end({ timeout: 1 });
  }
});

test('when the server stops, streams end at once and are told so', async () => {
  const stopping = storyOf(await startMillrace());
  const heard = await listen(stopping.millrace.url, 'flows', bearer(stopping.millrace.token));
  const began = performance.now();
  await stopping.stop();
  await heard.ended;
  expect(heard.heard.at(-1)).toEqual({ event: 'end', data: { reason: 'SHUTTING_DOWN' } });
  // Fastify would wait for an open answer as long as it takes.
  expect(performance.now() - began).toBeLessThan(10_000);
});
