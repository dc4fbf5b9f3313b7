import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { situationOf } from '../../../core/criteria/criteria.test-support.ts';
import { compileSql } from '../../../core/criteria/index.ts';
import { operationKinds } from '../../../core/criteria/operators/list.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { idsWhere, prepare, storeContacts } from './store.test-support.ts';

let database: TestDatabase;
const cases = operationKinds.flatMap((kind) =>
  kind.cases.map((example) => ({ name: kind.names[0], example })),
);

beforeAll(async () => {
  database = await createTestDatabase();
  await prepare(database.sql);
  const contacts = cases.map(({ name, example }) => {
    const { subject } = situationOf(name, example);
    const about =
      example.other?.type && JSON.stringify(example.operation).includes('UPDATED_AT') ? 'other' : 'tested';
    const history = (example.history ?? []).map((each) => ({
      property: about,
      value: each.value,
      at: Date.parse(each.at),
    }));
    return { properties: subject.properties, history, events: [], lists: [], companies: [] };
  });
  await storeContacts(database.sql, contacts);
});
afterAll(() => database.drop());

describe('SQL answers every case as the predicate does', () => {
  test.each(
    cases.map(
      (each, index) =>
        [`${each.name} ${String(each.example.operation['operator'])}: ${each.example.says}`, index] as const,
    ),
  )('%s', async (_title, index) => {
    const { name, example } = cases[index]!;
    const { tree, context, now } = situationOf(name, example);
    const params: unknown[] = [];
    const found = await idsWhere(database.sql, compileSql(tree, context, now, params), params);
    expect(found.has(index + 1)).toBe(example.met);
  });
});
