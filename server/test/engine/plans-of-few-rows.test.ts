import { afterAll, beforeAll, expect, test } from 'vitest';
import { asideEffectsOf, cancelEffectsOf } from '../../src/effects/index.ts';
import { deleteMembershipsOf } from '../../src/lists/queries/memberships.ts';
import { selectActive } from '../../src/passages/end-early.ts';
import { loadStandings } from '../../src/passages/index.ts';
import { type Db, openDatabase, type Sql } from '../../src/platform/index.ts';
import { type Millrace, startMillrace } from '../support/millrace.ts';

/**
 * A plan is made when a statement is first asked, and kept: it has to be right for a table that grows, whatever it held just then. Sizes at which one
 * index of it has a level more than another are those at which plans went wrong. What a connection has read of an index it keeps: of one that it has not
 * used since it was small it goes on to expect a single page.
 */
const SIZES = [0, 40, 90, ...Array.from({ length: 26 }, (_, index) => 100 + 10 * index), 800, 20_000];
/** Where a second level comes. */
const LARGE = [46_000, 52_000, 58_000, 64_000, 70_000];

/** The embedded server's, and PostgreSQL's own. */
const PAGE_COSTS = [1.1, 4];

let millrace: Millrace;
let asking: Sql;
let statements: string[] = [];

beforeAll(async () => {
  millrace = await startMillrace({ role: 'api' });
  asking = openDatabase(millrace.address, { connections: 1, onStatement: (text) => statements.push(text) });
  for (const table of ['enrollments', 'list_memberships', 'effects'])
    await millrace.sql.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
});
afterAll(async () => {
  await asking?.end();
  await millrace?.stop();
});

test('passages and memberships are found by their records, and effects by their passages, however many there were when the plan was made', async () => {
  const wrong: string[] = [];
  let rows = 0;
  for (const size of [...SIZES, ...LARGE]) {
    await millrace.sql`
      insert into enrollments (account_id, flow_id, id, object_type_id, record_id, revision_id, status, enrolled_at, trigger, ended)
      select 1, 7, id, '0-1', id * 7919 % 1000003, 1, 'COMPLETED', now(), '{}', id from generate_series(${rows + 1}::bigint, ${size}) as id`;
    await millrace.sql`
      insert into list_memberships (account_id, list_id, record_id) select 1, 7, id * 7919 % 1000003 from generate_series(${rows + 1}::bigint, ${size}) as id`;
    await millrace.sql`
      insert into effects (account_id, kind, idempotency_key, flow_id, enrollment_id, request, created_at, due_at)
      select 1, 'webhook', id, 7, id * 7919 % 1000003, '{}', now(), now() from generate_series(${rows + 1}::bigint, ${size}) as id`;
    rows = size;
    for (const [name, { table, index, ask }] of Object.entries(ASKED)) {
      for (const pageCost of PAGE_COSTS) {
        const plan = await planOf(table, ask, pageCost);
        if (!plan.includes(`using ${index} on`)) wrong.push(`${name} at ${size}: ${plan}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

interface Asked {
  readonly table: string;
  readonly index: string;
  readonly ask: (db: Db) => Promise<unknown>;
}

const ofEnrollments = { table: 'enrollments', index: 'enrollments_by_record' };
const ofMemberships = { table: 'list_memberships', index: 'list_memberships_by_record' };
const ofEffects = { table: 'effects', index: 'effects_waiting' };

/** What is asked of a table record by record, or passage by passage. */
const ASKED: Readonly<Record<string, Asked>> = {
  standings: { ...ofEnrollments, ask: (db) => loadStandings(db, '1', [{ flowId: '7', recordId: '1' }]) },
  active: { ...ofEnrollments, ask: (db) => selectActive(unitOf(db), [{ objectTypeId: '0-1', id: '1' }]) },
  memberships: { ...ofMemberships, ask: (db) => deleteMembershipsOf(unitOf(db), ['0']) },
  cancelled: { ...ofEffects, ask: (db) => cancelEffectsOf(unitOf(db), [{ id: '0', recordId: '1' }]) },
  aside: { ...ofEffects, ask: (db) => asideEffectsOf(unitOf(db), ['0']) },
};

type Unit = Parameters<typeof selectActive>[0];

const unitOf = (tx: Db) => ({ tx, account: { id: '1' } }) as unknown as Unit;

/** How a statement finds its rows with values of which nothing is known. */
async function planOf(table: string, ask: (db: Db) => Promise<unknown>, pageCost: number): Promise<string> {
  return asking.begin(async (tx) => {
    statements = [];
    await ask(tx);
    const text = statements.find((each) => each.includes(`from ${table}`))!;
    const values = Math.max(...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
    await tx.unsafe('set local plan_cache_mode = force_generic_plan');
    await tx.unsafe(`set local random_page_cost = ${pageCost}`);
    await tx.unsafe(`prepare asked as ${text}`);
    const rows = await tx.unsafe(`explain execute asked(${Array(values).fill('null').join()})`);
    await tx.unsafe('deallocate asked');
    return rows
      .map((row) => String(row['QUERY PLAN']))
      .find((line) => line.includes(` on ${table}`) && line.includes('Scan'))!;
  }) as Promise<string>;
}
