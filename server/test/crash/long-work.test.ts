import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensurePartitions } from '../../src/history/index.ts';
import { openDatabase, type Sql } from '../../src/platform/index.ts';
import {
  action,
  contactFlow,
  delayMinutes,
  inARow,
  is,
  setProperty,
  whenMet,
} from '../support/flow-bodies.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { openSplitRoles, type SplitRoles } from '../support/split-roles.ts';
import { until } from '../support/until.ts';
import { ask, type Body, call, randomness } from './calls.ts';
import { type Held, inTheMiddle } from './hold-work.ts';

/** Contacts that all work here is about: several chunks of it. `MILLRACE_CROWD=20000` for more. */
const CROWD = Number(process.env['MILLRACE_CROWD'] ?? 2_500);
/** How often the worker is killed at whichever instant of each work, after the kill in its middle. `MILLRACE_KILLS_MORE=5` for a longer look. */
const KILLS_MORE = Number(process.env['MILLRACE_KILLS_MORE'] ?? 0);
/** The clock can be moved. */
const DEVELOPMENT = { MILLRACE_MODE: 'development' };
/** Work that was interrupted is done within this. */
const DONE_MS = 120_000;

let roles: SplitRoles;
let sql: Sql;
let api: ServerProcess;
let worker: ServerProcess;
let url: string;
const random = randomness(20_260_303);
beforeAll(async () => {
  roles = await openSplitRoles();
  api = await roles.start('api', DEVELOPMENT);
  url = api.url;
  worker = await roles.start('worker');
  sql = openDatabase(roles.database.address, { connections: 4 });
  await post('/crm/v3/properties/contacts', {
    name: 'visits',
    label: 'Visits',
    type: 'number',
    fieldType: 'number',
    groupName: 'contactinformation',
  });
  await sql`
    insert into records (account_id, object_type_id, id, properties, created_at, updated_at)
    select 1, '0-1', nextval('record_ids'), jsonb_build_object('city', 'Crowd', 'email', n || '@example.test'), now(), now()
    from generate_series(1, ${CROWD}::integer) n`;
});
afterAll(async () => {
  await sql?.end();
  await roles?.end();
});

const get = (path: string) => call(url, 'GET', path);
const post = (path: string, body: unknown = {}) => call(url, 'POST', path, body);
const givenFlow = async (body: Body): Promise<string> => (await post('/automation/v4/flows', body)).id;

/** Begins work, kills the worker in the middle of it, at once with its transaction, and starts another. */
async function killedInTheMiddle(held: Held, begin: () => Promise<unknown>): Promise<void> {
  await inTheMiddle(sql, held, begin, () => worker.kill('server'));
  worker = await roles.start('worker');
  for (let kill = 0; kill < KILLS_MORE; kill++) {
    // Real time is the subject: at whichever instant of the work it comes.
    await sleep(random() * 300);
    await worker.kill('server');
    worker = await roles.start('worker');
  }
}

const secondChunkOfJob = { table: 'jobs', on: 'update', when: 'old.place is not null' } as const;
const secondChunkOfSweep = { table: 'sweeps', on: 'update', when: 'old.looked > 0' } as const;

const jobEnded = (id: string) => ended(`/millrace/v1/jobs/${id}`, ({ state }) => state);
async function ended(path: string, stateOf: (body: Body) => string): Promise<Body> {
  await until(async () => !['QUEUED', 'RUNNING'].includes(stateOf(await get(path))), DONE_MS, 50);
  return get(path);
}

/** Waits until an SQL count is the whole crowd. */
async function all(count: () => Promise<number>): Promise<void> {
  await until(async () => (await count()) >= CROWD, DONE_MS, 50).catch(() => undefined);
  expect(await count()).toBe(CROWD);
}
const counted = async (rows: Promise<Body[]>): Promise<number> => Number((await rows)[0].count);
const withVisits = (visits: number) =>
  counted(sql`select count(*) from records where properties ->> 'visits' = ${String(visits)}`);
/** Passages that wait at an action. */
const waitingAt = (flow: string, actionId: string) =>
  counted(sql`
    select count(*) from enrollments where flow_id = ${flow} and ended = 0 and action_id = ${actionId}
      and wait is not null`);
const stepsOf = (flow: string, reason: string) =>
  counted(sql`
    select count(*) from steps where flow_id = ${flow} and reason = ${reason} and action_type = 'STEERING'`);

/** Time goes by; nobody is told. */
const daysPass = (days: number) =>
  sql`update accounts set clock_offset = clock_offset + ${days}::integer * interval '1 day'`;

