import { readFile } from 'node:fs/promises';
import { CrmSchema } from '@millrace/core/crm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkSearch } from '../../../../src/records/search/check-search.ts';
import { searchRequest } from '../../../../src/records/search/search-request.ts';
import { searchSql } from '../../../../src/records/search/search-sql.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';

const schema = new CrmSchema({
  objectTypes: [],
  properties: [],
  groups: [],
  associationTypes: [],
  pipelines: [],
});
const deal = schema.objectType('deals')!;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.sql`insert into accounts (id, name) values (1, 'A')`;
  await database.sql.unsafe(`
    insert into records (account_id, object_type_id, properties, created_at, updated_at)
    select 1, '0-3', jsonb_build_object('dealname', 'Deal ' || n, 'amount', n::text,
      'hs_lastmodifieddate', to_char(timestamptz '2026-01-01 UTC' + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.000Z')), now(), now()
    from generate_series(1, 5000) n`);
  for (const statement of await suggested())
    await database.sql.unsafe(statement.replace(' concurrently', ''));
  await database.sql`analyze records`;
});
afterAll(() => database.drop());

/** The indexes that the operator's page suggests for searches. */
async function suggested(): Promise<string[]> {
  const page = await readFile(new URL('../../../../../docs/operations.md', import.meta.url), 'utf8');
  return page.match(/create index concurrently search_[^;]+;/g) ?? [];
}

it.each([
  [
    'search_by_modified',
    { propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: '2026-01-04T11:00:00Z' },
    21,
  ],
  ['search_by_name', { propertyName: 'dealname', operator: 'EQ', value: 'deal 7' }, 1],
  ['search_by_name', { propertyName: 'dealname', operator: 'IN', values: ['deal 7', 'Deal 8'] }, 2],
  ['search_by_amount', { propertyName: 'amount', operator: 'BETWEEN', value: '10', highValue: '12.5' }, 3],
  ['records_pkey', { propertyName: 'hs_object_id', operator: 'IN', values: ['1', '2'] }, 0],
])('%s serves %j', async (index, filter, expected) => {
  const params: unknown[] = [1, '0-3'];
  const checked = checkSearch(schema, deal, searchRequest.parse({ filters: [filter] }), new Set());
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const { where } = searchSql(checked.value, params);
  const statement = `
    select r.id from records r
    where r.account_id = $1::bigint and r.object_type_id = $2::text and r.archived_at is null and ${where}`;
  const plan = await database.sql.unsafe(`explain (costs off) ${statement}`, params as never[]);
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  expect(await database.sql.unsafe(statement, params as never[])).toHaveLength(expected);
});
