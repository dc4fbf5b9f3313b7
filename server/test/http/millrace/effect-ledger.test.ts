import { DAY, HOUR, MINUTE } from '@millrace/core/time';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimEffects } from '../../../src/effects/queries/claim.ts';
import {
  DONE,
  enrollForMail,
  type Performing,
  Receivers,
  startPerforming,
} from '../../engine/performing.test-support.ts';
import type { Body } from '../../support/story.ts';
import { until } from '../../support/until.ts';

const EFFECTS = '/millrace/v1/effects';
const RETRY = { kind: 'retry', message: 'Not now.' } as const;
const FAILED = {
  kind: 'finished',
  result: { kind: 'failed', reason: 'REFUSED_BY_RECEIVER', message: 'No.' },
} as const;
const FOLLOWS = { kind: 'follows', withinMs: DAY } as const;

let receivers: Receivers;
let performing: Performing;
let flowId: string;
beforeEach(async () => {
  receivers = new Receivers(() => RETRY, { kind: 'email' });
  performing = await startPerforming(() => [receivers]);
});
afterEach(async () => {
  receivers.answerAll(DONE);
  await performing.stop();
});

const get = async (path: string) => (await performing.story.millrace.get(EFFECTS + path)).body;
const list = async (query = ''): Promise<Body[]> => (await get(query)).results;
const post = (path: string) => performing.story.millrace.post(EFFECTS + path);
const statuses = async (query = '') => (await list(query)).map(({ status }) => status);

describe('the ledger', () => {
  /** One effect in each state, the newest first: pending, cancelled, failed, awaited, done. */
  async function oneOfEach(): Promise<string[]> {
    const ids: string[] = [];
    for (const outcome of [DONE, FOLLOWS, FAILED, RETRY, RETRY]) {
      receivers.answerAll(outcome);
      flowId = await enrollForMail(performing.story, 1);
      await performing.pass(1_000);
      ids.unshift((await list(`?flowId=${flowId}`))[0].id);
    }
    expect((await post(`/${ids[1]}/cancel`)).status).toBe(200);
    return ids;
  }

  test('all effects, the newest first, each with how it stands; by status, flow, enrollment, action, time', async () => {
    const ids = await oneOfEach();
    const all = await list();
    expect(all.map(({ id }) => id)).toEqual(ids);
    expect(all.map(({ status }) => status)).toEqual(['PENDING', 'CANCELLED', 'FAILED', 'AWAITED', 'DONE']);
    expect(all.map(({ reason }) => reason)).toEqual([null, 'CANCELLED', 'REFUSED_BY_RECEIVER', null, null]);
    expect(all.map(({ finishedAt }) => finishedAt !== null)).toEqual([false, true, true, false, true]);
    expect(all[2]).toMatchObject({ lastError: 'No.', nextTryAt: null });
    expect(await statuses('?status=FAILED')).toEqual(['FAILED']);
    expect(await statuses('?status=DONE,AWAITED')).toEqual(['AWAITED', 'DONE']);
    expect(await statuses('?order=next&status=AWAITED')).toEqual(['AWAITED']);
    expect(await statuses('?order=next')).toEqual(['PENDING', 'AWAITED']);
    const [, , failed] = all;
    expect(await statuses(`?flowId=${failed.flowId}`)).toEqual(['FAILED']);
    expect(await statuses(`?enrollmentId=${failed.enrollmentId}`)).toEqual(['FAILED']);
    expect(await statuses(`?enrollmentId=${failed.enrollmentId}&status=DONE`)).toEqual([]);
    expect(await statuses(`?enrollmentId=${all[0].enrollmentId}`)).toEqual(['PENDING']);
    expect(await statuses('?actionId=1&kind=email&status=FAILED')).toEqual(['FAILED']);
    expect(await statuses('?actionId=2')).toEqual([]);
    expect(await statuses(`?from=${failed.createdAt}&to=${all[0].createdAt}`)).toEqual([
      'CANCELLED',
      'FAILED',
    ]);
  });

  test('pages go through all of them once, in every order', async () => {
    flowId = await enrollForMail(performing.story, 7);
    await performing.pass();
    for (const query of ['order=newest', 'order=next', `order=newest&status=PENDING,DONE&flowId=${flowId}`]) {
      const seen: string[] = [];
      let after = '';
      do {
        const { results, paging } = await get(`?limit=3&${query}${after}`);
        seen.push(...results.map(({ id }: Body) => id));
        after = paging ? `&after=${paging.next.after}` : '';
      } while (after !== '');
      expect(new Set(seen).size).toBe(7);
      expect(seen).toHaveLength(7);
    }
  });
});