const count = setProperty('visits', { type: 'INCREMENT', incrementAmount: 1 });
const AGES = 365 * 1_440;

test('history that is no longer to be kept is deleted, and no other', async () => {
  const aRound = () => sql`
    insert into events (account_id, object_type_id, record_id, event_type_id, occurred_at, at)
    select 1, '0-1', records.id, '4-96000', account_now(accounts), account_now(accounts)
    from records, accounts where object_type_id = '0-1' and accounts.id = 1`;
  // All in one month, so that none of it is dropped whole.
  await sql`
    update accounts set clock_offset = clock_offset + date_trunc('month', account_now(accounts)) + interval '1 month 1 day' - account_now(accounts)`;
  for (const days of [0, 0, 0, 20]) {
    await daysPass(days);
    await ensurePartitions(sql, Date.parse((await get('/millrace/v1/clock')).now));
    await aRound();
  }
  await killedInTheMiddle({ table: 'retention', on: 'update', when: 'old.place is not null' }, () =>
    call(url, 'PUT', '/millrace/v1/retention', { EVENTS: 10 }),
  );
  const kept = async () => (await get('/millrace/v1/retention')).EVENTS;
  await until(async () => (await kept()).sweptAt !== null, DONE_MS, 50);
  expect(await counted(sql`select count(*) from events where event_type_id = '4-96000'`)).toBe(CROWD);
  expect((await kept()).deleted).toBe(3 * CROWD);
});

let flow: string;

test('everybody who matches is enrolled, once', async () => {
  flow = await givenFlow(
    contactFlow(
      inARow(delayMinutes(AGES), count, delayMinutes(1_440), count, delayMinutes(AGES)),
      whenMet([is('city', 'Crowd')]),
    ),
  );
  let job: Body;
  await killedInTheMiddle(secondChunkOfSweep, async () => {
    job = await post(`/millrace/v1/flows/${flow}/enrollments`, { matching: true });
  });
  const done = await ended(`/millrace/v1/flows/${flow}/enrollment-jobs/${job.id}`, ({ status }) => status);
  expect(done).toMatchObject({ status: 'COMPLETE', matching: CROWD, enrolled: CROWD });
  expect(done.looked).toBe(done.total);
  await all(() => waitingAt(flow, '1'));
});

test('everybody is steered, once', async () => {
  let job: Body;
  await killedInTheMiddle(secondChunkOfJob, async () => {
    job = await post(`/millrace/v1/flows/${flow}/steer`, { do: { type: 'SKIP_WAIT' }, filter: {} });
  });
  const { state, progress, outcomes } = await jobEnded(job.id);
  expect({ state, progress }).toEqual({ state: 'DONE', progress: { done: CROWD, total: CROWD } });
  expect(outcomes).toEqual({ WAIT_SKIPPED: CROWD });
  await all(() => withVisits(1));
  await all(() => waitingAt(flow, '3'));
  expect(await stepsOf(flow, 'WAIT_SKIPPED')).toBe(CROWD);
});

test('what fell due in a pause is let go, once', async () => {
  await post(`/millrace/v1/flows/${flow}/pause`, { time: 'GOES_ON' });
  await daysPass(2);
  let jobId = '';
  await killedInTheMiddle(
    { ...secondChunkOfJob, when: "old.place ->> 'phase' = 'ENROLLMENTS'" },
    async () => {
      ({ jobId } = await post(`/millrace/v1/flows/${flow}/resume`, { perMinute: 1_000_000 }));
    },
  );
  expect(await jobEnded(jobId)).toMatchObject({ state: 'DONE', outcomes: { RELEASED: CROWD } });
  expect(await get(`/millrace/v1/flows/${flow}/state`)).toEqual({
    state: 'RUNNING',
    pausedBy: [],
    setAside: 0,
  });
  await all(() => withVisits(2));
  await all(() => waitingAt(flow, '5'));
});

test('an index is built, of every value once', async () => {
  const looks = action('0-63189541', {
    fromObjectType: '0-1',
    toObjectType: '0-1',
    enrolledObjectPropertyNameToMatch: '0-1/lastname',
    associatedObjectPropertyNameToMatch: '0-1/city',
  });
  await killedInTheMiddle(secondChunkOfJob, () => givenFlow(contactFlow(inARow(looks))));
  const index = async () => (await get('/millrace/v1/indexes')).results[0];
  const { state, outcomes } = await jobEnded((await index()).jobId);
  expect({ state, outcomes }).toEqual({ state: 'DONE', outcomes: { INDEXED: CROWD } });
  expect(await index()).toMatchObject({ state: 'READY', values: CROWD });
});

