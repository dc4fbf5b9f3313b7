import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  arbitraryContext,
  arbitraryNow,
  arbitraryTree,
} from '../../../core/criteria/arbitrary.test-support.ts';
import {
  arbitraryContact,
  type ContactData,
  subjectOf,
} from '../../../core/criteria/arbitrary-records.test-support.ts';
import { criteria } from '../../../core/criteria/criteria.test-support.ts';
import { compileCriteria, compileSql } from '../../../core/criteria/index.ts';
import { recordRow } from '../../src/loading/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ACCOUNT, idsWhere, prepare, storeContacts } from './store.test-support.ts';

/** Every tree is asked of every record: 150 × 200 = 30,000 pairs. */
const TREES = Number(process.env['CRITERIA_TREES'] ?? 150);
const RECORDS = 200;
const seed = Number(process.env['CRITERIA_SEED'] ?? Date.now() % 2 ** 31);

let database: TestDatabase;
let contacts: ContactData[];

beforeAll(async () => {
  database = await createTestDatabase();
  await prepare(database.sql);
  contacts = fc.sample(arbitraryContact, { numRuns: RECORDS, seed });
  await storeContacts(database.sql, contacts);
});
afterAll(() => database.drop());

test('the predicate and SQL agree on random criteria and random records', async () => {
  const subjects = contacts.map(subjectOf);
  let met = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryTree, arbitraryContext, arbitraryNow, async (input, context, now) => {
      const tree = criteria(input);
      const compiled = compileCriteria(tree, context);
      const params: unknown[] = [ACCOUNT];
      const found = await idsWhere(
        database.sql,
        compileSql(tree, context, now, recordRow('r', params)),
        params,
      );
      met += found.size;
      for (const [index, subject] of subjects.entries()) {
        if (found.has(index + 1) === compiled.met(subject, now)) continue;
        const says = found.has(index + 1)
          ? 'SQL says met, the predicate not met'
          : 'the predicate says met, SQL not met';
        const data = JSON.stringify(contacts[index]);
        throw new Error(`${says}, at ${new Date(now).toISOString()} in ${context.timeZone}, of ${data}`);
      }
    }),
    { numRuns: TREES, seed, endOnFailure: process.env['CRITERIA_SHRINK'] === undefined },
  );
  expect(met).toBeGreaterThan(TREES * RECORDS * 0.1);
  expect(met).toBeLessThan(TREES * RECORDS * 0.9);
}, 60_000);
