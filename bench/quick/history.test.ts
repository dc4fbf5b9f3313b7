import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readHistory, withRow, writeHistory } from './history.ts';
import { COLUMNS } from './list.ts';
import { type Column, figuresIn, ratioIn } from './part.ts';

const more = column('engine', 'more');
const less = column('first step', 'less');

const TEXT = `# History

What it is.

| date | commit | engine |
| --- | --- | --- |
| 2026-01-01 | aaaaaaaa | 0.5 |
| 2026-01-02 | bbbbbbbb | 0.54 |

What stands behind it.
`;

test('the table of the history is read and written back as it is', async () => {
  expect(writeHistory(readHistory(TEXT))).toBe(TEXT);
  const own = await readFile(new URL('../history.md', import.meta.url), 'utf8');
  expect(writeHistory(readHistory(own))).toBe(own);
});

test('a commit gets a row at the end; what is outside of the range of the rows before has a sign', () => {
  const row = (engine: number, date = '2026-01-03') =>
    writeHistory(withRow(readHistory(TEXT), { date, commit: 'cccccccc' }, new Map([[more, engine]])));
  expect(row(0.52)).toContain(
    '| 2026-01-02 | bbbbbbbb | 0.54 |\n| 2026-01-03 | cccccccc | 0.52 |\n\nWhat stands',
  );
  expect(row(0.54321)).toContain('| cccccccc | 0.543 ▲ |');
  expect(row(0.5)).toContain('| cccccccc | 0.5 |');
  expect(row(0.49)).toContain('| cccccccc | 0.49 ▼ |');
});

test('where less is better, the signs are the other way round; one row before is no range', () => {
  const after = [2, 3, 4, 1].reduce(
    (history, value, index) =>
      withRow(history, { date: '2026-01-03', commit: `c${index}` }, new Map([[less, value]])),
    readHistory(TEXT),
  );
  expect(after.rows.map(({ cells }) => cells.get('first step'))).toEqual([
    undefined,
    undefined,
    '2',
    '3',
    '4 ▼',
    '1 ▲',
  ]);
});

test('a new column comes last; rows of before and rows without a column stay valid', () => {
  const added = withRow(readHistory(TEXT), { date: '2026-01-03', commit: 'cccccccc' }, new Map([[less, 2]]));
  const text = writeHistory(added);
  expect(text).toContain(`| date | commit | engine | first step |
| --- | --- | --- | --- |
| 2026-01-01 | aaaaaaaa | 0.5 |  |
| 2026-01-02 | bbbbbbbb | 0.54 |  |
| 2026-01-03 | cccccccc |  | 2 |
`);
  expect(writeHistory(readHistory(text))).toBe(text);
});

test('a row that is measured again stays in its place, beside the rows before it only', () => {
  const again = withRow(
    readHistory(TEXT),
    { date: '2026-01-01', commit: 'aaaaaaaa' },
    new Map([[more, 0.9]]),
  );
  expect(again.rows.map(({ commit, cells }) => `${commit} ${cells.get('engine')}`)).toEqual([
    'aaaaaaaa 0.9',
    'bbbbbbbb 0.54',
  ]);
});

test.each([
  ['# History\n', 'has no table that begins with | date | commit |'],
  [
    TEXT.replace('| bbbbbbbb | 0.54 |', '|'),
    'line 8, is no row of the table: "| 2026-01-02 |". It has a date, a commit, and 1 ratios or fewer',
  ],
  [TEXT.replace('0.54', 'fast'), 'line 8: engine is "fast", but a ratio is a number'],
])('a history that cannot be read is refused with its line', (text, message) => {
  expect(() => readHistory(text)).toThrow(message);
});

test('figures of a bench are found by what they are of; one that was not told is named', () => {
  const figures = figuresIn(
    'words\n{"figure":"ratio","value":0.5,"request":"get"}\n{"figure":"ratio","value":0.1,"request":"list"}\n',
  );
  const list = { ...more, of: { request: 'list' } };
  expect(ratioIn(list, figures)).toBe(0.1);
  expect(() => ratioIn({ ...list, figure: 'cpu_ratio' }, figures)).toThrow(
    'It has told no cpu_ratio for engine.',
  );
});

test('no two columns have one name, and none has a character of the table in it', () => {
  const names = COLUMNS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => /[|\n]/.test(name))).toEqual([]);
});

function column(name: string, better: Column['better']): Column {
  return { name, says: name, better, figure: 'ratio' };
}
