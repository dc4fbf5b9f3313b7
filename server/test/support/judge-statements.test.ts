import { loadModule } from 'libpg-query';
import { beforeAll, describe, expect, test } from 'vitest';
import { EXCEPTIONS } from './account-exceptions.ts';
import { troublesOf } from './judge-statements.ts';
import { readSchema } from './known-schema.ts';
import { piecesOfSources } from './noted-statements.ts';
import { faultsOf } from './statement-rules.ts';

const schema = readSchema();
const judge = (sql: string) => faultsOf(sql, schema).map(({ rule, of }) => `${rule}: ${of}`);

beforeAll(() => loadModule());

describe('each table is bound to its account by a constant, in the level that names it', () => {
  test.each([
    'select id from flows where account_id = $1',
    'select id from flows flow where flow.account_id = $1::bigint and (is_enabled or id = 1)',
    'select 1 from flows join flow_revisions of on of.account_id = flows.account_id where flows.account_id = $1',
    'select 1 from flows join lists using (account_id) where lists.account_id = $1',
    'select 1 from flows f join flow_revisions r on (r.account_id, r.flow_id) = (f.account_id, f.id) where f.account_id = $1',
    'select 1 from accounts where id = 7',
    'with flows as (select 1 from lists where account_id = $1) select 1 from flows',
    'insert into flows (account_id, id) values ($1, 2), ($1, 3)',
    'insert into flows (account_id, id) select $1::bigint, row.id from unnest($2::bigint[]) as row (id)',
    'insert into flows (id, account_id) select 1, lists.account_id from lists where account_id = $1',
    'insert into accounts (name) values ($1)',
    'delete from due_enrollments using (select ctid as place from due_enrollments where account_id = $1) as due where due_enrollments.ctid = due.place and due_enrollments.account_id === $1',
    'update effects set result = null where account_id = $1 and id = any($2::bigint[])',
    'select 1 from lists where account_id = $1 union all select 1 from flows where account_id = $1',
    'select (select 1 from lists l where l.account_id = flows.account_id and l.account_id === $1) from flows where account_id = $1',
    'select 1 from effect_workers',
  ])('%s', (sql) => expect(judge(sql)).toEqual([]));

  test.each([
    ['select id from flows', 'flows'],
    ['select id from flows where account_id = any($1)', 'flows'],
    ['select id from flows where account_id = $1 or is_enabled', 'flows'],
    ['select id from flows where account_id = id', 'flows'],
    ['select 1 from flows join lists using (id) where lists.account_id = $1', 'flows'],
    ['select 1 from lists where account_id = $1 union all select 1 from flows', 'flows'],
    ['with gone as (delete from lists returning account_id) select 1 from gone', 'lists'],
    [
      'delete from due_enrollments using (select ctid as place from due_enrollments where account_id = $1) as due where due_enrollments.ctid = due.place',
      'due_enrollments',
    ],
    ['update effects set result = null where id = $1', 'effects'],
    ['insert into flows select * from lists where account_id = $1', 'flows'],
    [
      'insert into flows (account_id, id) select account_id, id from unnest($1::bigint[], $2::bigint[]) as row (account_id, id)',
      'flows',
    ],
    ['insert into flows (account_id, id) values ($1, 2), (3 + 4, 3)', 'flows'],
    ['select 1 from changes', 'changes'],
  ])('%s', (sql, table) => expect(judge(sql)).toEqual([`account: ${table}`]));
});

test.each([
  [
    'select (select 1 from lists where lists.account_id = flows.account_id) from flows where account_id = $1',
    'lists',
  ],
  [
    'select 1 from flows, lateral (select 1 from lists l where l.account_id = flows.account_id) as of where account_id = $1',
    'lists',
  ],
  [
    'select 1 from accounts where id = $1 and exists (select from flows where account_id = accounts.id)',
    'flows',
  ],
])('what the query around it says does not count: %s', (sql, table) =>
  expect(judge(sql)).toEqual([`account: ${table}`]),
);

