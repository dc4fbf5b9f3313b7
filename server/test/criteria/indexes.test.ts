import { afterAll, beforeAll, expect, test } from 'vitest';
import { and, contextOf, criteria, property } from '../../../core/criteria/criteria.test-support.ts';
import { compileSql } from '../../../core/criteria/index.ts';
import { recordRow } from '../../src/loading/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { prepare } from './store.test-support.ts';

const context = contextOf({ email: 'string', flag: 'bool', stage: 'enumeration', born: 'date' });
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await prepare(database.sql);
  await database.sql.unsafe(`
    insert into records (account_id, object_type_id, properties, created_at, updated_at)
      select 1, '0-1', jsonb_build_object('email', 'p' || n || '@example.com', 'stage', 'a;b', 'flag', 'true', 'born', '2000-01-01'), now(), now()
      from generate_series(1, 5000) n;
    create index by_email on records (account_id, object_type_id, lower((properties->>'email') collate "und-x-icu"));
    create index by_flag on records (account_id, object_type_id, (properties->>'flag'));
    create index by_stage on records using gin (string_to_array(properties->>'stage', ';'));
    analyze records`);
});
afterAll(() => database.drop());

test.each([
  [
    'by_email',
    property('email', { operationType: 'STRING', operator: 'IS_EQUAL_TO', value: 'P7@example.com' }),
    1,
  ],
  [
    'by_email',
    property('email', {
      operationType: 'MULTISTRING',
      operator: 'IS_EQUAL_TO',
      values: ['p8@example.com', 'x'],
    }),
    1,
  ],
  ['by_flag', property('flag', { operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: false }), 0],
  ['by_stage', property('stage', { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['c'] }), 0],
])('the index that docs/criteria.md suggests serves its filter: %s', async (index, filter, expected) => {
  const params: unknown[] = [1];
  const condition = compileSql(criteria(and(filter)), context, 0, recordRow('r', params));
  const statement = `select r.id from records r where r.account_id = $1::bigint and r.object_type_id = '0-1' and ${condition}`;
  const plan = await database.sql.unsafe(`explain (costs off) ${statement}`, params as never[]);
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  expect(await database.sql.unsafe(statement, params as never[])).toHaveLength(expected);
});
