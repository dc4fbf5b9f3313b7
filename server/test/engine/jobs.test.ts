import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Job, type JobKind, JobRefused, noteProgress, runJob, startJob } from '../../src/jobs/index.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api', logLevel: 'silent' });
});
afterAll(() => millrace.stop());

/** Counts up to what is asked; a test may step in before a chunk ends. */
let inChunk: (job: Job, most: number) => Promise<void>;
beforeEach(() => {
  inChunk = async () => undefined;
});
const counting: JobKind = {
  name: 'count',
  most: 4,
  async chunk(_, job, most) {
    await inChunk(job, most);
    const at = ((job.place as { at: number } | null)?.at ?? 0) + most;
    const to = Number(job.asked['to']);
    const done = Math.min(most, to - (at - most));
    const outcomes = { EVEN: Math.floor(done / 2), ODD: done - Math.floor(done / 2) };
    return at >= to ? { done, outcomes, result: { last: to } } : { done, outcomes, next: { at } };
  },
};

const start = (to: number, more: Partial<Parameters<typeof startJob>[1]> = {}) =>
  millrace.services.store.write(millrace.accountId, (unit) =>
    startJob(unit, { kind: 'count', asked: { to }, askedBy: null, total: to, ...more }),
  );
const run = () => {
  const { store, log } = millrace.services;
  return runJob({ store, log, jobKinds: [counting] }, millrace.accountId);
};
const runAll = async () => {
  while ((await run()) > 0);
};
const shown = async (id: string) => (await millrace.get(`/millrace/v1/jobs/${id}`)).body;

describe('a job', () => {
  test('is done chunk by chunk, each with its progress, and tells what came of it', async () => {
    const { id } = await start(10);
    expect(await shown(id)).toMatchObject({
      id,
      kind: 'count',
      state: 'QUEUED',
      progress: { done: 0, total: 10 },
      asked: { to: 10 },
      startedAt: null,
    });
    expect(await run()).toBe(4);
    expect(await shown(id)).toMatchObject({
      state: 'RUNNING',
      progress: { done: 4, total: 10 },
      outcomes: { EVEN: 2, ODD: 2 },
    });
    await runAll();
    expect(await shown(id)).toMatchObject({
      state: 'DONE',
      progress: { done: 10, total: 10 },
      outcomes: { EVEN: 5, ODD: 5 },
      result: { last: 10 },
      finishedAt: expect.any(String),
    });
  });

  test('whose chunk is lost goes on from the chunk before', async () => {
    const { id } = await start(8);
    await run();
    inChunk = async () => {
      throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    };
    await expect(run()).rejects.toThrow('terminating');
    inChunk = async () => undefined;
    await runAll();
    expect(await shown(id)).toMatchObject({ state: 'DONE', progress: { done: 8, total: 8 } });
  });

  test('takes turns with the others while the clock stands, and two processes never have one in hand together', async () => {
    const { sql } = millrace;
    await sql`update accounts set clock_held_at = clock_timestamp()`;
    onTestFinished(async () => {
      await sql`update accounts set clock_held_at = null`;
    });
    const [first, second] = [await start(8), await start(8)];
    const order: string[] = [];
    inChunk = async ({ id }) => {
      order.push(id);
    };
    await run();
    await run();
    expect(order).toEqual([first.id, second.id]);
    inChunk = async () => {
      inChunk = async () => undefined;
      // Another process, while this chunk is under way: it takes the other job.
      await run();
    };
    await run();
    expect([await shown(first.id), await shown(second.id)].map((job) => job.progress.done)).toEqual([8, 8]);
    await runAll();
  });

  test('that is cancelled ends after the chunk in hand, and no other begins', async () => {
    const { id } = await start(12);
    let cancelled: Promise<{ body: { state: string } }> | undefined;
    inChunk = async () => {
      cancelled ??= millrace.post(`/millrace/v1/jobs/${id}/cancel`);
    };
    await run();
    expect((await cancelled!).body).toMatchObject({ state: 'CANCELLED', progress: { done: 4 } });
    expect(await run()).toBe(0);
    expect((await millrace.post(`/millrace/v1/jobs/${id}/cancel`)).status).toBe(200);
    const done = await start(1);
    await runAll();
    const late = await millrace.post(`/millrace/v1/jobs/${done.id}/cancel`);
    expect(late.status).toBe(409);
    expect(late.body.message).toContain('DONE');
  });

  test('has smaller chunks where the database takes too long, and fails where it does so for one', async () => {
    const sizes: number[] = [];
    inChunk = async (_, most) => {
      sizes.push(most);
      if (most > 1) throw Object.assign(new Error('statement timeout'), { code: '57014' });
    };
    const { id } = await start(2);
    await runAll();
    expect(sizes).toEqual([4, 2, 1, 1]);
    expect(await shown(id)).toMatchObject({ state: 'DONE', progress: { done: 2 } });
    inChunk = async () => {
      throw Object.assign(new Error('statement timeout'), { code: '57014' });
    };
    const hopeless = await start(2);
    await runAll();
    expect(await shown(hopeless.id)).toMatchObject({ state: 'FAILED', error: 'statement timeout' });
  });

  test('that cannot go on fails with its reason, and holds up no other', async () => {
    const refused = await start(5);
    inChunk = async ({ id }) => {
      if (id === refused.id) throw new JobRefused('The flow is gone.');
    };
    const other = await start(5);
    await runAll();
    expect(await shown(refused.id)).toMatchObject({ state: 'FAILED', error: 'The flow is gone.' });
    expect(await shown(other.id)).toMatchObject({ state: 'DONE' });
  });

  test('that does itself is left alone by the lane, and no work is due because of it', async () => {
    const { id } = await start(5, { doneBy: 'ITSELF' });
    expect(await run()).toBe(0);
    expect((await millrace.post('/millrace/v1/clock/settle')).status).toBe(200);
    await millrace.services.store.write(millrace.accountId, (unit) =>
      noteProgress(unit, id, { done: 2, isEnd: false }),
    );
    expect(await shown(id)).toMatchObject({ state: 'RUNNING', progress: { done: 2, total: 5 } });
    await millrace.post(`/millrace/v1/jobs/${id}/cancel`);
    const isNoted = await millrace.services.store.write(millrace.accountId, (unit) =>
      noteProgress(unit, id, { done: 2, isEnd: false }),
    );
    expect(isNoted).toBe(false);
  });
});

