import { type RecordImage, type RecordRef, recordKey } from '@millrace/core/record';
import { BeginAgain, type Unit } from '../../history/index.ts';
import { refused } from '../../platform/index.ts';
import { loadRecords } from '../load.ts';
import { type LinkRow, selectLinks } from '../queries/links.ts';
import { selectMergedInto } from '../queries/merging.ts';

/** Associations of records that are merged or erased; more are taken apart first, by hand. */
export const MOVED_ASSOCIATIONS_MAX = 20_000;

/** Records with all that they are linked to, every row of them locked. */
export interface Neighbourhood {
  readonly images: ReadonlyMap<string, RecordImage>;
  readonly links: readonly LinkRow[];
}

/**
 * Locks records, those that were merged into them, and all that are associated with them, in the one order of locks. Their
 * associations are read before; when these have changed by the time the records are locked, the unit begins again.
 */
export async function lockNeighbours(unit: Unit, refs: readonly RecordRef[]): Promise<Neighbourhood> {
  const { tx, account } = unit;
  const before = await selectLinks(tx, account.id, refs, MOVED_ASSOCIATIONS_MAX + 1);
  if (before.length > MOVED_ASSOCIATIONS_MAX) {
    const message = `The records have more than ${MOVED_ASSOCIATIONS_MAX} associations; remove some first.`;
    throw refused('', 'TOO_MANY_ASSOCIATIONS', message);
  }
  const merged = await selectMergedInto(unit, refs);
  const all = new Map(
    [...refs, ...merged, ...before.map(({ to }) => to)].map((ref) => [recordKey(ref), ref]),
  );
  const images = await loadRecords(tx, account.id, [...all.values()], 'wait');
  const links = await selectLinks(tx, account.id, refs, MOVED_ASSOCIATIONS_MAX + 1);
  if (links.some(({ to }) => !all.has(recordKey(to)))) throw new NeighboursMoved();
  return { images: new Map(images.map((image) => [recordKey(image), image])), links };
}

/** Records that are merged or erased were linked or merged by others between the look and the lock. */
export class NeighboursMoved extends BeginAgain {
  constructor() {
    super('A record that is merged or erased keeps being linked to others at the same time.');
  }
}
