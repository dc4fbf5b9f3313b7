import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveClock, type Worker } from '../../../src/execution/index.ts';
import { contactFlow, delayMinutes, inARow, setProperty } from '../../support/flow-bodies.ts';
import { type Body, type Story, tellStory } from '../../support/story.ts';
import { until } from '../../support/until.ts';

let story: Story;
beforeAll(async () => {
  story = await tellStory({ role: 'api', logLevel: 'silent' });
});
afterAll(() => story.stop());

const DAY_MS = 86_400_000;
const advance = (body: Body) => story.millrace.post('/millrace/v1/clock/advance', body);
const job = async (id: string) => (await story.millrace.get(`/millrace/v1/jobs/${id}`)).body;
const now = async () => Date.parse((await story.millrace.get('/millrace/v1/clock')).body.now);
const ended = async (id: string): Promise<Body> => {
  await until(async () => !['QUEUED', 'RUNNING'].includes((await job(id)).state));
  return job(id);
};
const isHeld = async () =>
  (await story.millrace.sql`select 1 from accounts where clock_held_at is not null`).length > 0;

/** Contacts that wait a day, so many times over, each from an instant of its own. */
async function givenNurture(contacts: number, days: number): Promise<string> {
  const actions = Array.from({ length: days }, (_, day) => [
    delayMinutes(1_440),
    setProperty('jobtitle', `day ${day + 1}`),
  ]).flat();
  const flow = await story.givenFlow(contactFlow(inARow(...actions)));
  for (let number = 0; number < contacts; number++) await story.enroll(flow, await story.givenContact());
  return flow;
}

/** Whether every step is at its instant: waits of a day, and nothing in between. */
async function allInTime(flow: string): Promise<boolean> {
  const rows = await story.millrace.sql`
    select steps.at = first.started_at + ceil(steps.number / 2.0) * interval '1 day' as "inTime"
    from steps join steps as first on first.enrollment_id = steps.enrollment_id and first.number = 1
    where steps.flow_id = ${flow}`;
  return rows.length > 0 && rows.every((row) => row['inTime'] === true);
}

/** The worker of the story, which does something else before each pass through a stretch of time. */
function workerThat(beforePass: () => Promise<unknown>): Worker {
  const { worker } = story.millrace.services;
  return Object.create(worker, {
    performers: { value: worker.performers },
    run: { value: (lane: string, accountId: string) => worker.run(lane, accountId) },
    evaluateThrough: { value: (accountId: string, id: string) => worker.evaluateThrough(accountId, id) },
    pass: {
      async value(...given: Parameters<Worker['pass']>) {
        await beforePass();
        return worker.pass(...given);
      },
    },
  });
}

