import { Readable, Writable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createEmptyDatabase, createTestDatabase } from '../../test/support/database.ts';
import { contactFlow, delayMinutes, inARow, is, whenMet } from '../../test/support/flow-bodies.ts';
import { asCaller, inAnotherAccount, startMillraceOn } from '../../test/support/millrace.ts';
import { type Story, storyOf, tellStory } from '../../test/support/story.ts';
import { until } from '../../test/support/until.ts';
import { ensureFirstAccount, readSecrets, SecretBox } from '../accounts/index.ts';
import { appliedMigrations, KEPT_TOGETHER, migrate, type Sql } from '../platform/index.ts';
import { backUp, checkBackup, readBackup, restore } from './index.ts';
import { lastNumbers, tablesOf } from './tables.ts';

/** What the server of a story seals by. */
const KEY = Buffer.alloc(32, 7);
const OTHER_KEY = Buffer.alloc(32, 8);
const box = new SecretBox(KEY);
/** What COPY, its lines and its end are made of, and what a number of bytes is not that of characters. */
const ODD = ['tab\tnewline\nreturn\r', '\\.', '\\N', 'back\\slash', 'é漢😀', '"{}"', ' '.repeat(3)];

class Collected extends Writable {
  readonly #chunks: Buffer[] = [];
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

async function backedUp(sql: Sql, wanted: Partial<Parameters<typeof backUp>[2]> = {}): Promise<Buffer> {
  const out = new Collected();
  await backUp(sql, out, { release: '1.2.3', keyId: box.keyId, ...wanted });
  return out.bytes;
}

async function restored(sql: Sql, bytes: Buffer, wanted: Partial<Parameters<typeof restore>[2]> = {}) {
  // In small pieces, as a network gives them.
  const pieces = Array.from({ length: Math.ceil(bytes.length / 999) }, (_, index) =>
    bytes.subarray(index * 999, (index + 1) * 999),
  );
  return restore(sql, await readBackup(Readable.from(pieces)), { box, isPaused: false, ...wanted });
}

async function emptyDatabase(create = createTestDatabase) {
  const database = await create();
  onTestFinished(() => database.drop());
  return database;
}

/** All rows of all tables, as text. */
async function everything(sql: Sql): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const { name, columns } of await tablesOf(sql)) {
    const list = columns.map((column) => `"${column}"`).join(', ');
    const [row] = await sql.unsafe(
      `select coalesce(string_agg(t::text, E'\\n' order by t::text), '') as text from (select ${list} from "${name}") t`,
    );
    all[name] = row!['text'] as string;
  }
  return all;
}

let story: Story;
let flow: string;
let second: Story;
beforeAll(async () => {
  story = await tellStory();
  flow = await story.givenFlow({
    ...contactFlow(inARow(delayMinutes(1440)), whenMet([is('city', 'Nice')])),
    name: 'A day',
  });
  for (const odd of ODD) await story.givenContact({ city: 'Nice', firstname: odd, lastname: `${odd}|` });
  await story.givenContact({ city: 'Rome' });
  await story.millrace.put('/millrace/v1/secrets/api_key', { value: 'the first secret' });
  second = storyOf(await inAnotherAccount(story.millrace, 'Second'));
  await second.givenFlow({
    ...contactFlow(inARow(delayMinutes(60)), whenMet([is('city', 'Oslo')])),
    name: 'An hour',
  });
  await second.givenContact({ city: 'Oslo', firstname: 'Sigrid' });
  await second.millrace.put('/millrace/v1/secrets/api_key', { value: 'the second secret' });
  await story.settle();
  await second.settle();
  // What works is told of by rows, too, which come and go.
  await story.millrace.services.worker.stop();
});
afterAll(() => story.stop());

