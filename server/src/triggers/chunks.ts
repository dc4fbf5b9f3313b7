import { type Criteria, type CriteriaContext, compileSql } from '@millrace/core/criteria';
import type { Unit } from '../history/index.ts';
import type { Sweep } from './sweeps.ts';

/** Records that one transaction of a sweep looks at. */
export const RECORDS_PER_CHUNK = 1_000;

/** One record of a chunk. */
export interface SweptRecord {
  readonly id: string;
  readonly met: boolean;
  /** Whether it is in the list that the sweep is for. */
  readonly inside: boolean;
}

/**
 * The next records of a sweep in the order of their ids, each with whether it meets criteria now: one statement, and the
 * criteria are asked by the database. They are not locked, which would write every row: who changes meanwhile is looked at
 * for that change, after this.
 */
export async function selectChunk(
  unit: Unit,
  sweep: Sweep,
  criteria: Criteria,
  context: CriteriaContext,
): Promise<SweptRecord[]> {
  const { tx, account } = unit;
  const params: unknown[] = [];
  const met = compileSql(criteria, context, account.now, params);
  const param = (value: unknown, type: string) => `$${params.push(value)}::${type}`;
  const inside =
    sweep.reader === 'LIST'
      ? `exists (select from list_memberships member where member.account_id = r.account_id
           and member.list_id = ${param(sweep.readerId, 'bigint')} and member.record_id = r.id)`
      : 'false';
  const rows = await tx.unsafe(
    `select r.id, (${met}) is true as met, ${inside} as inside from records r
     where r.account_id = ${param(account.id, 'bigint')} and r.object_type_id = ${param(sweep.objectTypeId, 'text')}
       and r.id > ${param(sweep.afterId, 'bigint')} and r.id <= ${param(sweep.lastId, 'bigint')} and r.archived_at is null
     order by r.id limit ${RECORDS_PER_CHUNK}`,
    params as never[],
  );
  return rows as unknown as SweptRecord[];
}

/** Where a chunk ends; null when it was the last. */
export function endOfChunk(records: readonly { readonly id: string }[]): string | null {
  return records.length < RECORDS_PER_CHUNK ? null : records.at(-1)!.id;
}
