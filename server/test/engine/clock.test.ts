import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveClock, settleAccount, type Worker } from '../../src/execution/index.ts';
import { DatabaseUnavailable, openDatabase } from '../../src/platform/index.ts';
import { contactFlow, delayMinutes, inARow, setProperty, whenEvent } from '../support/flow-bodies.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';
import { until } from '../support/until.ts';

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace();
});
afterAll(() => millrace.stop());

test('moving the clock waits for what was under way: nobody who wrote before it is left behind', async () => {
  const actions = inARow(delayMinutes(1_440), setProperty('lifecyclestage', 'lead'));
  await millrace.post('/automation/v4/flows', contactFlow(actions, whenEvent('4-1463224', [])));
  for (let number = 1; number <= 60; number++) {
    const properties = { email: `contact${number}@example.test` };
    const { body: contact } = await millrace.post('/crm/v3/objects/contacts', { properties });
    // Real time is the subject: the clock is taken at ever other moments of the work that the contact makes.
    await sleep(number % 30);
    const moved = await millrace.post('/millrace/v1/clock/advance', { by: 'PT24H' });
    expect(moved.status).toBe(200);
    const { body } = await millrace.get(`/crm/v3/objects/contacts/${contact.id}?properties=lifecyclestage`);
    expect(body.properties.lifecyclestage).toBe('lead');
  }
});

test('a move whose caller has left ends, and the next one is let in', async () => {
  // Each joins the next round by its own change, so that there is no rest.
  const again = contactFlow(inARow(setProperty('jobtitle', 'again')), whenEvent('4-1463224', []));
  await millrace.post('/automation/v4/flows', again);
  let isWriting = true;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let number = 0; isWriting; number++)
      await millrace.post('/crm/v3/objects/contacts', {
        properties: { email: `w${writer}-${number}@example.test` },
      });
  });
  const movers = async () => {
    const [row] = await millrace.sql`
      select count(*)::int as count from pg_locks where locktype = 'advisory' and classid = 7262002
        and database = (select oid from pg_database where datname = current_database())`;
    return row!['count'] as number;
  };
  const caller = new AbortController();
  let hasEnded = false;
  const impatient = fetch(`${millrace.url}/millrace/v1/clock/advance`, {
    method: 'POST',
    headers: { authorization: `Bearer ${millrace.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ by: 'PT24H' }),
    signal: caller.signal,
  })
    .catch(() => undefined)
    .finally(() => {
      hasEnded = true;
    });
  // Who leaves has been let in, unless the writers were too slow to keep the move going.
  await until(async () => hasEnded || (await movers()) > 0);
  caller.abort();
  await impatient;
  // While they go on writing, nobody moves the clock any more.
  await until(async () => (await movers()) === 0);
  isWriting = false;
  await Promise.all(writers);
  expect((await millrace.post('/millrace/v1/clock/advance', { by: 'PT1H' })).status).toBe(200);
});

const DAY_MS = 86_400_000;
const stays = () => new AbortController().signal;
const isHeld = async () =>
  (await millrace.sql`select clock_held_at is not null as held from accounts`)[0]!['held'];

test('a move that takes too long says how far the clock has come, and how to go on', async () => {
  const { sql, store, worker, log } = millrace.services;
  const hurried = { sql, store, worker, log, mostMs: 0 };
  const move = moveClock(hurried, millrace.accountId, (now) => now + DAY_MS, stays());
  const failure: { status?: number; message: string } = await move.catch((error) => error);
  expect(failure.status).toBe(409);
  const [, reached, to] =
    /has come to (\S+), .*call again with \{"to": "(.*?)"\}/.exec(failure.message) ?? [];
  expect(Date.parse(to!) - Date.parse(reached!)).toBe(DAY_MS);
  expect(await isHeld()).toBe(false);
  const again = await millrace.post('/millrace/v1/clock/advance', { to });
  expect(again.body.now).toBe(to);
});

test('a move whose caller leaves on the way lets go of the clock where it is', async () => {
  const { sql, store, worker, log } = millrace.services;
  const caller = new AbortController();
  const leave = (now: number) => {
    caller.abort();
    return now + DAY_MS;
  };
  const move = moveClock({ sql, store, worker, log }, millrace.accountId, leave, caller.signal);
  await expect(move).rejects.toMatchObject({ status: 409, message: expect.stringContaining('has left') });
  expect(await isHeld()).toBe(false);
});

test('settling ends with its time, and with its caller', async () => {
  const { sql, store, worker, log } = millrace.services;
  const settling = settleAccount({ sql, store, worker, log, mostMs: 0 }, millrace.accountId, stays());
  await expect(settling).rejects.toMatchObject({
    status: 409,
    message: expect.stringContaining('call again'),
  });
  const left = settleAccount({ sql, store, worker, log }, millrace.accountId, AbortSignal.abort());
  await expect(left).rejects.toMatchObject({ status: 409, message: expect.stringContaining('has left') });
  expect((await millrace.post('/millrace/v1/clock/settle')).status).toBe(200);
});

test('a clock that was being moved while the database went away runs on once that is back', async () => {
  const { sql, store, worker, log } = millrace.services;
  if (!('database' in millrace.address)) throw new Error('Tests have a database of their own.');
  const { database } = millrace.address;
  const admin = openDatabase({ ...millrace.address, database: 'postgres' }, { connections: 1 });
  const goAway = async () => {
    await admin.unsafe(`alter database ${database} with allow_connections false`);
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${database}`;
  };
  let isOnTheWay = false;
  const interrupted: Worker = Object.create(worker, {
    run: {
      value: async (lane: string, accountId: string) => {
        if (isOnTheWay) await goAway();
        return worker.run(lane, accountId);
      },
    },
  });
  const target = (now: number) => {
    isOnTheWay = true;
    return now + DAY_MS;
  };
  const move = moveClock({ sql, store, worker: interrupted, log }, millrace.accountId, target, stays());
  await expect(move).rejects.toBeInstanceOf(DatabaseUnavailable);
  await admin.unsafe(`alter database ${database} with allow_connections true`);
  await admin.end();
  // Whoever was on its way in meanwhile may still be refused, and whoever releases the clock may still have it.
  await until(() => isHeld().then((held) => !held, notYet));
  await until(async () => (await millrace.post('/millrace/v1/clock/advance', { by: 'PT1H' })).status === 200);
});

/** The database is not back yet. */
function notYet(error: unknown): false {
  if (error instanceof DatabaseUnavailable) return false;
  throw error;
}
