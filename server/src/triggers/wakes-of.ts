import type { LoggedChange, Unit } from '../history/index.ts';
import { loadReaders } from './reader-index.ts';

/** The keys of waits that these changes wake, of those that flows may wait for; each once. */
export async function wakesOf(unit: Unit, changes: readonly LoggedChange[]): Promise<string[]> {
  const index = await loadReaders(unit.tx, unit.account);
  return [...new Set(changes.flatMap((change) => index.wakes(change)))];
}