describe('all accounts', () => {
  test('come back as they were, row by row, and go on from there', async () => {
    const bytes = await backedUp(story.millrace.sql);
    const database = await createEmptyDatabase();
    const { accounts, rows } = await restored(database.sql, bytes);
    expect(accounts.map(({ id, was, unreadable }) => ({ id, was, unreadable }))).toEqual(
      [story, second].map(({ millrace: { accountId } }) => ({
        id: accountId,
        was: accountId,
        unreadable: [],
      })),
    );
    const before = await everything(story.millrace.sql);
    expect(Object.keys(before).length).toBeGreaterThan(60);
    expect(await everything(database.sql)).toEqual(before);
    expect(rows).toBe(Object.values(before).reduce((sum, text) => sum + (text === '' ? 0 : rowsIn(text)), 0));
    expect(await lastNumbers(database.sql)).toMatchObject(await lastNumbers(story.millrace.sql));
    const elsewhere = storyOf(await startMillraceOn(database));
    onTestFinished(() => elsewhere.stop());
    expect((await elsewhere.enrollments(flow)).map(({ status }) => status)).toEqual(ODD.map(() => 'ACTIVE'));
    await elsewhere.pass('P1D');
    expect((await elsewhere.enrollments(flow)).map(({ status }) => status)).toEqual(
      ODD.map(() => 'COMPLETED'),
    );
    // Numbers go on behind those that were given.
    expect(BigInt(await elsewhere.givenContact({ email: 'new@example.test' }))).toBeGreaterThan(
      BigInt((await elsewhere.enrollments(flow))[0].objectId),
    );
  });

  test('are written in an order that foreign keys allow, also where a cluster has none of those', async () => {
    const { sql } = await emptyDatabase();
    const keys = (await sql`
      select conrelid::regclass::text as table, confrelid::regclass::text as parent, conname as name
      from pg_constraint where contype = 'f' and conrelid <> confrelid and conparentid = 0`) as unknown as {
      readonly table: string;
      readonly parent: string;
      readonly name: string;
    }[];
    const isKept = (table: string) => (KEPT_TOGETHER as readonly string[]).includes(table);
    const lost = keys.filter(({ table, parent }) => isKept(table) !== isKept(parent));
    expect(lost.length).toBeGreaterThan(0);
    for (const { table, name } of lost) await sql.unsafe(`alter table ${table} drop constraint ${name}`);
    const order = (await tablesOf(sql)).map(({ name }) => name);
    expect(keys.filter(({ table, parent }) => order.indexOf(parent) > order.indexOf(table))).toEqual([]);
  });

  test('come in paused where that is wanted', async () => {
    const database = await createTestDatabase();
    await restored(database.sql, await backedUp(story.millrace.sql), { isPaused: true });
    const elsewhere = storyOf(await startMillraceOn(database));
    onTestFinished(() => elsewhere.stop());
    await elsewhere.pass('P2D');
    expect((await elsewhere.enrollments(flow)).map(({ status }) => status)).toEqual(ODD.map(() => 'ACTIVE'));
    await elsewhere.millrace.post('/millrace/v1/account/resume', {});
    await until(async () =>
      (await elsewhere.enrollments(flow)).every(({ status }) => status === 'COMPLETED'),
    );
  });

  test('are as of one moment, whatever is written meanwhile', async () => {
    const busy = await tellStory();
    onTestFinished(() => busy.stop());
    const ids = await Promise.all(Array.from({ length: 20 }, () => busy.givenContact({ city: '0' })));
    let [isOver, written] = [false, 0];
    const writers = ids.map(async (id, index) => {
      for (let turn = 1; !isOver; turn++) {
        await busy.millrace.patch(`/crm/v3/objects/contacts/${id}`, {
          properties: { city: `${turn}.${index}` },
        });
        written++;
      }
    });
    const backups: Buffer[] = [];
    while (backups.length < 3) backups.push(await backedUp(busy.millrace.sql));
    isOver = true;
    await Promise.all(writers);
    expect(written).toBeGreaterThan(20);
    const seen = new Set<string>();
    for (const bytes of [backups[0]!, backups[2]!]) {
      const { sql } = await emptyDatabase();
      await restored(sql, bytes);
      // A record is what its last change has made it.
      const rows = await sql`
        select r.properties ->> 'city' as city,
               (select c.after -> 'city' from changes c where c.account_id = r.account_id and c.record_id = r.id
                  and c.after ? 'city' order by c.id desc limit 1) as last
        from records r where r.object_type_id = '0-1'`;
      expect(rows).toHaveLength(ids.length);
      for (const { city, last } of rows) expect(last).toEqual(city);
      seen.add(JSON.stringify(rows.map(({ city }) => city)));
    }
    expect(seen.size).toBe(2);
  });
});

