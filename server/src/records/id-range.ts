import { ACCOUNT_SQL, type AccountId } from '../accounts/index.ts';
import type { Unit } from '../history/index.ts';
import type { Db, Fragment, Tx } from '../platform/index.ts';

/** Records of a type whose ids lie above one and not above another. */
export interface IdRange {
  readonly objectTypeId: string;
  readonly afterId: string;
  readonly lastId: string;
}

/** SQL over the row `r` of a record, whose parameters are in `params` already. */
export interface AskedOfRows {
  /** Columns beside the id: `true as met, …`. */
  readonly columns?: readonly string[];
  readonly where?: string;
  /** The account first. */
  readonly params: unknown[];
  readonly most: number;
}

/** The live records, `r`, of a type (an SQL expression) in the account; a condition may follow. */
export function liveRecordsSql(objectTypeId: string): string {
  return `records r where r.account_id = ${ACCOUNT_SQL} and r.object_type_id = ${objectTypeId} and r.archived_at is null`;
}

/** The first live records of a range, in the order of their ids, with what is asked of each. Rides the primary key. */
export async function selectInRange<R extends { readonly id: string }>(
  tx: Tx,
  { objectTypeId, afterId, lastId }: IdRange,
  { columns = [], where, params, most }: AskedOfRows,
): Promise<R[]> {
  const param = (value: unknown, type: string) => `$${params.push(value)}::${type}`;
  const rows = await tx.unsafe(
    `select ${['r.id', ...columns].join(', ')} from ${liveRecordsSql(param(objectTypeId, 'text'))}
       and r.id > ${param(afterId, 'bigint')} and r.id <= ${param(lastId, 'bigint')}
       ${where ? `and ${where}` : ''}
     order by r.id limit ${most}`,
    params,
  );
  return rows as unknown as R[];
}

/** The id of the last record that was made, as a subquery. */
export function lastRecordId(db: Db): Fragment {
  return db`select last_value from record_ids`;
}

/** Counts the live records of a type. */
export async function countRecords(db: Db, account: AccountId, objectTypeId: string): Promise<number> {
  const [row] = await db`
    select count(*)::int as total from records
    where account_id = ${account} and object_type_id = ${objectTypeId} and archived_at is null`;
  return row!['total'] as number;
}

/** Locks live records of a type in the one order of locks, and tells which there are. */
export async function lockRecords(
  unit: Unit,
  objectTypeId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await unit.tx`
    select record.id
    from (select distinct id from unnest(${ids as string[]}::bigint[]) as wanted (id) order by id) as wanted
    cross join lateral (
      select id, archived_at from records
      where account_id = ${unit.account.id} and object_type_id = ${objectTypeId} and id = wanted.id
      offset 0 for no key update
    ) as record
    where record.archived_at is null`;
  return rows.map((row) => row['id'] as string);
}
