import type { Db } from './database/index.ts';

/** Sequences of ids that are drawn before their rows are written. */
type Sequence =
  | 'association_type_ids'
  | 'object_type_ids'
  | 'pipeline_ids'
  | 'property_index_ids'
  | 'record_ids'
  | 'subscription_type_ids';

/** Draws ids, in one statement; none for none. */
export async function drawIds(db: Db, sequence: Sequence, count: number): Promise<string[]> {
  if (count === 0) return [];
  const rows =
    await db`select nextval(${sequence}::text::regclass) as id from generate_series(1, ${count}::integer)`;
  return rows.map((row) => String(row['id']));
}

export async function drawId(db: Db, sequence: Sequence): Promise<string> {
  const [id] = await drawIds(db, sequence, 1);
  return id!;
}
