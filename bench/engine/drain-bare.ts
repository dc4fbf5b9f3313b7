import { type OnStatement, openDatabase, type Sql, type Tx } from '../../server/src/platform/index.ts';
import { copyIn, groupOf } from '../place/copy.ts';
import { ADDED_TO, type Recording, readRecording } from './recording.ts';
import type { Drain, SideOptions } from './sides.ts';

/**
 * The limit of the design on this machine: the same rows into the same tables in batches of the same size, taken from
 * memory as they were recorded, with no logic at all and the fastest flush we know.
 */
export async function drainBare(options: SideOptions, onStatement: OnStatement): Promise<Drain> {
  const recording = await readRecording(options.recording!);
  const sql = openDatabase(options.address, { onStatement, connections: options.lanes });
  return {
    batch: () => replayBatch(sql, recording, options.batch),
    close: () => sql.end(),
  };
}

async function replayBatch(sql: Sql, recording: Recording, most: number): Promise<number> {
  return (await sql.begin(async (tx) => {
    const claimed = await claim(tx, most);
    const numbers = claimed.map((id) => recording.numbers.get(id)!);
    if (numbers.length > 0) await write(tx, recording, numbers);
    return numbers.length;
  })) as number;
}

async function claim(tx: Tx, most: number): Promise<string[]> {
  const rows = await tx`
    with due as materialized (
      select account_id, flow_id, enrollment_id from due_enrollments
      where account_id = 1 and due_at <= now() order by due_at limit ${most} for update skip locked
    )
    delete from due_enrollments using due
    where due_enrollments.account_id = due.account_id and due_enrollments.flow_id = due.flow_id
      and due_enrollments.enrollment_id = due.enrollment_id
    returning due_enrollments.enrollment_id as id`;
  return rows.map((row) => row['id'] as string);
}

async function write(tx: Tx, recording: Recording, numbers: readonly number[]): Promise<void> {
  await Promise.all([
    updateContacts(
      tx,
      numbers.map((number) => recording.contacts[number]!),
    ),
    endEnrollments(
      tx,
      numbers.map((number) => recording.ended[number]!),
    ),
  ]);
  for (const table of ADDED_TO) {
    const rows = numbers.map((number) => groupOf(recording.added[table], number));
    await copyIn(tx, `copy ${table} from stdin`, Buffer.concat(rows));
  }
}

async function updateContacts(tx: Tx, contacts: readonly Recording['contacts'][number][]): Promise<void> {
  const array = (index: 0 | 1 | 2) => `{${contacts.map((contact) => contact[index]).join(',')}}`;
  await tx`
    update records set properties = row.properties, updated_at = row.updated_at
    from unnest(${array(0)}::bigint[], ${array(1)}::jsonb[], ${array(2)}::timestamptz[]) as row (id, properties, updated_at)
    where account_id = 1 and object_type_id = '0-1' and records.id = row.id`;
}

async function endEnrollments(tx: Tx, ended: readonly Recording['ended'][number][]): Promise<void> {
  const array = (index: 0 | 1 | 2 | 3 | 4) => `{${ended.map((end) => end[index]).join(',')}}`;
  await tx`
    update enrollments set status = 'COMPLETED', end_reason = row.reason, ended = row.id, ended_at = row.at, action_id = null,
           step_count = row.step_count, wait = null, outputs = row.outputs
    from unnest(${array(0)}::bigint[], ${array(1)}::text[], ${array(2)}::timestamptz[], ${array(3)}::integer[], ${array(4)}::jsonb[])
      as row (id, reason, at, step_count, outputs)
    where account_id = 1 and flow_id = (select min(flow_id) from flow_revisions) and enrollments.id = row.id`;
}