describe('one account', () => {
  /** A server of somebody else, with another key and an account 1 of its own. */
  let host: Story;
  let hostsOwn: string;
  beforeAll(async () => {
    host = await tellStory({ secretKey: OTHER_KEY });
    hostsOwn = await host.givenContact({ firstname: 'Of the host' });
    await host.settle();
  });
  afterAll(() => host.stop());

  test('comes in beside others, with its tokens, what waits and its secrets', async () => {
    const { sql } = story.millrace;
    const { accountId, token } = second.millrace;
    // The installation of the host has been given numbers, too.
    const bytes = await backedUp(sql, { account: accountId, key: KEY });
    const wanted = { box: new SecretBox(OTHER_KEY) };
    const before = await everything(host.millrace.sql);
    const { accounts } = await restored(host.millrace.sql, bytes, wanted);
    const id = accounts[0]!.id;
    expect(accounts).toEqual([{ id, was: accountId, name: 'Second', unreadable: [] }]);
    const after = await everything(host.millrace.sql);
    for (const [table, rows] of Object.entries(before).filter(([table]) => table !== 'accounts'))
      expect(after[table]!.startsWith(rows), table).toBe(true);
    expect(await readSecrets(host.millrace.sql, wanted.box, id, ['api_key'])).toEqual(
      new Map([['api_key', 'the second secret']]),
    );
    const moved = storyOf({ ...host.millrace, accountId: id, token, ...asCaller(host.millrace.url, token) });
    const [{ id: itsFlow }] = (await moved.millrace.get('/automation/v4/flows')).body.results;
    expect((await moved.enrollments(itsFlow)).map(({ status }) => status)).toEqual(['ACTIVE']);
    await moved.pass('PT1H');
    expect((await moved.enrollments(itsFlow)).map(({ status }) => status)).toEqual(['COMPLETED']);
    expect(
      (await host.millrace.get(`/crm/v3/objects/contacts/${hostsOwn}?properties=firstname`)).body.properties
        .firstname,
    ).toBe('Of the host');
    // Once more it would be there twice.
    await expect(restored(host.millrace.sql, bytes, wanted)).rejects.toThrow('The account is here already');
  });

  test('is taken out of a backup of all; secrets under a key that nobody names are named', async () => {
    const { accountId } = second.millrace;
    const bytes = await backedUp(story.millrace.sql);
    const { sql } = await emptyDatabase();
    const { accounts } = await restored(sql, bytes, { account: accountId, box: new SecretBox(OTHER_KEY) });
    expect(accounts).toEqual([{ id: accountId, was: accountId, name: 'Second', unreadable: ['api_key'] }]);
    const there = await everything(sql);
    const [whole, kept] = [await everything(story.millrace.sql), there['records']!.split('\n')];
    expect(kept).toEqual(whole['records']!.split('\n').filter((row) => row.startsWith(`(${accountId},`)));
    expect(there['accounts']).toMatch(new RegExp(`^\\(${accountId},`));
  });

  test('that there is not is refused, by what there is', async () => {
    const { sql } = story.millrace;
    await expect(backedUp(sql, { account: '999' })).rejects.toThrow(
      /There is no account 999\. There are 1 "Millrace", \d+ "Second"/,
    );
    const bytes = await backedUp(sql, { account: second.millrace.accountId });
    await expect(restored((await emptyDatabase()).sql, bytes, { account: '1' })).rejects.toThrow(
      /It has no account 1, being of one alone\. It has \d+ "Second"/,
    );
  });
});

