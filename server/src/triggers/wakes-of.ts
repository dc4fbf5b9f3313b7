import type { LoggedChange, Unit } from '../history/index.ts';
import { loadReaders } from './reader-index.ts';

/** The keys of waits that these changes wake, of those that flows may wait for, and to which records they have happened. */
export async function wakesOf(
  unit: Unit,
  changes: readonly LoggedChange[],
): Promise<{ readonly key: string; readonly recordId: string }[]> {
  const index = await loadReaders(unit.tx, unit.account);
  return changes.flatMap((change) => index.wakes(change).map((key) => ({ key, recordId: change.ref.id })));
}