test('one effect with its tries: when, how long, what came of each, and when the next is', async () => {
  flowId = await enrollForMail(performing.story, 1);
  await performing.pass();
  receivers.answerAll(FAILED);
  const [pending] = await list();
  expect(await get(`/${pending.id}`)).toMatchObject({
    status: 'PENDING',
    idempotencyKey: expect.stringMatching(/^\d+:1:1$/),
    retry: { firstGapMs: MINUTE, gapMaxMs: 8 * HOUR, giveUpMs: 3 * DAY, timeoutMs: null },
    tries: [{ number: 1, outcome: 'RETRY', error: 'Not now.', durationMs: expect.any(Number) }],
    nextTryAt: expect.any(String),
  });
  await performing.pass(MINUTE);
  const failed = await get(`/${pending.id}`);
  expect(failed).toMatchObject({
    status: 'FAILED',
    reason: 'REFUSED_BY_RECEIVER',
    lastError: 'No.',
    nextTryAt: null,
  });
  expect(failed.tries.map((each: Body) => [each.number, each.outcome])).toEqual([
    [1, 'RETRY'],
    [2, 'FAILED'],
  ]);
  expect(
    Date.parse(failed.tries[1].startedAt) - Date.parse(failed.tries[0].startedAt),
  ).toBeGreaterThanOrEqual(MINUTE);
  expect((await performing.story.millrace.get(`${EFFECTS}/999999`)).status).toBe(404);
});

test('a try whose process died is told as lost, and its late result counts for nothing', async () => {
  receivers.answerAll(RETRY);
  receivers = new Receivers(() => 'held', { kind: 'email' });
  await performing.stop();
  performing = await startPerforming(() => [receivers]);
  const { story, worker } = performing;
  const { sql, accountId } = story.millrace;
  await enrollForMail(story, 1);
  worker.start();
  await receivers.until(() => receivers.begun.length === 1);
  expect(await statuses()).toEqual(['IN_HAND']);
  const [{ id }] = (await list()) as [Body];
  expect((await post(`/${id}/retry`)).status).toBe(409);
  expect((await post(`/${id}/cancel`)).body.message).toContain('being tried just now');

  // Another process takes it over: its lease is void.
  await sql`update effects set leased_until = now() - interval '1 second'`;
  const room = { kinds: [{ kind: 'email', performer: 'email', free: 1, perTarget: 1 }], inHand: [], most: 1 };
  const other = { token: crypto.randomUUID(), holder: crypto.randomUUID() };
  expect(await claimEffects(sql, accountId, room, Date.now() + DAY, other)).toHaveLength(1);
  receivers.answerAll(DONE);
  await worker.stop();
  const late = await get(`/${id}`);
  expect(late).toMatchObject({ status: 'IN_HAND', attempts: 2 });
  expect(late.tries).toMatchObject([{ number: 1, outcome: 'LOST', startedAt: null, durationMs: null }]);
  expect(await sql`select from effect_attempts`).toHaveLength(0);

  // Nor is it passed over once another try has left a line.
  await sql`update effects set leased_until = now() - interval '1 second'`;
  await story.settle();
  const { tries } = await get(`/${id}`);
  expect(tries.map(({ number, outcome }: Body) => [number, outcome])).toEqual([
    [1, 'LOST'],
    [2, 'LOST'],
    [3, 'DONE'],
  ]);
});

