import { type DatabaseAddress, openDatabase, type Sql } from '../../server/src/platform/index.ts';
import { copyOut } from '../place/copy.ts';

/** All that one enrollment wrote, in the form in which it is sent: rows for COPY, and elements of array literals. */
export interface RecordedRows {
  readonly changes: Buffer;
  readonly steps: Buffer;
  readonly tickets: Buffer;
  readonly associations: Buffer;
  /** The contact's id and its properties in the end. */
  readonly contact: readonly [id: string, properties: string, updatedAt: string];
  readonly ended: readonly [id: string, reason: string, endedAt: string, stepCount: string, outputs: string];
}

/** Reads what the engine left in a database, by enrollment, so that the bare loop writes the very same rows. */
export async function readRecording(address: DatabaseAddress): Promise<Map<string, RecordedRows>> {
  const sql = openDatabase(address, undefined, 1);
  try {
    // Fresh from a run the planner knows nothing of the rows, and joins them one by one.
    await sql.unsafe('analyze');
    const changes = await copyOut(sql, `select ${ENROLLMENT_OF_CHANGE}, * from changes ${BY_ENROLLMENT}`);
    const steps = await copyOut(sql, 'select enrollment_id, * from steps');
    const tickets = await copyOut(
      sql,
      `select ${ENROLLMENT_OF_CHANGE}, records.* from changes join records using (account_id, object_type_id)
       where records.id = changes.record_id and kind = 'created' and source ? 'enrollmentId'`,
    );
    const associations = await copyOut(sql, associationsByEnrollment());
    const rows = new Map<string, RecordedRows>();
    for (const [id, last] of await readUpdates(sql)) {
      rows.set(id, {
        changes: changes.get(id)!,
        steps: steps.get(id)!,
        tickets: tickets.get(id)!,
        associations: associations.get(id)!,
        ...last,
      });
    }
    return rows;
  } finally {
    await sql.end();
  }
}

const ENROLLMENT_OF_CHANGE = `source ->> 'enrollmentId'`;
const BY_ENROLLMENT = `where source ? 'enrollmentId' order by id`;

/** Both directions of the link between a ticket and its contact. */
function associationsByEnrollment(): string {
  const made = `select ${ENROLLMENT_OF_CHANGE} as enrollment, record_id from changes where kind = 'created' and source ? 'enrollmentId'`;
  return `
    with made as (${made})
    select enrollment, associations.* from made join associations on from_object_type_id = '0-5' and from_id = record_id
    union all
    select enrollment, associations.* from made join associations on to_object_type_id = '0-5' and to_id = record_id`;
}

async function readUpdates(sql: Sql): Promise<Map<string, Pick<RecordedRows, 'contact' | 'ended'>>> {
  const rows = await sql`
    select enrollments.id, record_id, properties::text, updated_at::text, end_reason, ended_at::text, step_count::text, outputs::text
    from enrollments join records on records.object_type_id = '0-1' and records.id = enrollments.record_id`;
  return new Map(
    rows.map((row) => {
      const text = (column: string) => elementOf(row[column] as string | null);
      return [
        row['id'] as string,
        {
          contact: [text('record_id'), text('properties'), text('updated_at')],
          ended: [text('id'), text('end_reason'), text('ended_at'), text('step_count'), text('outputs')],
        },
      ] as const;
    }),
  );
}

/** A value as an element of an array literal. */
function elementOf(value: string | null): string {
  return value === null ? 'null' : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
