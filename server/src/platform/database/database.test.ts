import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { Availability, DatabaseUnavailable, openDatabase, type Sql } from './index.ts';

/** PostgreSQL's message that a session has begun, and is idle. */
const READY_FOR_QUERY = Buffer.from('Z\0\0\0\u0005I');

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await sql`create table notes (text text)`;
});
afterAll(() => database.drop());

const notes = async () => (await sql`select text from notes order by text`).map((row) => row['text']);

describe('statements', () => {
  test('write and read values by the types that PostgreSQL says', async () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
    const [row] = await sql`
      select ${7}::bigint as id, ${at}::timestamptz as at, ${{ a: ['"'] }}::jsonb as document, ${true} as flag, ${null}::text as nothing,
             ${[1, 2]}::bigint[] as ids, ${[at, null]}::timestamptz[] as instants, ${['a"b', 'c,d']}::text[] as texts, ${1.5}::float8 as number`;
    expect(row).toEqual({
      id: '7',
      at,
      document: { a: ['"'] },
      flag: true,
      nothing: null,
      ids: ['1', '2'],
      instants: [at, null],
      texts: ['a"b', 'c,d'],
      number: 1.5,
    });
    await expect(sql`select ${undefined}::text`).rejects.toThrow('must not be undefined');
  });

  test('are made of parts, names and texts for the occasion', async () => {
    const part = sql`where n > ${1}`;
    const rows =
      await sql`select n as ${sql('a "name"')} from generate_series(1, ${3}) as n ${part} ${sql.unsafe('order by n desc')}`;
    expect(rows).toEqual([{ 'a "name"': 3 }, { 'a "name"': 2 }]);
    expect(await sql.unsafe('select $1::int as n', [4])).toEqual([{ n: 4 }]);
    expect(await sql.unsafe('select 1 as n; select 2 as n')).toEqual([{ n: 2 }]);
  });

  test('go on when the columns that they were parsed for have changed', async () => {
    const one = openDatabase(database.address, { connections: 1 });
    await one`create table shapes (a int)`;
    const read = () => one`select * from shapes`;
    await read();
    await one`alter table shapes add column b int`;
    await expect(read()).rejects.toThrow(DatabaseUnavailable);
    expect(await read()).toEqual([]);
    await one.end();
  });
});