describe('by hand', () => {
  test('one that waits for its next try is tried now, under the same key', async () => {
    flowId = await enrollForMail(performing.story, 1);
    await performing.pass();
    receivers.answerAll(DONE);
    const [{ id }] = (await list()) as [Body];
    expect((await post(`/${id}/retry`)).body).toMatchObject({ id, status: 'PENDING', attempts: 1 });
    await performing.pass();
    expect(receivers.begun).toHaveLength(2);
    expect(receivers.begun[1]!.idempotencyKey).toBe(receivers.begun[0]!.idempotencyKey);
    expect(await performing.story.passage(flowId)).toMatchObject({ status: 'COMPLETED' });
    const again = await post(`/${id}/retry`);
    expect(again.status).toBe(409);
    expect(again.body.message).toBe(`The effect ${id} is done.`);
    expect((await post(`/${id}/cancel`)).body.message).toBe(`The effect ${id} has ended already: DONE.`);
  });

  test('one that has failed is done again outside; its enrollment has gone on, and stays as it is', async () => {
    receivers.answerAll(FAILED);
    flowId = await enrollForMail(performing.story, 1);
    await performing.pass();
    const before = await performing.story.passage(flowId);
    expect(before).toMatchObject({
      status: 'COMPLETED',
      steps: [{ outcome: 'FAILED', reason: 'REFUSED_BY_RECEIVER' }],
    });
    receivers.answerAll(DONE);
    const [{ id }] = (await list()) as [Body];
    expect((await post(`/${id}/retry`)).body).toMatchObject({
      status: 'PENDING',
      finishedAt: null,
      lastError: 'No.',
    });
    await performing.pass();
    const read = await get(`/${id}`);
    expect(read).toMatchObject({ status: 'DONE', attempts: 2, reason: null, lastError: null });
    expect(read.tries.map((each: Body) => each.outcome)).toEqual(['FAILED', 'DONE']);
    expect(new Set(receivers.begun.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(await performing.story.passage(flowId)).toEqual(before);
  });

  test('one that is cancelled is skipped, and stays cancelled', async () => {
    flowId = await enrollForMail(performing.story, 1);
    await performing.pass();
    const [{ id }] = (await list()) as [Body];
    expect((await post(`/${id}/cancel`)).body).toMatchObject({ status: 'CANCELLED', reason: 'CANCELLED' });
    await performing.pass();
    expect((await performing.story.passage(flowId)).steps).toMatchObject([
      { outcome: 'SKIPPED', reason: 'CANCELLED' },
    ]);
    expect((await post(`/${id}/retry`)).body.message).toContain('was cancelled');
    await until(async () => (await statuses()).join() === 'CANCELLED');
  });

  test('one whose outcome is to follow is not done again', async () => {
    receivers.answerAll(FOLLOWS);
    await enrollForMail(performing.story, 1);
    await performing.pass();
    const [{ id }] = (await list()) as [Body];
    expect((await post(`/${id}/retry`)).status).toBe(409);
    expect((await post(`/${id}/cancel`)).body).toMatchObject({ status: 'CANCELLED' });
  });

  test('those closed to the caller, and those that are not there, are not found', async () => {
    await enrollForMail(performing.story, 1);
    await performing.pass();
    const [{ id }] = (await list()) as [Body];
    const { millrace } = performing.story;
    const scopes = ['automation', 'crm.objects.companies.read', 'crm.objects.companies.write'];
    const { body } = await millrace.post('/millrace/v1/tokens', { name: 'stranger', scopes });
    const headers = { authorization: `Bearer ${body.token}` };
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/retry'],
      ['POST', '/cancel'],
    ] as const) {
      expect((await millrace.call(method, `${EFFECTS}/${id}${path}`, undefined, headers)).status).toBe(404);
      expect((await millrace.call(method, `${EFFECTS}/999999${path}`)).status).toBe(404);
    }
  });
});
