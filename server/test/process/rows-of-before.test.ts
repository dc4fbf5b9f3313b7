/** Logs that an earlier release has written, and goes on writing while it is replaced, read as what they are. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changesOfRecord, ensurePartitions } from '../../src/history/index.ts';
import { listPassageSteps } from '../../src/passages/index.ts';
import { migrate } from '../../src/platform/index.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts';

const MIGRATIONS = readdirSync(new URL('../../migrations/', import.meta.url)).filter((file) =>
  file.endsWith('.sql'),
);
const MONTH = '2026-03-02T00:00:00Z';

/** What an earlier release does. */
const INSERT_CHANGE = `
  insert into changes (account_id, id, object_type_id, record_id, kind, before, after, at, source, depth)
  select 1, nextval('change_ids'), row.* from jsonb_to_recordset($1::jsonb) as row (
    object_type_id text, record_id bigint, kind text, before jsonb, after jsonb, at timestamptz, source jsonb, depth smallint)
  returning id`;
const INSERT_STEP = `
  insert into steps (account_id, flow_id, enrollment_id, number, record_id, revision_id, action_id, action_type, outcome, reason, detail, started_at, at)
  select 1, 7, row.enrollment_id, row.number, 1001, 3, row.action_id, '0-5', row.outcome::step_outcome, row.reason, row.detail, row.started_at, row.at
  from jsonb_to_recordset($1::jsonb) as row (
    enrollment_id bigint, number integer, action_id text, outcome text, reason text, detail jsonb, started_at timestamptz, at timestamptz)`;

const changed = (kind: string, before: object | null, after: object | null, source: object) => ({
  object_type_id: '0-1',
  record_id: 1001,
  kind,
  before,
  after,
  at: MONTH,
  source,
  depth: 2,
});
const CHANGES = [
  changed('created', null, { city: 'Bern' }, { type: 'API', id: '5' }),
  changed(
    'updated',
    { city: 'Bern' },
    { city: null },
    { type: 'FLOW', id: '7', enrollmentId: '9', actionId: '2' },
  ),
  changed('archived', null, null, { type: 'SYSTEM' }),
];
const taken = (number: number, outcome: string, detail: object | null, startedAt = MONTH) => ({
  enrollment_id: 9,
  number,
  action_id: String(number),
  outcome,
  reason: outcome === 'FAILED' ? 'REFUSED' : null,
  detail,
  started_at: startedAt,
  at: MONTH,
});
const STEPS = [
  taken(1, 'SUCCEEDED', { value: 'x' }, '2026-03-01T00:00:00.123Z'),
  taken(2, 'FAILED', { message: 'No.' }),
];

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(() => database.drop());

const read = (view: string) => database.sql.unsafe(`select * from ${view}`);

test('what was there before the upgrade is there after it, and what the release before writes then', async () => {
  const { sql } = database;
  await migrate(sql, undefined, new Set(MIGRATIONS.filter((file) => file < '0106')));
  for (const table of ['changes', 'steps'])
    await sql.unsafe(
      `create table ${table}_2026_03 partition of ${table} for values from ('2026-03-01Z') to ('2026-04-01Z')`,
    );
  await sql.unsafe(INSERT_CHANGE, [CHANGES]);
  await sql.unsafe(INSERT_STEP, [STEPS]);
  const before = {
    changes: await read('changes order by id'),
    steps: await read('steps order by number'),
  };

  await migrate(sql);
  expect(await read('changes order by id')).toEqual(before.changes);
  expect(await read('steps order by number')).toEqual(before.steps);
  await ensurePartitions(sql, Date.parse(MONTH));

  await sql.unsafe(INSERT_CHANGE, [CHANGES]);
  await sql.unsafe(INSERT_STEP, [STEPS.map((step) => ({ ...step, enrollment_id: 10 }))]);
  const bare = ({ id: _, ...change }: Record<string, unknown>) => change;
  expect((await read('changes order by id')).slice(CHANGES.length).map(bare)).toEqual(
    before.changes.map(bare),
  );
  expect((await read('steps where enrollment_id = 10 order by number')).map((row) => row['detail'])).toEqual(
    STEPS.map(({ detail }) => detail),
  );
});