test.each([
  ['update flows set updated_at = clock_timestamp() where account_id = $1', 'volatile: clock_timestamp'],
  ['delete from flows where account_id = $1 and id = (select nextval($2))', 'volatile: nextval'],
  ['update jobs set turn = default where account_id = $1', 'volatile: default'],
  [
    'with read as (select clock_timestamp() as at) update flows set updated_at = read.at from read where account_id = $1',
    'volatile: clock_timestamp',
  ],
  [
    'insert into lists (account_id) values ($1) on conflict (account_id) do update set name = now()::text',
    'conflict: now',
  ],
  [
    'with gone as (delete from lists where account_id = $1 and ctid = $2) insert into flows (account_id) values ($1)',
    'insertion: flows',
  ],
  [
    'update flows set draft = case when is_enabled then jsonb_build_object($2::text, 1) else draft end where account_id = $1',
    'stable: jsonb_build_object',
  ],
  ['delete from flows where account_id = $1 and coalesce(deleted_at, now()) < $2', 'stable: now'],
  ['update flows set name = to_char(created_at, $2) where account_id = $1', 'stable: to_char'],
  ['select pg_advisory_xact_lock(1, 2) from flows where account_id = $1', 'lock: pg_advisory_xact_lock'],
  ['select account_now(accounts) from accounts where id = $1', 'whole row: accounts'],
  ['select to_jsonb(flow.*) from flows flow where account_id = $1', 'whole row: flows'],
  [
    'select latest.of from (select writes as of from writes where account_id = $1) as latest',
    'whole row: writes',
  ],
  ['select status::step_outcome from enrollments where account_id = $1', 'enum: step_outcome'],
])('no shard can be asked: %s', (sql, fault) => expect(judge(sql)).toEqual([fault]));

test.each([
  'update flows set updated_at = now() where account_id = $1',
  "update client_writes set position = case current_setting('jit') when 'off' then $2 else $3 end where account_id = $1",
  'update flows set updated_at = to_timestamp($2) where account_id = $1 and id = $3',
  "update flows set draft = coalesce((select jsonb_agg(each) from jsonb_array_elements(draft) as each), '[]') where account_id = $1",
  'update flows set draft = (select jsonb_agg(each) from jsonb_array_elements(draft) as each) where account_id = $1',
  'insert into flows (account_id, name) values ($1, coalesce($2, now()::text))',
  'select pg_advisory_xact_lock(1, 2)',
  'select 1 from generate_series(1, 9) as each (lane), lateral (select 1 from lists where account_id = $1 and id = each.lane limit 1) as list',
  'select $1::step_outcome, $2::text[]::step_outcome[]',
  'select flow.* from flows flow where account_id = $1',
])('each can be asked: %s', (sql) => expect(judge(sql)).toEqual([]));

test('over all accounts, what is asked of all machines first has a column', () => {
  expect(judge('select not exists (select from accounts) as empty')).toEqual([
    'account: accounts',
    'no columns: exists',
  ]);
  expect(judge('select not exists (select 1 from accounts) as empty')).toEqual(['account: accounts']);
  expect(judge('select exists (select from accounts where id = $1)')).toEqual([]);
});

test('over all accounts, a part that names no table is the same whenever it is asked', () => {
  const now = 'account_now(accounts.clock_held_at, accounts.clock_offset) as at';
  expect(judge(`select at from accounts, lateral (select ${now} offset 0) as clock`)).toEqual([
    'account: accounts',
    'no table: account_now',
  ]);
  expect(judge(`select at from accounts, lateral (select 1 as at) as clock`)).toEqual(['account: accounts']);
  expect(judge(`select at from accounts, lateral (select ${now}) as clock where accounts.id = $1`)).toEqual(
    [],
  );
});

test('over all accounts, LIMIT for each row of a function cannot be asked', () => {
  const some = '(select 1 from lists where lists.account_id = accounts.id and id = each.lane limit 1)';
  const each = 'generate_series(1, 9) as each (lane)';
  const faults = ['account: accounts', 'account: lists', 'limit: each'];
  expect(judge(`select 1 from accounts, ${each} cross join lateral ${some} as list`)).toEqual(faults);
  expect(
    judge(`select 1 from accounts, lateral (select 1 from ${each}, lateral ${some} as list) as one`),
  ).toEqual(faults);
});

describe('an exception', () => {
  const EXCEPTION = [{ opening: 'select id from flows', tables: ['flows'] }];

  test('is of its tables only, and goes with what it was for', async () => {
    expect(await troublesOf(['select id\n from flows'], EXCEPTION)).toEqual([]);
    expect(await troublesOf(['select id from flows, lists'], EXCEPTION)).toEqual([
      'no account of lists: select id from flows, lists',
    ]);
    expect(await troublesOf(['select id from flows where account_id = $1'], EXCEPTION)).toEqual([
      'is bound, so that its exception can go: select id from flows where account_id = $1',
    ]);
  });

  test('begins a statement of the sources, and only one of them begins it', () => {
    const openings = piecesOfSources().map(([opening]) => opening!);
    const found = EXCEPTIONS.map(({ opening }) => [
      opening,
      openings.filter((each) => each.startsWith(opening) || opening.startsWith(`${each} `)).length > 0,
    ]);
    expect(found.filter(([, isThere]) => !isThere)).toEqual([]);
  });
});
