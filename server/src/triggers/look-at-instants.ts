import type { Unit } from '../history/index.ts';
import type { DueInstant } from './instants.ts';
import { type Findings, look, lookAtInstant } from './look.ts';
import { loadReaders } from './reader-index.ts';

/**
 * What these instants mean to flows and lists. Those of readers that are no longer there, or off, mean nothing: whoever
 * turns one on again lays its instants anew.
 */
export async function findAtInstants(unit: Unit, instants: readonly DueInstant[]): Promise<Findings> {
  const index = await loadReaders(unit.tx, unit.account);
  const looks = instants.flatMap(({ reader, readerId, ref, dueAt }) => {
    const found = index.reader(reader, readerId);
    return found && found.timed.length > 0 ? [lookAtInstant(found, ref, dueAt)] : [];
  });
  return look(unit, looks, null);
}