test('an occurrence of a schedule enrolls everybody, once', async () => {
  const daily = { type: 'DAILY', timeOfDay: { hour: 9, minute: 0 } };
  const again = whenMet([is('city', 'Crowd')], { shouldReEnroll: true });
  const scheduled = await givenFlow(
    contactFlow(inARow(delayMinutes(5), delayMinutes(AGES)), again, { enrollmentSchedule: daily }),
  );
  await killedInTheMiddle(secondChunkOfSweep, () => daysPass(1));
  const latest = async () => (await get(`/millrace/v1/flows/${scheduled}/schedule`)).latest;
  await until(async () => (await latest())?.status === 'COMPLETE', DONE_MS, 50);
  expect(await latest()).toMatchObject({ enrolled: CROWD, outcomes: {} });
  expect(await counted(sql`select count(*) from enrollments where flow_id = ${scheduled}`)).toBe(CROWD);
});

test('the waits of the wall clock are counted anew in another zone', async () => {
  const atNoon = action('0-1', { days_of_week: ['SUNDAY'], time_of_day: { hour: 12, minute: 0 } });
  const byClock = await givenFlow(contactFlow(inARow(atNoon, count), whenMet([is('city', 'Crowd')])));
  await post(`/millrace/v1/flows/${byClock}/enrollments`, { matching: true });
  await all(() => waitingAt(byClock, '1'));
  const dueAt = () => sql`
    select extract(hour from due_at at time zone 'UTC') as hour, count(*)::integer as count
    from due_enrollments where flow_id = ${byClock} group by 1`;
  const { timeZone } = await get('/millrace/v1/settings');
  await killedInTheMiddle({ table: 'wait_recounts', on: 'update', when: `new.flow_id = ${byClock}` }, () =>
    call(url, 'PATCH', '/millrace/v1/settings', { timeZone: 'Asia/Tokyo' }),
  );
  await until(async () => (await sql`select from wait_recounts`).length === 0, DONE_MS, 50);
  const moved = [{ hour: 3, count: CROWD }];
  const hours = async () =>
    (await dueAt()).map((row) => ({ hour: Number(row['hour']), count: row['count'] }));
  await until(async () => JSON.stringify(await hours()) === JSON.stringify(moved), DONE_MS, 50).catch(
    () => undefined,
  );
  expect(await hours()).toEqual(moved);
  expect(await counted(sql`select count(*) from steps where flow_id = ${byClock}`)).toBe(0);
  await call(url, 'PATCH', '/millrace/v1/settings', { timeZone });
});

test('a clock that was being moved runs on from where it was, and nobody is passed over', async () => {
  const waits = await givenFlow(
    contactFlow(inARow(delayMinutes(60), count, delayMinutes(60), count), whenMet([is('city', 'Crowd')])),
  );
  await post(`/millrace/v1/flows/${waits}/enrollments`, { matching: true });
  await all(() => waitingAt(waits, '1'));
  const from = Date.parse((await get('/millrace/v1/clock')).now);
  const to = new Date(from + 86_400_000).toISOString();
  const second = `new.flow_id = ${waits} and new.entries @> '[["3"]]'`;
  await inTheMiddle(
    sql,
    { table: 'turns', on: 'insert', when: second },
    () => ask(url, 'POST', '/millrace/v1/clock/advance', { to }),
    async () => {
      await api.kill('server');
      await worker.kill('server');
    },
  );
  worker = await roles.start('worker');
  api = await roles.start('api', { ...DEVELOPMENT, MILLRACE_PORT: new URL(url).port });
  const held = () => sql`select from accounts where clock_held_at is not null`;
  await until(async () => (await held()).length === 0, DONE_MS, 50);
  const now = Date.parse((await get('/millrace/v1/clock')).now);
  expect(now).toBeLessThan(from + 3 * 3_600_000);
  await post('/millrace/v1/clock/advance', { to });
  await all(() =>
    counted(sql`select count(*) from enrollments where flow_id = ${waits} and end_reason = 'END_OF_PATH'`),
  );
  expect(
    await counted(sql`select count(distinct (enrollment_id, action_id)) from steps where flow_id = ${waits}`),
  ).toBe(4 * CROWD);
  expect(await counted(sql`select count(*) from steps where flow_id = ${waits}`)).toBe(4 * CROWD);
});
