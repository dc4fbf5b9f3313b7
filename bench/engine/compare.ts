import { type DatabaseAddress, openDatabase, type Sql } from '../../server/src/platform/index.ts';

/** Rows of a table, and how wide they are on average. */
export interface TableSize {
  readonly rows: number;
  readonly rowBytes: number;
}

/** Everything that either side writes to, by name. Two kinds of rows of one table are counted apart. */
const COUNTED: Readonly<Record<string, string>> = {
  contacts: `from records t where object_type_id = '0-1'`,
  contactsWritten: `from records t where object_type_id = '0-1' and updated_at > created_at`,
  tickets: `from records t where object_type_id = '0-5'`,
  uniqueValues: 'from unique_values t',
  associations: 'from associations t',
  writes: 'from writes t',
  pendingChanges: 'from pending_changes t',
  turns: 'from turns t',
  enrollments: 'from enrollments t',
  enrollmentsEnded: `from enrollments t where status = 'COMPLETED' and ended = id`,
  dueEnrollments: 'from due_enrollments t',
  effects: 'from effects t',
};

export type Contents = ReadonlyMap<string, TableSize>;

export async function readContents(address: DatabaseAddress): Promise<Contents> {
  const sql = openDatabase(address, { connections: 1 });
  try {
    const contents = new Map<string, TableSize>();
    for (const [name, from] of Object.entries(COUNTED)) contents.set(name, await sizeOf(sql, from));
    return contents;
  } finally {
    await sql.end();
  }
}

async function sizeOf(sql: Sql, from: string): Promise<TableSize> {
  const [row] = await sql.unsafe(
    `select count(*)::int as rows, coalesce(avg(pg_column_size(t.*)), 0)::float as bytes ${from}`,
  );
  return { rows: row!['rows'] as number, rowBytes: row!['bytes'] as number };
}

/** Rows may differ by this much in their width: a fresh tuple and a copied one are padded alike, but ids grow. */
const WIDTH_TOLERANCE = 0.01;

/** Throws unless both sides left the same behind: as many rows of every kind, of the same average width. */
export function assertSameContents(expected: Contents, actual: Contents): void {
  for (const [name, { rows, rowBytes }] of expected) {
    const other = actual.get(name)!;
    const widthsDiffer = Math.abs(other.rowBytes - rowBytes) > rowBytes * WIDTH_TOLERANCE;
    if (other.rows !== rows || widthsDiffer)
      throw new Error(
        `The sides are not comparable: ${name} has ${rows} rows of ${rowBytes} bytes on one, ${other.rows} of ${other.rowBytes} on the other.`,
      );
  }
}

/** Rows that the run itself wrote: inserted, updated or deleted. */
export function rowsWritten(before: Contents, after: Contents): number {
  const grown = ['tickets', 'associations', 'writes', 'turns', 'enrollmentsEnded', 'contactsWritten'];
  const added = grown.reduce((sum, name) => sum + after.get(name)!.rows - before.get(name)!.rows, 0);
  return added + before.get('dueEnrollments')!.rows - after.get('dueEnrollments')!.rows;
}
