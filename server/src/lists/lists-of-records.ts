import { type RecordRef, recordKey } from '@millrace/core/record';
import type { AccountId } from '../accounts/index.ts';
import type { Db } from '../platform/index.ts';
import { readNamed } from '../records/index.ts';
import { type RecordMembership, selectListsOf } from './queries/memberships.ts';

/** The lists that records are in, for each as it was asked for: one that was merged is in those of the one that goes on for it. */
export async function listsOfRecords(
  db: Db,
  account: AccountId,
  refs: readonly RecordRef[],
): Promise<RecordMembership[][]> {
  const found = await selectListsOf(
    db,
    account,
    refs.map(({ id }) => id),
  );
  const byRecord = Map.groupBy(found, ({ recordId }) => recordId);
  const inNone = refs.filter(({ id }) => !byRecord.has(id));
  const named = inNone.length === 0 ? new Map() : await readNamed(db, account, inNone);
  const heirs = [...new Set([...named.values()].map(({ id }) => id))].filter((id) => !byRecord.has(id));
  const more = heirs.length === 0 ? [] : await selectListsOf(db, account, heirs);
  const byHeir = Map.groupBy(more, ({ recordId }) => recordId);
  return refs.map((ref) => {
    const now = named.get(recordKey(ref))?.id ?? ref.id;
    return byRecord.get(ref.id) ?? byRecord.get(now) ?? byHeir.get(now) ?? [];
  });
}
