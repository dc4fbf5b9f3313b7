import type { Column } from './part.ts';

/** The table of `bench/history.md`: a row a commit, a column a ratio; what stands around it is for people. */
export interface History {
  /** Up to the head of the table, and behind its last row. */
  readonly before: string;
  readonly after: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface Row {
  /** Of the commit, YYYY-MM-DD. */
  readonly date: string;
  /** Its short hash. */
  readonly commit: string;
  /** Cells as they are written, with their sign, by column; a commit of before a column has none. */
  readonly cells: ReadonlyMap<string, string>;
}

/** Signs of what is outside of the range of the rows before. */
const BETTER = '▲';
const WORSE = '▼';

const KEYS = ['date', 'commit'];

/** Reads the table. Throws with the line that cannot be read. */
export function readHistory(text: string): History {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => cellsOf(line).slice(0, 2).join() === KEYS.join());
  if (head === -1)
    throw new Error('bench/history.md has no table that begins with | date | commit |; put its head back.');
  let end = head + 2;
  while (lines[end]?.startsWith('|')) end++;
  const columns = cellsOf(lines[head]!).slice(KEYS.length);
  return {
    before: lines.slice(0, head).join('\n'),
    after: lines.slice(end).join('\n'),
    columns,
    rows: lines.slice(head + 2, end).map((line, index) => rowOf(line, columns, head + 3 + index)),
  };
}

export function writeHistory({ before, after, columns, rows }: History): string {
  const lines = [
    [...KEYS, ...columns],
    [...KEYS, ...columns].map(() => '---'),
    ...rows.map(({ date, commit, cells }) => [date, commit, ...columns.map((name) => cells.get(name) ?? '')]),
  ];
  return [before, ...lines.map((cells) => `| ${cells.join(' | ')} |`), after].join('\n');
}

/**
 * The history with a commit's values, by column; in the place of the row that it has already, otherwise at the end. A column that is new
 * comes last, and leaves the rows of before as they are.
 */
export function withRow(
  history: History,
  { date, commit }: Pick<Row, 'date' | 'commit'>,
  measured: ReadonlyMap<Column, number>,
): History {
  const there = history.rows.findIndex((row) => row.commit === commit);
  const at = there === -1 ? history.rows.length : there;
  const earlier = history.rows.slice(0, at);
  const cells = new Map(
    [...measured].map(([column, value]) => [
      column.name,
      `${written(value)}${signOf(column, value, earlier)}`,
    ]),
  );
  const fresh = [...measured.keys()]
    .map(({ name }) => name)
    .filter((name) => !history.columns.includes(name));
  return {
    ...history,
    columns: [...history.columns, ...fresh],
    rows: [...earlier, { date, commit, cells }, ...history.rows.slice(at + 1)],
  };
}

/** Three digits: more are noise. */
export function written(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Two rows make a range; before that, nothing is outside of it. */
function signOf({ name, better }: Column, value: number, rows: readonly Row[]): string {
  const known = rows.map(({ cells }) => Number.parseFloat(cells.get(name) ?? '')).filter(Number.isFinite);
  if (known.length < 2) return '';
  const rounded = Number(written(value));
  if (rounded > Math.max(...known)) return ` ${better === 'more' ? BETTER : WORSE}`;
  if (rounded < Math.min(...known)) return ` ${better === 'more' ? WORSE : BETTER}`;
  return '';
}

function rowOf(line: string, columns: readonly string[], number: number): Row {
  const [date, commit, ...rest] = cellsOf(line);
  if (!date || !commit || rest.length > columns.length)
    throw new Error(
      `bench/history.md, line ${number}, is no row of the table: ${JSON.stringify(line)}. It has a date, a commit, and ${columns.length} ratios or fewer.`,
    );
  const cells = columns.map((name, index) => [name, rest[index] ?? ''] as const);
  const wrong = cells.find(([, cell]) => cell !== '' && !Number.isFinite(Number.parseFloat(cell)));
  if (wrong)
    throw new Error(
      `bench/history.md, line ${number}: ${wrong[0]} is ${JSON.stringify(wrong[1])}, but a ratio is a number; write it, or leave it empty.`,
    );
  return { date, commit, cells: new Map(cells.filter(([, cell]) => cell !== '')) };
}

function cellsOf(line: string): string[] {
  if (!line.startsWith('|')) return [];
  return line
    .replace(/^\|/, '')
    .replace(/\|\s*$/, '')
    .split('|')
    .map((cell) => cell.trim());
}
