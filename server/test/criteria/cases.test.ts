import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { situationOf } from '../../../core/criteria/criteria.test-support.ts';
import { filterSituation } from '../../../core/criteria/filters/cases.test-support.ts';
import { filterKinds } from '../../../core/criteria/filters/list.ts';
import { compileSql } from '../../../core/criteria/index.ts';
import { operationKinds } from '../../../core/criteria/operators/list.ts';
import { recordRow } from '../../src/loading/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ACCOUNT, idsWhere, prepare, storeContacts } from './store.test-support.ts';

let database: TestDatabase;

const operations = operationKinds.flatMap((kind) =>
  kind.cases.map((example) => {
    const [name] = kind.names;
    const { tree, context, subject, now } = situationOf(name, example);
    const about =
      example.other?.type && JSON.stringify(example.operation).includes('UPDATED_AT') ? 'other' : 'tested';
    const history = (example.history ?? []).map((each) => ({
      property: about,
      value: each.value,
      at: Date.parse(each.at),
    }));
    const data = { properties: subject.properties, history, events: [], lists: [], companies: [] };
    const title = `${name} ${String(example.operation['operator'])}: ${example.says}`;
    return { title, met: example.met, tree, context, data, now };
  }),
);
const filters = filterKinds.flatMap((kind) =>
  kind.cases.map((example) => ({
    title: `${kind.filterType} ${String(example.filter['operator'] ?? '')}: ${example.says}`,
    met: example.met,
    ...filterSituation(kind.filterType, example),
  })),
);
const cases = [...operations, ...filters];

beforeAll(async () => {
  database = await createTestDatabase();
  await prepare(database.sql);
  await storeContacts(
    database.sql,
    cases.map(({ data }) => data),
  );
});
afterAll(() => database.drop());

describe('SQL answers every case as the predicate does', () => {
  test.each(cases.map(({ title }, index) => [title, index] as const))('%s', async (_title, index) => {
    const { tree, context, now, met } = cases[index]!;
    const params: unknown[] = [ACCOUNT];
    const found = await idsWhere(
      database.sql,
      compileSql(tree, context, now, recordRow('r', params)),
      params,
    );
    expect(found.has(index + 1)).toBe(met);
  });
});
