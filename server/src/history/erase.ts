import type { RecordRef } from '@millrace/core/record';
import type { Unit } from './store.ts';

/** Erases the history of a record: its changes, pending ones too, and its events. The record's row is locked. */
export async function eraseHistory(unit: Unit, { objectTypeId, id }: RecordRef): Promise<void> {
  const { tx, account } = unit;
  for (const table of ['pending_changes', 'writes', 'events']) {
    await tx`
      delete from ${tx(table)}
      where account_id = ${account.id} and object_type_id = ${objectTypeId} and record_id = ${id}`;
  }
}
