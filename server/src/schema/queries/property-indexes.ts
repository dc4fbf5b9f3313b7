import type { PropertyIndex } from '@millrace/core/crm';
import type { EpochMillis } from '@millrace/core/time';
import type { AccountId } from '../../accounts/index.ts';
import { type Db, drawId, type Tx } from '../../platform/index.ts';

/** An index over a property, with all that is known of it. */
export interface PropertyIndexRow extends PropertyIndex {
  /** The flows that look for records by the property. */
  readonly flowIds: readonly string[];
  /** The job that builds it, or has. */
  readonly jobId: string;
  readonly createdAt: EpochMillis;
  readonly readyAt: EpochMillis | null;
}

/** The indexes of an account, the oldest first. */
export async function selectPropertyIndexes(db: Db, account: AccountId): Promise<PropertyIndexRow[]> {
  const rows = await db`
    select id, object_type_id as "objectTypeId", property, state, flow_ids::text[] as "flowIds", job_id as "jobId",
           created_at as "createdAt", ready_at as "readyAt"
    from property_indexes where account_id = ${account} order by id`;
  return rows as unknown as PropertyIndexRow[];
}

/** The id of an index that is about to be made. */
export function drawPropertyIndexId(db: Db): Promise<string> {
  return drawId(db, 'property_index_ids');
}

/** Makes an index that is to be built. Whoever does counts the schema's version up, with no other write of the account beside it. */
export async function insertPropertyIndex(
  tx: Tx,
  account: AccountId,
  index: Omit<PropertyIndexRow, 'state' | 'readyAt'>,
): Promise<void> {
  await tx`
    insert into property_indexes (account_id, id, object_type_id, property, flow_ids, job_id, created_at)
    values (${account}, ${index.id}, ${index.objectTypeId}, ${index.property}, ${index.flowIds as string[]}::bigint[],
            ${index.jobId}, ${index.createdAt})`;
}

/** Says who looks for records by an index. */
export async function setFlowsOfIndex(
  tx: Tx,
  account: AccountId,
  id: string,
  flowIds: readonly string[],
): Promise<void> {
  await tx`
    update property_indexes set flow_ids = ${flowIds as string[]}::bigint[]
    where account_id = ${account} and id = ${id}`;
}

/** Says that an index knows all values. Whoever does counts the schema's version up. */
export async function setIndexReady(tx: Tx, account: AccountId, id: string, at: EpochMillis): Promise<void> {
  await tx`
    update property_indexes set state = 'READY', ready_at = ${at} where account_id = ${account} and id = ${id}`;
}

/** Takes an index out of use. Whoever does counts the schema's version up, with no other write of the account beside it. */
export async function deletePropertyIndex(tx: Tx, account: AccountId, id: string): Promise<void> {
  await tx`delete from property_indexes where account_id = ${account} and id = ${id}`;
}
