import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/platform/index.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

/** As in production, and short. */
const LIMITS = { statementMs: 600, lockMs: 200, idleInTransactionMs: 400 };

let millrace: Millrace;
beforeAll(async () => {
  millrace = await startMillrace({ role: 'api', logLevel: 'silent' }, undefined, LIMITS);
});
afterAll(() => millrace.stop());

const contact = (email: string) => ({ properties: { email } });

test('a statement that takes longer than a request may is ended, and the request answered with 504', async () => {
  const slow = openDatabase(millrace.address, { connections: 1 });
  await slow.unsafe(`
    create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$;
    create trigger dawdle before insert on records for each row execute function dawdle()`);
  const answer = await millrace.post('/crm/v3/objects/contacts', contact('slow@example.test'));
  expect([answer.status, answer.body]).toEqual([
    504,
    {
      status: 'error',
      category: 'TIMEOUT',
      correlationId: answer.headers.get('x-hubspot-correlation-id'),
      message: expect.stringContaining('Ask for less at a time'),
    },
  ]);
  await slow`drop trigger dawdle on records`;
  await slow.end();
  const { status } = await millrace.post('/crm/v3/objects/contacts', contact('slow@example.test'));
  expect(status).toBe(201);
});

test('a request that waits too long for what another holds is answered with 503 and when to ask again', async () => {
  const other = openDatabase(millrace.address, { connections: 1 });
  await other.begin(async (tx) => {
    await tx`lock table records`;
    const answer = await millrace.post('/crm/v3/objects/contacts', contact('held@example.test'));
    expect([answer.status, answer.body.category, answer.headers.get('retry-after')]).toEqual([
      503,
      'SERVICE_UNAVAILABLE',
      '1',
    ]);
  });
  await other.end();
  expect((await millrace.post('/crm/v3/objects/contacts', contact('held@example.test'))).status).toBe(201);
});

test('a full disk is said so, and nothing was stored', async () => {
  const other = openDatabase(millrace.address, { connections: 1 });
  await other.unsafe(`
    create function fill_up() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100'; end $$;
    create trigger fill_up before insert on writes for each row execute function fill_up()`);
  const answer = await millrace.post('/crm/v3/objects/contacts', contact('full@example.test'));
  expect([answer.status, answer.body.category]).toEqual([507, 'INSUFFICIENT_STORAGE']);
  expect(answer.body.message).not.toContain('base/1');
  await other`drop trigger fill_up on writes`;
  await other.end();
  expect((await millrace.post('/crm/v3/objects/contacts', contact('full@example.test'))).status).toBe(201);
});

test('a node of a cluster that is lost is a loss of the database; another error of the same code is none', async () => {
  const other = openDatabase(millrace.address, { connections: 1 });
  const raising = (message: string) =>
    other.unsafe(`
      create or replace function lose() returns trigger language plpgsql as $$
        begin raise exception '${message}' using errcode = 'XX000'; end $$;
      create or replace trigger lose before insert on writes for each row execute function lose()`);
  await raising('failure on connection marked as essential: 127.0.0.1:5602');
  const lost = await millrace.post('/crm/v3/objects/contacts', contact('node@example.test'));
  expect([lost.status, lost.headers.get('retry-after'), lost.body]).toEqual([
    503,
    '1',
    {
      status: 'error',
      category: 'SERVICE_UNAVAILABLE',
      correlationId: lost.headers.get('x-hubspot-correlation-id'),
      message: 'The database does not answer: the connection broke off.',
    },
  ]);
  await raising('could not open relation with OID 16384');
  const mistaken = await millrace.post('/crm/v3/objects/contacts', contact('node@example.test'));
  expect([mistaken.status, mistaken.headers.get('retry-after')]).toEqual([500, null]);
  await other`drop trigger lose on writes`;
  await other.end();
  expect((await millrace.post('/crm/v3/objects/contacts', contact('node@example.test'))).status).toBe(201);
});