describe('a server that takes no writes', () => {
  test('is left for another; a transaction that wants to read alone says so instead', async () => {
    const one = openDatabase(database.address, { connections: 1 });
    await one.unsafe('set default_transaction_read_only = on');
    expect(await one`select 1 as n`).toEqual([{ n: 1 }]);
    await expect(one`insert into notes values ('lost')`).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      message: 'The database takes no writes any more.',
    });
    // By another connection.
    await one.begin(async (tx) => {
      await tx`insert into notes values ('kept')`;
      await tx`delete from notes where text = 'kept'`;
    });
    const reading = one.begin(async (tx) => {
      await tx`set transaction isolation level repeatable read read only`;
      await tx`insert into notes values ('never')`;
    });
    await expect(reading).rejects.toMatchObject({ code: '25006' });
    await expect(reading).rejects.not.toThrow(DatabaseUnavailable);
    await one`insert into notes values ('kept')`;
    await one`delete from notes where text = 'kept'`;
    await one.end();
  });

  test('is left by all that are connected to it, idle ones and listeners too, once it has refused one', async () => {
    const availability = new Availability();
    const [requests, lanes] = [1, 2].map(() =>
      openDatabase(database.address, { connections: 2, availability }),
    );
    const heard: string[] = [];
    const missed = Promise.withResolvers<void>();
    await lanes!.listen('demoted', (payload) => heard.push(payload), missed.resolve);
    const pidOf = async (sql: Sql) => (await sql`select pg_backend_pid() as pid`)[0]!['pid'];
    const before = [await pidOf(requests!), await pidOf(lanes!)];
    let pidInUse: unknown;
    await lanes!.begin(async (tx) => {
      pidInUse = (await tx`select pg_backend_pid() as pid`)[0]!['pid'];
      await requests!.unsafe('set default_transaction_read_only = on');
      await expect(requests!`insert into notes values ('lost')`).rejects.toThrow(DatabaseUnavailable);
      // What is under way is not broken off: it comes to its own end.
      await tx`select 1`;
    });
    await missed.promise;
    await requests!`select pg_notify('demoted', 'heard')`;
    await until(() => heard.length > 0);
    const after = [await pidOf(requests!), await pidOf(lanes!)];
    expect(after.filter((pid) => [...before, pidInUse].includes(pid))).toEqual([]);
    // Those that were made since stay.
    availability.leave(0);
    expect([await pidOf(requests!), await pidOf(lanes!)]).toEqual(after);
    await Promise.all([requests!.end(), lanes!.end()]);
  });

  test('is passed by, as is one that says nothing', async () => {
    const { socketDir, user, database: name } = database.address as Record<string, string>;
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    const proxy = createServer((socket) => {
      const through = connect(path.join(socketDir!, '.s.PGSQL.5432'));
      socket.pipe(through).pipe(socket);
      for (const each of [socket, through]) each.on('error', () => each.destroy());
    }).listen(0, '127.0.0.1');
    // It lets in, and then says nothing more.
    const frozen = createServer((socket) => {
      const through = connect(path.join(socketDir!, '.s.PGSQL.5432'));
      socket.pipe(through);
      let hasLetIn = false;
      through.on('data', (chunk: Buffer) => {
        if (!hasLetIn) socket.write(chunk);
        hasLetIn ||= chunk.includes(READY_FOR_QUERY);
      });
      for (const each of [socket, through]) each.on('error', () => each.destroy());
    }).listen(0, '127.0.0.1');
    await Promise.all([silent, frozen, proxy].map((server) => once(server, 'listening')));
    const portOf = (server: Server) => (server.address() as { port: number }).port;
    const url = `postgres://${user}@127.0.0.1:${portOf(silent)},127.0.0.1:${portOf(frozen)},127.0.0.1:${portOf(proxy)}/${name}?target_session_attrs=read-write`;
    const sql = openDatabase({ url }, { connections: 1 });
    expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
    await sql.end();
    await database.sql.unsafe(`alter database ${name} set default_transaction_read_only = on`);
    const refused = openDatabase({ url }, { connections: 1 });
    await expect(refused`select 1`).rejects.toThrow('The database is read-only: it takes no writes.');
    await refused.end();
    await database.sql.begin(async (tx) => {
      await tx`set transaction read write`;
      await tx.unsafe(`alter database ${name} reset default_transaction_read_only`);
    });
    for (const server of [silent, frozen, proxy]) server.close();
  });
});

describe('a transaction', () => {
  test('is committed as a whole, or not at all, also when the error was caught', async () => {
    await sql.begin(async (tx) => {
      await Promise.all([tx`insert into notes values ('a')`, tx`insert into notes values ('b')`]);
    });
    const doomed = sql.begin(async (tx) => {
      await tx`insert into notes values ('c')`;
      await tx`select 1 / 0`.catch(() => undefined);
    });
    await expect(doomed).rejects.toThrow('division by zero');
    expect(await notes()).toEqual(['a', 'b']);
  });

  test('takes back what a savepoint did, and only that', async () => {
    await sql.begin(async (tx) => {
      await tx`insert into notes values ('d')`;
      const inner = tx.savepoint(async (part) => {
        await part`insert into notes values ('e')`;
        await part`select 1 / 0`;
      });
      await expect(inner).rejects.toThrow('division by zero');
      expect(await tx.savepoint((part) => part`insert into notes values ('f') returning text`)).toEqual([
        { text: 'f' },
      ]);
    });
    expect(await notes()).toEqual(['a', 'b', 'd', 'f']);
  });

  test('is over when it is over', async () => {
    const late = await sql.begin(async (tx) => () => tx`select 1`);
    await expect(late()).rejects.toThrow('is over');
  });
});

