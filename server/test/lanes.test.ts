import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ALL_LANE_ROWS } from '../src/execution/index.ts';
import { ROOT, sourcesBelow } from './support/sources.ts';

const SOURCE = path.join(ROOT, 'server/src');

test('all rows that a folder declares have a lane, and every lane has a file of its own', () => {
  const declared = sourcesBelow(SOURCE).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/: LaneRows = \{\s+name: '(\w+)'/g)].map(([, name]) => name!),
  );
  const names = ALL_LANE_ROWS.map(({ name }) => name);
  expect(names.toSorted()).toEqual(declared.toSorted());
  const files = readdirSync(path.join(SOURCE, 'execution/lanes')).map((file) => path.basename(file, '.ts'));
  expect(files.toSorted()).toEqual([...names, 'index', 'lane'].toSorted());
});
