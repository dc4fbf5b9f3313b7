import type { ObjectType } from '@millrace/core/crm';
import type { RecordRef } from '@millrace/core/record';
import type { AuditEntry } from '../audit/index.ts';

/** The entry for a record that was archived by hand. Who wrote to one is told by its changes; what is gone is looked for here. */
export function archivedRecord(type: ObjectType, id: string): AuditEntry {
  const summary = `Archived the ${type.name.toLowerCase()} ${id}.`;
  return { kind: 'RECORD_ARCHIVED', id: targetOf({ objectTypeId: type.id, id }), summary };
}

/** The entry for two records of which one was made. */
export function mergedRecords(type: ObjectType, id: string, from: readonly string[]): AuditEntry {
  const summary = `Merged ${from.join(' and ')} into the ${type.name.toLowerCase()} ${id}.`;
  return {
    kind: 'RECORDS_MERGED',
    id: targetOf({ objectTypeId: type.id, id }),
    summary,
    detail: { merged: from },
  };
}

/** The entries for contacts that were erased: ids only, since nothing else of them may stay. One without an id for an address that nobody had. */
export function erasedRecords(refs: readonly RecordRef[]): AuditEntry[] {
  if (refs.length === 0)
    return [
      { kind: 'RECORD_ERASED', id: null, summary: 'Erased an address, which no contact had.', detail: {} },
    ];
  return refs.map((ref) => ({
    kind: 'RECORD_ERASED',
    id: targetOf(ref),
    summary: `Erased the contact ${ref.id} for good.`,
  }));
}

function targetOf({ objectTypeId, id }: RecordRef): string {
  return `${objectTypeId}/${id}`;
}