describe('without waiting', () => {
  test('it answers 202 with a job, which tells how far it has come, and that it has arrived', async () => {
    const flow = await givenNurture(3, 4);
    const begun = await now();
    const answer = await advance({ by: 'PT120H', wait: false });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ kind: 'MOVE_CLOCK', asked: { by: 'PT120H' } });
    const done = await ended(answer.body.id);
    expect(done).toMatchObject({ state: 'DONE', error: null, result: { stepByStep: null } });
    expect(done.progress).toEqual({ done: 5 * 86_400, total: 5 * 86_400 });
    expect(done.outcomes).toEqual({ INSTANTS: done.result.stops, ROWS: done.result.done });
    expect(done.result.stops).toBeGreaterThanOrEqual(12);
    expect(Date.parse(done.result.now) - Date.parse(done.result.from)).toBe(5 * DAY_MS);
    expect(await allInTime(flow)).toBe(true);
    expect(await story.enrollments(flow, '?status=COMPLETED')).toHaveLength(3);
    await until(async () => !(await isHeld()));
    expect((await now()) - begun).toBeGreaterThanOrEqual(5 * DAY_MS);
  });

  test('one that is cancelled stops where it has come, and the next goes on from there', async () => {
    const flow = await givenNurture(2, 3);
    const begun = await now();
    // Whoever opens a stretch of time has to be alone in the account.
    const { sql, accountId } = story.millrace;
    const other = await sql.reserve();
    await other`select pg_advisory_lock_shared(7262001, ${Number(accountId)})`;
    const { body } = await advance({ by: 'P3D', wait: false });
    await until(isHeld);
    const cancelled = await story.millrace.post(`/millrace/v1/jobs/${body.id}/cancel`);
    expect(cancelled.body).toMatchObject({ state: 'CANCELLED' });
    await other`select pg_advisory_unlock_shared(7262001, ${Number(accountId)})`;
    other.release();
    await until(async () => (await advance({ by: 'PT0S' })).status === 200);
    expect((await now()) - begun).toBeLessThan(2 * DAY_MS);
    expect(await job(body.id)).toMatchObject({ state: 'CANCELLED' });
    expect((await advance({ by: 'P4D' })).status).toBe(200);
    expect(await allInTime(flow)).toBe(true);
  });

  test('what cannot be begins nothing', async () => {
    const before = (await story.millrace.get('/millrace/v1/jobs?kind=MOVE_CLOCK')).body.results.length;
    for (const [body, message] of [
      [{ by: 'P9999Y', wait: false }, 'by "P9999Y" lies beyond the year 9998'],
      [{ to: '9999-01-01T00:00:00Z' }, 'to "9999-01-01T00:00:00Z" lies beyond the year 9998'],
      [{ to: '2020-01-01T00:00:00Z', wait: false }, 'to "2020-01-01T00:00:00Z" lies before'],
      [{ wait: false }, 'Give either'],
      [{ by: 'P1D', wait: 'no' }, 'wait'],
    ] as const) {
      const answer = await advance(body);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body).replaceAll('\\"', '"')).toContain(message);
    }
    expect((await story.millrace.get('/millrace/v1/jobs?kind=MOVE_CLOCK')).body.results).toHaveLength(before);
    expect(await isHeld()).toBe(false);
  });

  test('of two at once, one is refused before it begins', async () => {
    const answers = await Promise.all([
      advance({ by: 'PT1H', wait: false }),
      advance({ by: 'PT1H', wait: false }),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    expect([
      [202, 202],
      [202, 409],
    ]).toContainEqual(statuses);
    for (const { status, body } of answers)
      if (status === 202) expect(await ended(body.id)).toMatchObject({ state: 'DONE' });
  });
});

test('one that was cut off in the middle of a stretch of time is gone on with', async () => {
  const flow = await givenNurture(5, 6);
  const { services, accountId, sql } = story.millrace;
  let passes = 0;
  const worker = workerThat(async () => {
    if (++passes === 5) throw new Error('cut off');
  });
  const move = moveClock(
    { ...services, worker },
    accountId,
    (at) => at + 7 * DAY_MS,
    new AbortController().signal,
  );
  await expect(move).rejects.toThrow('cut off');
  await until(async () => !(await isHeld()));
  expect(await sql`select 1 from accounts where clock_window_end is not null`).toHaveLength(0);
  // Whoever has released it may have its lock a moment longer.
  await until(async () => (await advance({ by: 'P7D' })).status === 200);
  expect(await allInTime(flow)).toBe(true);
  expect(await story.enrollments(flow, '?status=COMPLETED')).toHaveLength(5);
});

test('a write from outside waits for the end of a stretch of time, and comes after all that is in it', async () => {
  const flow = await givenNurture(2, 5);
  const { services, accountId, sql } = story.millrace;
  const { objectId } = (await story.enrollments(flow))[0];
  let written: Promise<unknown> | undefined;
  const worker = workerThat(async () => {
    const inWindow = (await sql`select 1 from accounts where clock_window_end is not null`).length > 0;
    if (inWindow) written ??= story.change('contacts', objectId, { city: 'Bern' });
  });
  await moveClock({ ...services, worker }, accountId, (at) => at + 6 * DAY_MS, new AbortController().signal);
  await written;
  const changes = await sql`select at from changes where record_id = ${objectId} order by id`;
  const instants = changes.map((row) => row['at'] as number);
  expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  expect(await story.properties('contacts', objectId)).toMatchObject({ city: 'Bern', jobtitle: 'day 5' });
  expect(await allInTime(flow)).toBe(true);
});
