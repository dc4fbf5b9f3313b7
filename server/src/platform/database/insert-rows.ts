import type { Statement } from './statement.ts';
import type { Tx } from './transaction.ts';

/** A value as it is written: text, JSON as text, a number, an instant as epoch milliseconds; null. */
export type InsertedValue = string | number | null;

/** A column of new rows: its values, one a row, or the one that all have. */
export interface InsertedColumn {
  readonly name: string;
  /** As `create table` says it: `bigint`, `jsonb`, … */
  readonly type: string;
  readonly values: readonly InsertedValue[] | InsertedValue;
}

/** From so many rows on they are copied: a page of rows is one record of the log then, and JSON needs no escapes. Fewer are inserted, without a round trip more. */
const ROWS_COPIED_MIN = 50;

/** Adds rows to a table, in one statement however many they are. Other columns have their defaults. Rejects as an insertion does; then none is there. */
export async function insertRows(tx: Tx, table: string, columns: readonly InsertedColumn[]): Promise<void> {
  const count = countOf(columns);
  if (count === 0) return;
  if (count < ROWS_COPIED_MIN) await insertStatement(tx, table, columns).execute();
  else await tx.unsafe(`copy ${table} (${namesOf(columns)}) from stdin`).copyIn([copiedRows(columns, count)]);
}

function countOf(columns: readonly InsertedColumn[]): number {
  const counts = new Set(columns.flatMap(({ values }) => (Array.isArray(values) ? [values.length] : [])));
  const [count] = counts;
  if (count === undefined || counts.size > 1)
    throw new TypeError(`Columns of new rows must have as many values as each other, not ${[...counts]}.`);
  return count;
}

function namesOf(columns: readonly InsertedColumn[]): string {
  return columns.map(({ name }) => name).join(', ');
}

/** What is sent as text, and made what it is by the statement. */
const SENT_AS_THEY_ARE = new Set(['bigint', 'integer', 'smallint', 'text', 'timestamptz', 'boolean']);
/** What is sent as text, and made what it is as a whole: an enum of one text depends on the database, which Citus lets no shard find out. */
const ENUMS = new Set(['association_category', 'enrollment_status', 'step_outcome']);

function insertStatement(tx: Tx, table: string, columns: readonly InsertedColumn[]): Statement {
  const each = columns.filter(({ values }) => Array.isArray(values));
  const sent = ({ type }: InsertedColumn) =>
    tx.unsafe(ENUMS.has(type) ? `text[]::${type}[]` : `${SENT_AS_THEY_ARE.has(type) ? type : 'text'}[]`);
  const list = <T>(items: readonly T[], of: (item: T) => Statement) =>
    items.map(of).reduce((before, one) => tx`${before}, ${one}`);
  const selected = list(columns, (column) =>
    Array.isArray(column.values)
      ? tx.unsafe(ENUMS.has(column.type) ? `row.${column.name}` : `row.${column.name}::${column.type}`)
      : tx`${column.values}::${tx.unsafe(column.type)}`,
  );
  return tx`
    insert into ${tx(table)} (${tx.unsafe(namesOf(columns))})
    select ${selected} from unnest(${list(each, (column) => tx`${column.values}::${sent(column)}`)}) as row (${tx.unsafe(namesOf(each))})`;
}

/** The rows in COPY's text form. */
function copiedRows(columns: readonly InsertedColumn[], count: number): Buffer {
  const texts = columns.map(({ type, values }) => {
    const write = writerOf(type);
    return Array.isArray(values) ? textsOf(values, write) : [textOf(values as InsertedValue, write)];
  });
  let rows = '';
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < texts.length; column++) {
      if (column > 0) rows += '\t';
      const text = texts[column]!;
      rows += text.length === 1 ? text[0]! : text[row]!;
    }
    rows += '\n';
  }
  return Buffer.from(rows);
}

type Write = (value: string | number) => string;

/** Of equal values in a row only the first is written. */
function textsOf(values: readonly InsertedValue[], write: Write): string[] {
  const texts: string[] = [];
  let last: InsertedValue | undefined;
  let text = '';
  for (const value of values) {
    if (value !== last || last === undefined) {
      last = value;
      text = textOf(value, write);
    }
    texts.push(text);
  }
  return texts;
}

function textOf(value: InsertedValue, write: Write): string {
  if (value === undefined) throw new TypeError('A value of a new row must not be undefined.');
  return value === null ? '\\N' : write(value);
}

function writerOf(type: string): Write {
  if (type === 'timestamptz')
    return (value) => (typeof value === 'number' ? new Date(value).toISOString() : value);
  if (type === 'jsonb') return (value) => escapedBackslashes(String(value));
  return type === 'text' ? (value) => escaped(String(value)) : String;
}

/** JSON has no control characters as they are. */
function escapedBackslashes(json: string): string {
  return json.includes('\\') ? json.replaceAll('\\', '\\\\') : json;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (char) => ESCAPES[char]!) : text;
}
