import type { RecordRef } from '@millrace/core/record';
import type { Unit } from '../../history/index.ts';

/** Notes the heir of merged records, and of the ones that were merged into them before. */
export async function noteMerged(
  { tx, account }: Unit,
  objectTypeId: string,
  ids: readonly string[],
  into: string,
): Promise<void> {
  await tx`
    update records set merged_into = ${into}
    where account_id = ${account.id} and object_type_id = ${objectTypeId}
      and (id = any(${ids as string[]}::bigint[]) or merged_into = any(${ids as string[]}::bigint[]))`;
}

/** The names of the one record become the other's: addresses, and values of unique properties. Rides unique_values_by_record. */
export async function moveUniqueValues(
  { tx, account }: Unit,
  objectTypeId: string,
  ids: readonly string[],
  to: string,
): Promise<void> {
  await tx`
    update unique_values set record_id = ${to}
    where account_id = ${account.id} and object_type_id = ${objectTypeId}
      and record_id = any(${ids as string[]}::bigint[])`;
}

/** The records that were merged into these. Rides records_by_merged_into. */
export async function selectMergedInto(
  { tx, account }: Unit,
  refs: readonly RecordRef[],
): Promise<(RecordRef & { readonly properties: Readonly<Record<string, string>> })[]> {
  const rows = await tx`
    select object_type_id as "objectTypeId", id, properties from records
    where account_id = ${account.id} and merged_into is not null and (object_type_id, merged_into) in (
      select * from unnest(${refs.map((ref) => ref.objectTypeId)}::text[], ${refs.map((ref) => ref.id)}::bigint[])
    )
    order by object_type_id, id`;
  return rows as unknown as (RecordRef & { properties: Record<string, string> })[];
}
