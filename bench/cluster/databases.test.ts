/** What the bench refuses, before anything is written. Citus is one that only says what it is asked for, since no other is at hand. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmptyDatabase, type TestDatabase, urlOf } from '../../server/test/support/database.ts';
import { postmasterOf } from '../gauge/postmaster.ts';
import { Refused } from '../refused.ts';
import { chosenDatabases } from './databases.ts';
import { cluster } from './index.ts';
import { SideNodes } from './side-nodes.ts';

let spread: TestDatabase;
let plain: TestDatabase;
beforeAll(async () => {
  [spread, plain] = await Promise.all([createEmptyDatabase(), createEmptyDatabase()]);
  await spread.sql.unsafe(`
    create schema citus_feigned;
    create table citus_feigned.pg_extension as select 'citus' as extname;
    create table citus_feigned.pg_dist_local_group as select 0 as groupid;
    create table citus_feigned.pg_roles as select current_user::text as rolname, true as rolsuper;
    create table citus_feigned.pg_dist_node as
      select * from (values (0, 'one.test', 5432, true, 'primary', false), (1, 'two.test', 5433, true, 'primary', true),
                            (2, 'old.test', 5433, false, 'primary', true), (1, 'standby.test', 5433, true, 'secondary', true))
        as nodes (groupid, nodename, nodeport, isactive, noderole, shouldhaveshards)`);
  await spread.sql.unsafe(
    `alter database ${nameOf(spread)} set search_path = citus_feigned, pg_catalog, public`,
  );
});
afterAll(async () => {
  await Promise.all([spread, plain].map((database) => database.drop()));
});

const nameOf = ({ address }: TestDatabase) => ('database' in address ? address.database : '');
const chosen = (changed: { spread?: string | undefined; plain?: string | undefined } = {}) =>
  chosenDatabases({ spread: urlOf(spread.address), plain: urlOf(plain.address), ...changed });
const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refused);
  return (error as Refused).message;
};
const inSpread = async (statement: string, undo: string) => {
  await spread.sql.unsafe(statement);
  const message = await refusal(chosen());
  await spread.sql.unsafe(undo);
  return message;
};

test('options that are missing, wrong or unknown', async () => {
  const [ofSpread, ofPlain] = [spread, plain].map(({ address }) => urlOf(address));
  expect(await refusal(cluster.run([]))).toMatch(/^--spread is missing: .* --spread postgres:\/\//);
  expect(await refusal(cluster.run(['--spread', ofSpread!]))).toMatch(/^--plain is missing: /);
  expect(await refusal(cluster.run(['--spread', ofSpread!, '--plain', ofPlain!, '--runs', 'x']))).toBe(
    '--runs must be a whole number from 1 on, not "x".',
  );
  expect(await refusal(cluster.run(['--both', ofSpread!]))).toContain(
    'Options of this bench: --spread, --plain, --contacts, --runs.',
  );
});

test('addresses that are none, or lead nowhere; a password is not told', async () => {
  expect(await refusal(chosen({ spread: 'localhost/x' }))).toBe(
    '--spread "localhost/x": must begin with postgres://. Write it as postgres://user@host:5432/database.',
  );
  expect(await refusal(chosen({ plain: 'postgres://a:secret@127.0.0.1:1/x' }))).toBe(
    '--plain "127.0.0.1:1/x": The database refuses connections. Start it, or correct the address.',
  );
});

test('databases of the other kind, a worker, a user who may not spread, a cluster without workers, one that is not empty', async () => {
  expect(await refusal(chosen({ spread: urlOf(plain.address) }))).toMatch(
    new RegExp(`^--spread "/${nameOf(plain)}.*" has not the extension citus: `),
  );
  expect(await refusal(chosen({ plain: urlOf(spread.address) }))).toMatch(
    new RegExp(`^--plain "/${nameOf(spread)}.*" has the extension citus: `),
  );
  expect(
    await inSpread(
      'update citus_feigned.pg_dist_local_group set groupid = 2',
      'update citus_feigned.pg_dist_local_group set groupid = 0',
    ),
  ).toMatch(/^--spread ".*" is a worker of its cluster: name the coordinator/);
  expect(
    await inSpread(
      'update citus_feigned.pg_roles set rolsuper = false',
      'update citus_feigned.pg_roles set rolsuper = true',
    ),
  ).toMatch(/^--spread ".*": the user "millrace" is no superuser/);
  expect(
    await inSpread(
      'update citus_feigned.pg_dist_node set shouldhaveshards = false',
      'update citus_feigned.pg_dist_node set shouldhaveshards = groupid > 0',
    ),
  ).toMatch(/^--spread ".*" has no node that takes shards: /);
  expect(await inSpread('create table public.mine ()', 'drop table public.mine')).toMatch(
    /^--spread ".*" is not empty, it has "public.mine": /,
  );
  await plain.sql.unsafe('create schema theirs create view theirs.own as select 1 as one');
  expect(await refusal(chosen())).toMatch(/^--plain ".*" is not empty, it has "theirs.own": /);
  await plain.sql.unsafe('drop schema theirs cascade');
});

test('the nodes of both are found, without those that are not active or follow; nothing was written', async () => {
  const { spread: ofSpread, plain: ofPlain } = await chosen();
  expect(ofSpread.nodes.map(({ place }) => place)).toEqual(['one.test:5432', 'two.test:5433']);
  expect(ofSpread.nodes.map(({ address }) => 'url' in address && new URL(address.url).host)).toEqual([
    'one.test:5432',
    'two.test:5433',
  ]);
  expect(ofPlain.nodes.map(({ address }) => address)).toEqual([{ url: urlOf(plain.address) }]);
  for (const { sql } of [spread, plain])
    expect(await sql`select from pg_class where relnamespace = 'public'::regnamespace`).toEqual([]);
});

test('a node that cannot be entered leaves the CPU time of its side untold, and says why', async () => {
  const away = { address: { url: 'postgres://127.0.0.1:1/x' }, place: '127.0.0.1:1' };
  const own = { address: plain.address, place: 'here' };
  const nodes = await SideNodes.open({ address: plain.address, nodes: [own, away] });
  expect(nodes.unseen).toBe('127.0.0.1:1 cannot be asked: The database refuses connections.');
  expect(await nodes.seconds()).toBeUndefined();
  expect((await nodes.settings()).map(({ place, settings }) => [place, settings.has('fsync')])).toEqual([
    ['here', true],
  ]);
  await nodes.close();
});

test.runIf(process.platform === 'linux')('the server of a connection is found by what it says', async () => {
  const postmaster = await postmasterOf(plain.sql);
  const [row] = await plain.sql`show data_directory`;
  expect(await readFile(`/proc/${postmaster}/cmdline`, 'utf8')).toContain(String(row!['data_directory']));
  const nodes = await SideNodes.open({
    address: plain.address,
    nodes: [{ address: plain.address, place: 'here' }],
  });
  expect([nodes.unseen, await nodes.seconds()]).toEqual([undefined, [expect.any(Number)]]);
  await nodes.close();
});
