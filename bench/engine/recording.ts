import { type DatabaseAddress, openDatabase, type Sql } from '../../server/src/platform/index.ts';
import { type CopiedRows, copyOut } from '../place/copy.ts';

/** The tables that an enrollment only adds rows to. */
export const ADDED_TO = ['records', 'associations', 'writes', 'turns'] as const;
export type AddedTo = (typeof ADDED_TO)[number];

/** All that the enrollments of a run wrote, in the form in which it is sent. Enrollments are numbered from 0 on. */
export interface Recording {
  readonly numbers: ReadonlyMap<string, number>;
  /** Rows for COPY. */
  readonly added: Readonly<Record<AddedTo, CopiedRows>>;
  /** Elements of array literals: the contacts in the end. */
  readonly contacts: readonly (readonly [id: string, properties: string, updatedAt: string])[];
  /** The same: the enrollments in the end. */
  readonly ended: readonly (readonly [
    id: string,
    reason: string,
    endedAt: string,
    steps: string,
    outputs: string,
  ])[];
}

/** Reads what the engine left in a database, so that the bare loop writes the very same rows. */
export async function readRecording(address: DatabaseAddress): Promise<Recording> {
  const sql = openDatabase(address, { connections: 1 });
  try {
    // Fresh from a run the planner knows nothing of the rows, and would join them one by one.
    await sql.unsafe('analyze');
    await sql.unsafe(NUMBER_ENROLLMENTS);
    await sql.unsafe('analyze numbered');
    const last = await readLastStates(sql);
    const groups = last.numbers.size;
    const [records, associations, writes, turns] = [
      await copyOut(sql, ADDED.records, groups),
      await copyOut(sql, ADDED.associations, groups),
      await copyOut(sql, ADDED.writes, groups),
      await copyOut(sql, ADDED.turns, groups),
    ];
    return { ...last, added: { records, associations, writes, turns } };
  } finally {
    await sql.end();
  }
}

/** Every enrollment with its number, its contact and the ticket that was made for it. */
const NUMBER_ENROLLMENTS = `
  create temporary table numbered as
  select row_number() over (order by enrollments.id) - 1 as number, enrollments.id, enrollments.record_id as contact_id,
         changes.record_id as ticket_id
  from enrollments join changes on kind = 'created' and source ->> 'enrollmentId' = enrollments.id::text`;

const ADDED: Readonly<Record<AddedTo, string>> = {
  records: `select number, records.* from numbered join records on object_type_id = '0-5' and records.id = ticket_id order by number`,
  associations: `
    select number, associations.* from numbered join associations on from_object_type_id = '0-5' and from_id = ticket_id
    union all
    select number, associations.* from numbered join associations on to_object_type_id = '0-5' and to_id = ticket_id
    order by 1`,
  writes: `
    select number, writes.* from numbered join writes on source ->> 2 = numbered.id::text order by number, writes.id`,
  turns: `
    select numbered.number, turns.* from numbered join turns on enrollment_id = numbered.id order by numbered.number, turns.number`,
};

async function readLastStates(sql: Sql): Promise<Pick<Recording, 'numbers' | 'contacts' | 'ended'>> {
  const rows = await sql`
    select enrollments.id, record_id, properties::text, updated_at::text, end_reason, ended_at::text, step_count::text, outputs::text
    from numbered join enrollments using (id)
    join records on records.object_type_id = '0-1' and records.id = enrollments.record_id
    order by numbered.number`;
  const elements = (...columns: string[]) =>
    rows.map((row) => columns.map((column) => elementOf(row[column] as string | null)));
  return {
    numbers: new Map(rows.map((row, number) => [row['id'] as string, number])),
    contacts: elements('record_id', 'properties', 'updated_at') as unknown as Recording['contacts'],
    ended: elements('id', 'end_reason', 'ended_at', 'step_count', 'outputs') as unknown as Recording['ended'],
  };
}

/** A value as an element of an array literal. */
function elementOf(value: string | null): string {
  return value === null ? 'null' : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
