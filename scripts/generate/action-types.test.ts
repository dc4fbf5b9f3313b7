import { ACTION_TYPES } from '@millrace/core/flow';
import { expect, test } from 'vitest';
import { actionTypesTable } from './action-types.ts';

/** Every type that documents, help pages and exported flows of the original name. */
const KNOWN =
  `0-1 0-3 0-4 0-5 0-7 0-8 0-9 0-11 0-13 0-14 0-15 0-18 0-19 0-20 0-23 0-25 0-29 0-30 0-31 0-33 0-35 0-4702372 0-18224765
  0-25085031 0-40900952 0-43347357 0-44475148 0-46510720 0-61139476 0-61139484 0-63189541 0-63809083 0-63863438 0-73444249 0-169425243
  0-172351286 0-177946906 0-195318603 0-199186210 0-201091202 0-207702619 0-216647524 0-217709844 0-218870680 0-219160146 0-219161394
  0-219292676 0-225935194 0-230189361 1-100451 1-1549914 1-2796901 1-2825058 1-9488285 1-26047300 1-29735591 1-75765850 1-179507819
  AB_TEST_BRANCH CUSTOM_CODE LIST_BRANCH STATIC_BRANCH WEBHOOK`.split(/\s+/);

const rows = actionTypesTable()
  .split('\n')
  .slice(2)
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').replaceAll('`', '')));

test('every known type has one row, which says that it runs or why not', () => {
  const ids = rows.map(([id]) => id);
  expect(KNOWN.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, name, here, off] of rows) expect([name, here, off]).not.toContain('');
});

test('those that run are said to', () => {
  const running = rows.filter(([, , here]) => /^(runs|kept)/.test(here!)).map(([id]) => id);
  expect(running.toSorted()).toEqual(ACTION_TYPES.map(({ id }) => id).toSorted());
});
