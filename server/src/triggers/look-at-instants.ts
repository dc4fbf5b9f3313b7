import type { Unit } from '../history/index.ts';
import type { DueInstant } from './instants.ts';
import { type Findings, type Look, look, lookAtInstant } from './look.ts';
import { loadReaders } from './reader-index.ts';

/** What instants come to, and those for which there was no time. */
export interface FoundAtInstants extends Findings {
  readonly left: readonly DueInstant[];
}

/**
 * What these instants mean to flows and lists. Those of readers that are no longer there, or off, mean nothing: whoever
 * turns one on again lays its instants anew.
 */
export async function findAtInstants(
  unit: Unit,
  instants: readonly DueInstant[],
  askingMs?: number,
): Promise<FoundAtInstants> {
  const index = await loadReaders(unit.tx, unit.account);
  const instantOf = new Map<Look, DueInstant>();
  for (const instant of instants) {
    const { reader, readerId, ref, dueAt } = instant;
    const found = index.reader(reader, readerId);
    if (found && found.timed.length > 0) instantOf.set(lookAtInstant(found, ref, dueAt), instant);
  }
  const { left, ...findings } = await look(unit, [...instantOf.keys()], { since: null, askingMs });
  return { ...findings, left: left.map((each) => instantOf.get(each)!) };
}