describe('a connection that is lost', () => {
  const endOf = async (pid: unknown) => sql`select pg_terminate_backend(${pid}::int)`;

  test('fails what was under way and what comes after in its transaction; the next that asks has another', async () => {
    const one = openDatabase(database.address, { connections: 1 });
    let asked = 0;
    const lost = one.begin(async (tx) => {
      const [row] = await tx`select pg_backend_pid() as pid`;
      const sleeping = tx`select pg_sleep(60)`.catch((error: unknown) => error);
      await endOf(row!['pid']);
      expect(await sleeping).toBeInstanceOf(DatabaseUnavailable);
      asked++;
      await tx`select 1`;
    });
    await expect(lost).rejects.toThrow(DatabaseUnavailable);
    expect(asked).toBe(1);
    expect(await one`select 1 as n`).toEqual([{ n: 1 }]);
    await one.end();
  });

  test('while it was silent in a transaction: its locks are free', async () => {
    const limits = { statementMs: 5_000, lockMs: 5_000, idleInTransactionMs: 100 };
    const frozen = openDatabase(database.address, { connections: 1, limits });
    const [locked, thawed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const silent = frozen.begin(async (tx) => {
      await tx`lock table notes`;
      locked.resolve();
      await thawed.promise;
      await tx`insert into notes values ('never')`;
    });
    silent.catch(() => undefined);
    await locked.promise;
    expect(await notes()).not.toContain('never');
    expect(frozen.usage.busy).toBe(1);
    thawed.resolve();
    await expect(silent).rejects.toThrow('was silent for too long');
    await frozen.end();
  });

  test('while it listened: it listens again, and says that it has missed something', async () => {
    const heard = Promise.withResolvers<string>();
    const missed = Promise.withResolvers<void>();
    const ears = openDatabase(database.address, { connections: 1 });
    await ears.listen('ears', heard.resolve, () => missed.resolve());
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen ears' and datname = current_database()`;
    await missed.promise;
    await sql`select pg_notify('ears', 'again')`;
    expect(await heard.promise).toBe('again');
    await ears.end();
  });
});

test('where no database is, nobody waits: whoever asks is told so, all of them', async () => {
  const nowhere = openDatabase({ socketDir: '/tmp/millrace-nowhere', database: 'none', user: 'nobody' });
  const answers = await Promise.allSettled(Array.from({ length: 40 }, () => nowhere`select 1`));
  expect(new Set(answers.map((each) => each.status === 'rejected' && String(each.reason)))).toEqual(
    new Set(['DatabaseUnavailable: The database is not running.']),
  );
  expect(nowhere.availability.isAway).toBe(true);
  await nowhere.end();
});

describe('a copy', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, n) => Buffer.from(`${n}\t${'x'.repeat(500)}\n`));
  beforeAll(() => sql`create table copied (n int, text text)`);

  test('is taken in and given out in any amount, each as fast as the slower end', async () => {
    await sql.unsafe('copy copied from stdin').copyIn(
      (async function* () {
        for (const line of lines(20_000)) yield line;
      })(),
    );
    let [rows, bytes, most, waiting] = [0, 0, 0, 0];
    await sql.unsafe('copy (select * from copied order by n) to stdout').copyOut((line) => {
      rows++;
      bytes += line.length;
      if (rows % 1_000 > 0) return undefined;
      most = Math.max(most, ++waiting);
      return new Promise((resolve) => setImmediate(() => resolve(void waiting--)));
    });
    expect({ rows, bytes }).toEqual({ rows: 20_000, bytes: Buffer.concat(lines(20_000)).length });
    // What had arrived already is still handed on.
    expect(most).toBeLessThan(5);
  });

  test('whose other end fails fails with its error, and the connection goes on', async () => {
    const one = openDatabase(database.address, { connections: 1 });
    const broken = (async function* () {
      yield* lines(3);
      throw new Error('the input is broken');
    })();
    await expect(one.begin((tx) => tx.unsafe('copy copied from stdin').copyIn(broken))).rejects.toThrow(
      /^the input is broken$/,
    );
    const full = () => Promise.reject(new Error('the disk is full'));
    await expect(one.unsafe('copy copied to stdout').copyOut(full)).rejects.toThrow(/^the disk is full$/);
    await expect(
      one.unsafe('copy copied from stdin').copyIn([Buffer.from('not a number\tx\n')]),
    ).rejects.toThrow('invalid input syntax for type integer');
    expect(await one`select count(*)::int as count from copied`).toEqual([{ count: 20_000 }]);
    await one.end();
  });
});