describe('jobs over the API', () => {
  test('are listed newest first, by kind and state, a page at a time', async () => {
    await start(1, { doneBy: 'ITSELF' });
    const { id } = await start(1, { doneBy: 'ITSELF' });
    const { body } = await millrace.get('/millrace/v1/jobs?limit=1&kind=count&state=QUEUED');
    expect(body.results).toMatchObject([{ id, state: 'QUEUED' }]);
    expect(
      (await millrace.get(`/millrace/v1/jobs?limit=1&after=${body.paging.next.after}`)).body.results[0].id,
    ).toBe(String(Number(id) - 1));
    expect((await millrace.get('/millrace/v1/jobs?kind=none')).body).toEqual({ results: [] });
    expect((await millrace.get('/millrace/v1/jobs?state=LOST')).status).toBe(400);
  });

  test('are seen and cancelled by those alone who hold their scopes', async () => {
    const { id } = await start(1, { doneBy: 'ITSELF', scopes: ['crm.objects.deals.read'] });
    const token = await millrace.post('/millrace/v1/tokens', { name: 'no deals', scopes: ['automation'] });
    const as = { authorization: `Bearer ${token.body.token}` };
    expect((await millrace.call('GET', `/millrace/v1/jobs/${id}`, undefined, as)).status).toBe(404);
    expect((await millrace.call('POST', `/millrace/v1/jobs/${id}/cancel`, undefined, as)).status).toBe(404);
    const listed = await millrace.call('GET', '/millrace/v1/jobs', undefined, as);
    expect(listed.body.results.map((job: { id: string }) => job.id)).not.toContain(id);
    expect((await millrace.get(`/millrace/v1/jobs/${id}`)).status).toBe(200);
    expect((await millrace.get('/millrace/v1/jobs/999999')).status).toBe(404);
  });
});