/** A write and a turn as this release makes them. */
async function writeTogether(): Promise<void> {
  await database.sql.unsafe(
    `insert into writes (account_id, object_type_id, record_id, at, source, depth, entries) values (1, '0-1', 2002, $1, '["FLOW", "7", "9"]', 1, $2)`,
    [
      MONTH,
      [
        ['u', { city: 'Rome' }, '3', { city: 'Bern' }],
        ['a', ['0-2', '44', 'HUBSPOT_DEFINED', 1], '4'],
        ['x'],
      ],
    ],
  );
  await database.sql.unsafe(
    `insert into turns (account_id, flow_id, enrollment_id, number, record_id, revision_id, outcome, at, entries) values (1, 7, 20, 4, 2002, 3, 'FAILED', $1, $2)`,
    [
      MONTH,
      [
        ['4', 'LIST_BRANCH', { branch: 'A' }],
        ['5', '0-5', { message: 'No.' }, 'FAILED', 'REFUSED'],
        ['6', '0-1', null, null, null, Date.parse('2026-03-01T00:00:00.123Z')],
      ],
    ],
  );
}

test('what is written together is read one by one', async () => {
  await writeTogether();
  const { changes } = await changesOfRecord(database.sql, '1', {
    ref: { objectTypeId: '0-1', id: '2002' },
    formerIds: [],
    order: 'ASCENDING',
    limit: 10,
  });
  const id = changes[0]!.id;
  const common = {
    ref: { objectTypeId: '0-1', id: '2002' },
    at: Date.parse(MONTH),
    depth: 1,
  };
  const source = (actionId?: string) => ({
    type: 'FLOW',
    id: '7',
    enrollmentId: '9',
    ...(actionId && { actionId }),
  });
  expect(changes).toEqual([
    {
      ...common,
      id,
      kind: 'updated',
      before: { city: 'Bern' },
      after: { city: 'Rome' },
      source: source('3'),
    },
    {
      ...common,
      id: String(Number(id) + 1),
      kind: 'associated',
      before: null,
      after: { objectTypeId: '0-2', id: '44', category: 'HUBSPOT_DEFINED', typeId: 1 },
      source: source('4'),
    },
    { ...common, id: String(Number(id) + 2), kind: 'archived', before: null, after: null, source: source() },
  ]);
  const steps = await listPassageSteps(database.sql, '1', '7', '20');
  expect(steps.map(({ number, outcome, reason, startedAt }) => [number, outcome, reason, startedAt])).toEqual(
    [
      [4, 'SUCCEEDED', null, new Date(MONTH).toISOString()],
      [5, 'FAILED', 'REFUSED', new Date(MONTH).toISOString()],
      [6, 'SUCCEEDED', null, '2026-03-01T00:00:00.123Z'],
    ],
  );
});

test('a table that is published elsewhere can be deleted from, in months of before and since', async () => {
  const { sql } = database;
  await ensurePartitions(sql, Date.parse('2026-05-01T00:00:00Z'));
  const months = await sql`
    select relid::regclass::text as name, (select relreplident from pg_class where oid = relid) as identity
    from pg_partition_tree('writes') union all
    select relid::regclass::text, (select relreplident from pg_class where oid = relid) from pg_partition_tree('turns')`;
  expect(months.map((row) => row['name'])).toEqual(
    expect.arrayContaining(['writes', 'writes_2026_03', 'writes_2026_05', 'turns_2026_03', 'turns_2026_06']),
  );
  expect(new Set(months.map((row) => row['identity']))).toEqual(new Set(['f']));
});

test('the release before can erase and forget, of what is written together, too', async () => {
  const { sql } = database;
  const [{ id }] = (await read(`changes where record_id = 2002 order by id`)) as [{ id: string }];
  await sql.unsafe(`delete from changes where record_id = 2002 and id = ${id}::bigint + 1`);
  expect((await read('changes where record_id = 2002 order by id')).map((row) => row['kind'])).toEqual([
    'updated',
    'archived',
  ]);
  await sql.unsafe('delete from changes where record_id in (2002, 1001)');
  expect(await read('writes')).toEqual([]);

  await sql.unsafe('update steps set detail = null where detail is not null');
  expect(await read('steps where detail is not null')).toEqual([]);
  expect(await read('steps')).toHaveLength(2 * STEPS.length + 3);
  await sql.unsafe(`delete from steps where enrollment_id in (9, 20) and at = '${MONTH}'`);
  expect((await read('steps')).map((row) => row['enrollment_id'])).toEqual(['10', '10']);
});
