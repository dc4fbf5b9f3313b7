import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  DONE,
  enrollForMail,
  type Performing,
  Receivers,
  startPerforming,
} from '../../engine/performing.test-support.ts';
import type { Body } from '../../support/story.ts';

const EFFECTS = '/millrace/v1/effects';
const RETRY = { kind: 'retry', message: 'Not now.' } as const;
const FAILED = {
  kind: 'finished',
  result: { kind: 'failed', reason: 'REFUSED_BY_RECEIVER', message: 'No.' },
} as const;

let receivers: Receivers;
let performing: Performing;
const start = async () => {
  receivers = new Receivers(() => RETRY, { kind: 'email' });
  performing = await startPerforming(() => [receivers]);
};
const stop = () => performing.stop();

const get = (path: string) => performing.story.millrace.get(EFFECTS + path);
const list = async (query = ''): Promise<Body[]> => (await get(query)).body.results;
const post = (path: string) => performing.story.millrace.post(EFFECTS + path);

describe('what is refused', () => {
  beforeAll(start);
  afterAll(stop);

  test.each([
    ['status=', 'status'],
    ['status=done', 'status'],
    ['status=DONE,,FAILED', 'status'],
    ['order=next&status=DONE', 'status'],
    ['order=oldest', 'order'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['flowId=one', 'flowId'],
    ['enrollmentId=-1', 'enrollmentId'],
    ['kind=a-b', 'kind'],
    ['target=%20', 'target'],
    ['from=yesterday', 'from'],
    ['to=1e99', 'to'],
    ['after=abc', 'after'],
    ['after=1-', 'after'],
    ['order=next&after=1-1', 'after'],
    ['after=next-1-1', 'after'],
    ['colour=red', 'colour'],
  ])('?%s is refused, and the member is named', async (query, member) => {
    const { status, body } = await get(`?${query}`);
    expect(status).toBe(400);
    expect(body.message).toContain(member);
  });

  test.each(['abc', '-1', '1e3', '1'.repeat(19), '%00'])('an id such as %s is refused', async (id) => {
    expect((await get(`/${id}`)).status).toBe(400);
    expect((await post(`/${id}/retry`)).status).toBe(400);
    expect((await post(`/${id}/cancel`)).status).toBe(400);
  });
});

describe('what a ledger holds', () => {
  beforeEach(start);
  afterEach(stop);

  test('filters hold together, and a cursor leads on among what they choose', async () => {
    const first = await enrollForMail(performing.story, 3);
    await performing.pass();
    receivers.answerAll(FAILED);
    const second = await enrollForMail(performing.story, 4);
    await performing.pass();
    const of = (flowId: string, more: string) =>
      `?flowId=${flowId}&actionId=1&kind=email&target=email${more}`;
    expect(await list(of(second, '&status=FAILED'))).toHaveLength(4);
    expect(await list(of(second, '&status=PENDING'))).toEqual([]);
    expect(await list(of(first, '&order=next'))).toHaveLength(3);
    expect(await list(of(first, '&order=next&status=AWAITED,IN_HAND'))).toEqual([]);
    const { body } = await get(of(second, '&status=FAILED&limit=3'));
    const after = `&after=${body.paging.next.after}`;
    const rest = await list(of(second, `&status=FAILED&limit=3${after}`));
    expect(rest).toHaveLength(1);
    expect(body.results.map(({ id }: Body) => id)).not.toContain(rest[0].id);
    const [{ enrollmentId }] = rest;
    expect(await list(`?enrollmentId=${enrollmentId}&flowId=${second}&status=FAILED`)).toHaveLength(1);
    expect(await list(`?enrollmentId=${enrollmentId}&flowId=${first}`)).toEqual([]);
    // The other order counts from another instant.
    const crossed = await get(`?order=next${after}`);
    expect(crossed.status).toBe(400);
    expect(crossed.body.message).toContain('after');
  });

  describe('by hand', () => {
    test('a retry and a cancellation at once: one after the other, and it ends cancelled', async () => {
      for (let round = 0; round < 5; round++) {
        const flowId = await enrollForMail(performing.story, 1);
        await performing.pass();
        const [{ id }] = await list(`?flowId=${flowId}`);
        const [retried, cancelled, again] = await Promise.all([
          post(`/${id}/retry`),
          post(`/${id}/cancel`),
          post(`/${id}/retry`),
        ]);
        expect(cancelled.status).toBe(200);
        for (const { status } of [retried, again]) expect([200, 409]).toContain(status);
        await performing.pass();
        expect((await get(`/${id}`)).body).toMatchObject({ status: 'CANCELLED', attempts: 1 });
        expect((await performing.story.passage(flowId)).steps).toMatchObject([
          { outcome: 'SKIPPED', reason: 'CANCELLED' },
        ]);
      }
    });

    test('a failed one that is tried again and cancelled leaves its enrollment where it is', async () => {
      receivers.answerAll(FAILED);
      const flowId = await enrollForMail(performing.story, 1);
      await performing.pass();
      const before = await performing.story.passage(flowId);
      expect(before).toMatchObject({
        status: 'COMPLETED',
        steps: [{ outcome: 'FAILED', reason: 'REFUSED_BY_RECEIVER' }],
      });
      const [{ id }] = await list();
      expect((await post(`/${id}/retry`)).status).toBe(200);
      expect((await post(`/${id}/cancel`)).body).toMatchObject({ status: 'CANCELLED' });
      await performing.pass();
      expect(await performing.story.passage(flowId)).toEqual(before);
    });

    test('after its flow was deleted it is still there, and a failed one can be done again', async () => {
      receivers.answerAll(FAILED);
      const flowId = await enrollForMail(performing.story, 1);
      await performing.pass();
      await performing.story.millrace.delete(`/automation/v4/flows/${flowId}`);
      const [{ id }] = await list(`?flowId=${flowId}`);
      receivers.answerAll(DONE);
      expect((await post(`/${id}/retry`)).body).toMatchObject({ status: 'PENDING' });
      await performing.pass();
      expect((await get(`/${id}`)).body).toMatchObject({ status: 'DONE', attempts: 2 });
    });

    test('after its record was erased it cannot be done again, which is said', async () => {
      receivers.answerAll(FAILED);
      const flowId = await enrollForMail(performing.story, 1);
      await performing.pass();
      const { objectId } = await performing.story.passage(flowId);
      const erased = await performing.story.millrace.post('/crm/v3/objects/contacts/gdpr-delete', {
        objectId,
      });
      expect(erased.status).toBe(204);
      const [{ id }] = await list();
      const { status, body } = await post(`/${id}/retry`);
      expect([status, body.message]).toEqual([409, expect.stringContaining('erased')]);
      expect((await get(`/${id}`)).body).toMatchObject({ status: 'FAILED', attempts: 1 });
    });

    test('one of another account is not found', async () => {
      await enrollForMail(performing.story, 1);
      await performing.pass();
      const { sql } = performing.story.millrace;
      const [{ id }] = (await sql`
        insert into accounts (name) values ('Another') returning id`) as unknown as [{ id: string }];
      const [effect] = await sql`
        insert into effects (account_id, kind, idempotency_key, request, created_at, due_at, attempts)
        values (${id}, 'email', 'another', '{}', now(), now(), 0) returning id`;
      for (const path of ['/retry', '/cancel'])
        expect((await post(`/${effect!['id']}${path}`)).status).toBe(404);
      expect((await get(`/${effect!['id']}`)).status).toBe(404);
      expect(await list()).toHaveLength(1);
      const { body } = await performing.story.millrace.post(`${EFFECTS}/cancellations`, {
        ids: [String(effect!['id'])],
      });
      expect(body).toEqual({ cancelled: 0 });
    });
  });
});
