import { expect, test } from 'vitest';
import { DatabaseUnavailable, type Sql } from '../platform/index.ts';
import { onceThere } from './await-database.ts';

/** The first node of a cluster, which answers whatever has become of the others. */
const answering = (async () => []) as unknown as Sql;

test('while a node of a cluster is away, work is begun again and again, which is said once', async () => {
  const said: string[] = [];
  let tries = 0;
  const begun = performance.now();
  const done = await onceThere(
    {
      sql: answering,
      place: 'localhost/millrace',
      say: (line) => said.push(line),
      giveUp: new AbortController().signal,
    },
    async () => {
      if (++tries < 3) throw new DatabaseUnavailable('A node of the cluster does not answer.');
      return 'started';
    },
  );
  expect([done, tries, said]).toEqual([
    'started',
    3,
    ['A node of the cluster does not answer. Beginning again.'],
  ]);
  expect(performance.now() - begun, 'it is not asked without a pause').toBeGreaterThan(400);
});
