import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createServices } from '../../src/roles/index.ts';
import { contactFlow, is, whenMet } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { sameForAnyNumber } from '../support/same-for-any-number.ts';
import type { Body } from '../support/story.ts';

/** More than two chunks of a sweep. */
const CROWD = 2_500;
const CHUNK = 1_000;

let millrace: Millrace;
const statements: string[] = [];
beforeAll(async () => {
  // No lane runs by itself: every test says which does, and when.
  millrace = await startMillrace({ role: 'api' }, (text) => {
    if (!/^\s*(?:select 1$|insert into effect_workers\b)/.test(text)) statements.push(sameForAnyNumber(text));
  });
  await millrace.sql`
    insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
    select 1, '0-1', nextval('record_ids'),
           jsonb_build_object('email', n || '@example.test', 'city', case when n <= 10 then 'Few' else 'Many' end, 'lastname', 'Crowd'),
           now(), now()
    from generate_series(1, ${CROWD}::int) n`;
});
afterAll(() => millrace.stop());

let flow = '';
beforeEach(async () => {
  if (flow) await millrace.delete(`/automation/v4/flows/${flow}`);
  await runAll();
});

const run = (lane: string) => millrace.services.worker.run(lane, millrace.accountId);

async function runAll(): Promise<void> {
  for (let done = 1; done > 0; ) {
    done = 0;
    for (const lane of ['changes', 'instants', 'schedules', 'sweeps', 'enrollments']) done += await run(lane);
  }
}

async function givenDaily(property: string, value: string): Promise<void> {
  const enrollmentSchedule = { type: 'DAILY', timeOfDay: { hour: 9, minute: 0 } };
  const criteria = whenMet([is(property, value)], { shouldReEnroll: true });
  const answer = await millrace.post(
    '/automation/v4/flows',
    contactFlow([], criteria, { enrollmentSchedule, startActionId: undefined }),
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  flow = answer.body.id;
}

/** The clock goes on by so many days; nothing runs. */
async function daysPass(days: number): Promise<void> {
  await millrace.sql`update accounts set clock_offset = clock_offset + ${days}::int * interval '1 day'`;
}

const passages = () => millrace.sql`
  select record_id, trigger ->> 'scheduledAt' as at, count(*)::int as count from enrollments
  where account_id = 1 and flow_id = ${flow} group by 1, 2`;
const latest = async (): Promise<Body> =>
  (await millrace.get(`/millrace/v1/flows/${flow}/schedule`)).body.latest;

test('an occurrence costs the same number of statements a chunk, however many it enrolls', async () => {
  const ofChunk = async (value: string): Promise<string[]> => {
    await givenDaily('city', value);
    await daysPass(1);
    await run('schedules');
    statements.length = 0;
    await run('sweeps');
    const said = [...statements];
    await millrace.delete(`/automation/v4/flows/${flow}`);
    await runAll();
    return said;
  };
  await ofChunk('Many');
  const few = await ofChunk('Few');
  const many = await ofChunk('Many');
  expect(many.length).toBe(few.length);
  expect(many.length).toBeLessThan(40);
});

test('one that is interrupted goes on where it was, in another process too: each record comes in once', async () => {
  await givenDaily('lastname', 'Crowd');
  await daysPass(1);
  await run('schedules');
  await run('sweeps');
  expect(await passages()).toHaveLength(CHUNK);
  expect(await latest()).toMatchObject({ status: 'RUNNING', looked: CHUNK, enrolled: CHUNK });
  // A chunk that does not come to its end is undone as a whole, and with it how far the sweep has come.
  await millrace.sql.unsafe(
    `alter table sweeps add constraint stumbles check (looked <> ${2 * CHUNK}) not valid`,
  );
  await expect(run('sweeps')).rejects.toThrow('stumbles');
  await millrace.sql`alter table sweeps drop constraint stumbles`;
  expect(await passages()).toHaveLength(CHUNK);
  const { config, log, sql } = millrace.services;
  const other = createServices(config, log, sql);
  for (let chunks = 0; chunks < 3; chunks++) await other.worker.run('sweeps', millrace.accountId);
  await other.worker.stop();
  const found = await passages();
  expect(found).toHaveLength(CROWD);
  expect(found.every(({ count }) => count === 1)).toBe(true);
  expect(await latest()).toMatchObject({ status: 'COMPLETE', enrolled: CROWD });
});

test('turned off in the middle, it ends; turned on, it goes on with the next occurrence only', async () => {
  await givenDaily('lastname', 'Crowd');
  await daysPass(1);
  await run('schedules');
  await run('sweeps');
  await millrace.post(`/millrace/v1/flows/${flow}/turn-off`);
  expect(await latest()).toMatchObject({
    status: 'CANCELED',
    message: 'The flow was turned off or deleted.',
  });
  await millrace.post(`/millrace/v1/flows/${flow}/turn-on`);
  await runAll();
  expect(await passages()).toHaveLength(CHUNK);
  await daysPass(1);
  await runAll();
  expect(await passages()).toHaveLength(CHUNK + CROWD);
});

test('filters that change in the middle are asked of the rest', async () => {
  await givenDaily('lastname', 'Crowd');
  await daysPass(1);
  await run('schedules');
  await run('sweeps');
  const { body } = await millrace.get(`/automation/v4/flows/${flow}`);
  const enrollmentCriteria = whenMet([is('city', 'Nowhere')], { shouldReEnroll: true });
  const saved = await millrace.put(`/automation/v4/flows/${flow}`, { ...body, enrollmentCriteria });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  await runAll();
  expect(await passages()).toHaveLength(CHUNK);
  expect(await latest()).toMatchObject({ status: 'COMPLETE', looked: CROWD, enrolled: CHUNK });
});

test('an occurrence that comes while the one before is under way waits for it, and none is lost', async () => {
  await givenDaily('lastname', 'Crowd');
  await daysPass(1);
  await run('schedules');
  await run('sweeps');
  await daysPass(1);
  await run('schedules');
  await runAll();
  const found = await passages();
  expect(new Set(found.map(({ at }) => at)).size).toBe(2);
  expect(found.every(({ count }) => count === 1)).toBe(true);
  // Who was let in by the first has ended meanwhile; who has just come by it may still be inside when the second asks.
  expect(found.length).toBeGreaterThanOrEqual(CROWD + CHUNK);
});
