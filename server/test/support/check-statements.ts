import { afterAll, expect } from 'vitest';
import { troublesOf } from './judge-statements.ts';
import { serverStatements } from './noted-statements.ts';

/**
 * Holds every statement that the server runs in a test against the rules under which accounts may be spread over machines: each table is bound to
 * its account, so that none reads another's rows. A test file with one that is not fails at its end. See "Citus" in docs/scaling.md.
 */
const all = globalThis as { [KEY]?: number };
const KEY = Symbol.for('millrace.tests.judged');

afterAll(async () => {
  const { statements, count } = serverStatements(all[KEY] ?? 0);
  all[KEY] = count;
  expect(await troublesOf(statements), 'statements keep to their account').toEqual([]);
});
