import type { RecordRef } from '@millrace/core/record';
import type { Unit } from '../../history/index.ts';

/** Takes out a record and the unique values that it holds. */
export async function deleteRecord(unit: Unit, { objectTypeId, id }: RecordRef): Promise<void> {
  const { tx, account } = unit;
  await tx`
    delete from unique_values
    where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id} and record_id > 0`;
  await tx`delete from records where account_id = ${account.id} and object_type_id = ${objectTypeId} and id = ${id}`;
}

/** Notes by their hashes whose data was erased. The account is hashed in, so that accounts cannot be compared. */
export async function insertErasedAddress(unit: Unit, addresses: readonly string[]): Promise<void> {
  const { tx, account } = unit;
  await tx`
    insert into erased_addresses (account_id, address_hash, erased_at)
    select distinct ${account.id}::bigint, sha256(convert_to(${account.id}::text || '/' || lower(trim(address)), 'UTF8')),
      ${account.now}::timestamptz
    from unnest(${[...addresses]}::text[]) as address
    on conflict (account_id, address_hash) do update set erased_at = excluded.erased_at`;
}

/** Archived records of a type that had an address when they were archived; reads the archived ones of the type. */
export async function selectArchivedWithAddress(
  { tx, account }: Unit,
  objectTypeId: string,
  address: string,
): Promise<{ readonly id: string; readonly properties: Readonly<Record<string, string>> }[]> {
  const rows = await tx`
    select id, properties from records
    where account_id = ${account.id} and object_type_id = ${objectTypeId} and archived_at is not null
      and properties ->> 'email' = lower(trim(${address}))
    order by id`;
  return rows as unknown as { id: string; properties: Record<string, string> }[];
}
