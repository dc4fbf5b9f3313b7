import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog, openDatabase } from '../../src/platform/index.ts';
import { createServices } from '../../src/roles/index.ts';
import { contactFlow, delayMinutes, inARow, setProperty } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { sameForAnyNumber } from '../support/same-for-any-number.ts';
import { until } from '../support/until.ts';

let millrace: Millrace;
const statements: string[] = [];
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' }, (text) => {
    if (!/^\s*(?:select 1$|insert into effect_workers\b)/.test(text)) statements.push(sameForAnyNumber(text));
  });
});
afterAll(() => millrace.stop());

const post = async (path: string, body: unknown = {}) => {
  const answer = await millrace.post(`/millrace/v1${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
};
const get = async (path: string) => (await millrace.get(`/millrace/v1${path}`)).body;
const run = (lane: string) => millrace.services.worker.run(lane, millrace.accountId);

/** A flow in which so many contacts wait a day, written as the engine would leave them. */
async function crowded(count: number): Promise<string> {
  const answer = await millrace.post(
    '/automation/v4/flows',
    contactFlow(inARow(delayMinutes(1_440), setProperty('jobtitle', 'arrived'))),
  );
  const flow = answer.body.id as string;
  const { revisionId } = answer.body;
  const { sql } = millrace;
  await sql`
    with made as (
      insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
      select 1, '0-1', nextval('record_ids'), '{}', now(), now() from generate_series(1, ${count}::integer) returning id
    ), inside as (
      insert into enrollments (account_id, flow_id, object_type_id, record_id, enrolled_at, trigger, revision_id, action_id, wait)
      select 1, ${flow}::bigint, '0-1', made.id, account_now(accounts), '{"kind": "MANUAL"}', ${revisionId}::bigint, '1',
             jsonb_build_object('kind', 'delay', 'since', (extract(epoch from account_now(accounts)) * 1000)::bigint)
      from made, accounts where accounts.id = 1 returning enrollments.id, flow_id
    )
    insert into due_enrollments (account_id, flow_id, enrollment_id, due_at)
    select 1, flow_id, inside.id, account_now(accounts) + interval '1 day' from inside, accounts where accounts.id = 1`;
  return flow;
}

/** The statements of each chunk of a job, as the lane does it to its end. */
async function chunksOf(jobId: string): Promise<number[]> {
  const counts: number[] = [];
  for (;;) {
    statements.length = 0;
    await run('jobs');
    counts.push(statements.length);
    if ((await get(`/jobs/${jobId}`)).state === 'DONE') return counts;
  }
}

describe('the statements of a chunk', () => {
  test.each(['UNENROLL', 'PAUSE', 'RESUME', 'SKIP_WAIT', 'JUMP'])(
    'are as many for 20 as for 900: %s',
    async (type) => {
      const most: number[] = [];
      // A first one reads what all the others find in memory.
      for (const count of [3, 20, 900]) {
        const flow = await crowded(count);
        const steer = { do: { type, ...(type === 'JUMP' ? { actionId: '2' } : {}) }, filter: {} };
        if (type === 'RESUME')
          await chunksOf((await post(`/flows/${flow}/steer`, { do: { type: 'PAUSE' }, filter: {} })).id);
        const job = await post(`/flows/${flow}/steer`, steer);
        most.push(Math.max(...(await chunksOf(job.id))));
        expect(Object.values((await get(`/jobs/${job.id}`)).outcomes)).toEqual([count]);
      }
      expect(most[2]).toBe(most[1]);
    },
  );

  test('are as many for 20 as for 900 when a flow is resumed whose time stood still', async () => {
    const most: number[] = [];
    for (const count of [3, 20, 900]) {
      const flow = await crowded(count);
      await post(`/flows/${flow}/pause`);
      await post('/clock/advance', { by: 'PT1H' });
      most.push(Math.max(...(await chunksOf((await post(`/flows/${flow}/resume`)).jobId))));
    }
    expect(most[2]).toBe(most[1]);
  });
});

/** Far more than it takes. */
const FINISHED_WITHIN_MS = 240_000;

test('tens of thousands are steered and resumed in bounded memory, by two workers, each once', async () => {
  // `MILLRACE_STEERED=100000` for more.
  const COUNT = Number(process.env['MILLRACE_STEERED'] ?? 30_000);
  const flow = await crowded(COUNT);
  await millrace.sql`analyze enrollments`;
  const others = [0, 1].map(() => {
    const sql = openDatabase(millrace.address);
    return { sql, services: createServices(millrace.services.config, createLog('error'), sql) };
  });
  for (const { services } of others) services.worker.start();
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = 0;
  const finished = async (id: string) => {
    await until(
      async () => {
        peak = Math.max(peak, process.memoryUsage().heapUsed);
        const { state } = await get(`/jobs/${id}`);
        return state !== 'QUEUED' && state !== 'RUNNING';
      },
      FINISHED_WITHIN_MS,
      100,
    );
    return get(`/jobs/${id}`);
  };
  const preview = await post(`/flows/${flow}/steer/preview`, { do: { type: 'PAUSE' }, filter: {} });
  expect(preview.outcomes).toEqual({ PAUSED: preview.matching });
  const paused = await post(`/flows/${flow}/steer`, { do: { type: 'PAUSE', time: 'GOES_ON' }, filter: {} });
  expect(await finished(paused.id)).toMatchObject({
    state: 'DONE',
    outcomes: { PAUSED: COUNT },
    progress: { done: COUNT, total: COUNT },
  });
  const left = await post(`/flows/${flow}/steer`, { do: { type: 'UNENROLL' }, filter: { paused: true } });
  expect((await finished(left.id)).outcomes).toEqual({ UNENROLLED: COUNT });
  for (const { sql, services } of others) {
    await services.worker.stop();
    services.wake.close();
    await sql.end();
  }
  const [{ steps, inside }] = (await millrace.sql`
    select (select count(*)::int from steps where flow_id = ${flow}) as steps,
           (select count(*)::int from enrollments where flow_id = ${flow} and ended = 0) as inside`) as unknown as [
    { steps: number; inside: number },
  ];
  expect({ steps, inside }).toEqual({ steps: 2 * COUNT, inside: 0 });
  expect(peak - before).toBeLessThan(400 * 1_024 * 1_024);
}, 300_000);
