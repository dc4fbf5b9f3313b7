import type { AssociationType } from '@millrace/core/crm';
import type { AccountId } from '../../accounts/index.ts';
import type { Db, Tx } from '../../platform/index.ts';

/** Whether an object type has records, archived ones too. */
export async function hasRecords(db: Db, account: AccountId, objectTypeId: string): Promise<boolean> {
  const rows = await db`
    select 1 from records
    where account_id = ${account} and object_type_id = ${objectTypeId} and archived_at is null limit 1`;
  return rows.length > 0;
}

/** How many live records of a type have one of these values of a property; reads the records of the type. */
export async function countRecordsWith(
  db: Db,
  account: AccountId,
  objectTypeId: string,
  property: string,
  values: readonly string[],
): Promise<number> {
  if (values.length === 0) return 0;
  const [row] = await db`
    select count(*)::integer as count from records
    where account_id = ${account} and object_type_id = ${objectTypeId} and archived_at is null
      and properties ->> ${property}::text = any(${[...values]}::text[])`;
  return row?.['count'] as number;
}

/** Whether any two records are associated by the type; reads the associations of the pair's object types. */
export async function isAssociationTypeUsed(
  tx: Tx,
  account: AccountId,
  type: AssociationType,
): Promise<boolean> {
  const rows = await tx`
    select 1 from associations
    where account_id = ${account} and from_object_type_id = ${type.fromObjectTypeId}
      and to_object_type_id = ${type.toObjectTypeId} and category = ${type.category} and type_id = ${type.typeId}
    limit 1`;
  return rows.length > 0;
}