describe('what cannot be restored', () => {
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await backedUp(story.millrace.sql);
  });

  /** The same backup with another text in it. */
  const changed = (change: (text: string) => string) => gzipSync(change(gunzipSync(bytes).toString()));

  test.each<[string, () => Buffer, string]>([
    ['a file that is cut off', () => bytes.subarray(0, bytes.length - 9), 'It is not whole'],
    ['half a file', () => bytes.subarray(0, bytes.length / 2), 'It is not whole'],
    [
      'a text that ends behind a table',
      () => changed((text) => text.slice(0, text.indexOf('{"table":"lists"'))),
      'It is not whole',
    ],
    ['another file', () => Buffer.from('# Notes\n'), 'It is no backup of Millrace'],
    ['another compressed file', () => gzipSync('# Notes\n'), 'It is no backup of Millrace'],
    ['nothing', () => Buffer.alloc(0), 'It is not whole'],
    ['a flipped bit', () => flipped(bytes), 'damaged'],
    [
      'a lost row',
      () => changed((text) => text.replace(/("table":"records".*\n).*\n/, '$1')),
      'It is damaged: records has',
    ],
    [
      'a table that there is not',
      () => changed((text) => text.replace('"table":"records"', '"table":"recrods"')),
      '"recrods"',
    ],
    ['more behind the end', () => changed((text) => `${text}{}\n`), 'more follows'],
    ['a format to come', () => changed((text) => text.replace('"format":1', '"format":2')), 'a format (2)'],
    [
      'a backup of a newer release',
      () =>
        changed((text) =>
          text.replace('"migrations":[', '"migrations":[{"file":"9999_new.sql","checksum":"x"},'),
        ),
      'The backup was written by a newer release: it has 9999_new.sql',
    ],
  ])('%s is refused, and nothing is written', async (_, make, message) => {
    const { sql } = await emptyDatabase();
    await expect(restored(sql, make())).rejects.toThrow(message);
    expect(Object.values(await everything(sql)).filter((text) => text !== '')).toEqual([]);
  });

  test('nor into a database that has accounts, or a newer form', async () => {
    const busy = await emptyDatabase();
    await ensureFirstAccount(busy.sql, undefined);
    await expect(restored(busy.sql, bytes)).rejects.toThrow('The database has accounts already');
    const older = changed((text) =>
      text.replace(/,\{"file":"[^"]+","checksum":"[^"]+"\}\],"months"/, '],"months"'),
    );
    await expect(restored(busy.sql, older)).rejects.toThrow(
      /of an older release \(1\.2\.3\) than the database, which has \d{4}_/,
    );
  });

  test('a full disk fails the backup; the database is left alone', async () => {
    const full = new Writable({
      write: (_chunk, _encoding, done) =>
        done(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })),
    });
    await expect(backUp(story.millrace.sql, full, { release: '1', keyId: null })).rejects.toThrow('ENOSPC');
    expect((await checkBackup(Readable.from([await backedUp(story.millrace.sql)]))).accounts).toHaveLength(2);
  });
});

test('a backup of an older release is brought up to date', async () => {
  const all = await appliedMigrations(story.millrace.sql);
  const old = await emptyDatabase(createEmptyDatabase);
  await migrate(old.sql, undefined, new Set(all.slice(0, -3).map(({ file }) => file)));
  await ensureFirstAccount(old.sql, undefined);
  const { sql } = await emptyDatabase(createEmptyDatabase);
  await restored(sql, await backedUp(old.sql));
  expect(await appliedMigrations(sql)).toEqual(all);
  expect((await everything(sql))['accounts']).toMatch(/^\(1,Millrace/);
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[Math.floor(copy.length / 2)]! ^= 0x10;
  return copy;
}

/** Values may have lines of their own. */
function rowsIn(text: string): number {
  return text.split(/\n(?=\()/).length;
}
